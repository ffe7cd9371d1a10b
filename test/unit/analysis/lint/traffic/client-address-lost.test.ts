import { describe, expect, test } from 'vitest';
import { bareMetal } from '../../../../../packages/core/src/provider/bare-metal.js';
import { hetzner } from '../../../../../packages/core/src/provider/hetzner.js';
import { metallb } from '../../../../../packages/core/src/provider/metallb.js';
import { clusterOf, codes, exampleText, found, told } from './example.js';

const code = 'client-address-lost';
const text = exampleText(code);
const local = exampleText(code, 'fixed');
const annotation = 'nginx.ingress.kubernetes.io/whitelist-source-range';
const list = `${annotation}: 203.0.113.0/24`;
const ofIngress = `Ingress shop/shop | metadata.annotations[${annotation}]`;
const stopped = `error | ${ofIngress} | response 403 from proxy: client-not-allowed`;
const letIn = `warning | ${ofIngress} | response 200 from application: application-answered`;

describe('client-address-lost', () => {
  test('a client that is allowed, of whom the controller sees a node', () => {
    const cluster = clusterOf(text);
    expect(told(cluster, code)).toEqual([stopped]);
    expect(codes(cluster)).toEqual([code]);
    const [finding] = found(cluster, code);
    expect(finding?.message).toContain('stops 203.0.113.1, which it allows');
    expect(finding?.message).toContain('an address of node node-');
    expect(finding?.fix).toBe('Set externalTrafficPolicy: Local on Service ingress-nginx/ingress-nginx.');
  });

  test('not with policy Local', () => {
    expect(codes(clusterOf(local))).toEqual([]);
  });

  test('a list with the addresses of nodes lets everybody in', () => {
    const replace = { [list]: `${annotation}: 10.0.0.0/8` };
    expect(told(clusterOf(text, { replace }), code)).toEqual([letIn]);
    expect(codes(clusterOf(local, { replace }))).toEqual([]);
  });

  test('a list of those denied stops nobody', () => {
    const replace = { whitelist: 'denylist' };
    expect(told(clusterOf(text, { replace }), code)).toEqual([letIn.replace('whitelist', 'denylist')]);
    expect(codes(clusterOf(local, { replace }))).toEqual([]);
  });

  test('a proxy that speaks the PROXY protocol, and a controller that does not read it', () => {
    const cluster = clusterOf(local, { platform: hetzner() });
    expect(told(cluster, code)).toEqual([stopped]);
    expect(found(cluster, code)[0]?.fix).toContain('set use-proxy-protocol');
  });

  test('private clients on the network of the nodes', () => {
    const replace = { [list]: `${annotation}: 192.168.7.0/24` };
    expect(told(clusterOf(text, { platform: metallb(), replace }), code)).toEqual([stopped]);
    expect(codes(clusterOf(local, { platform: metallb(), replace }))).toEqual([]);
  });

  test.each<[string, Record<string, string>]>([
    ['every address', { [list]: `${annotation}: 0.0.0.0/0` }],
    ['a range that cannot be read', { [list]: `${annotation}: office` }],
  ])('not for %s', (_, replace) => {
    expect(codes(clusterOf(text, { replace }))).toEqual([]);
  });

  test('not where nothing from outside leads to the controller', () => {
    expect(codes(clusterOf(text, { platform: bareMetal() }))).toEqual([]);
  });
});

const configMap = (data: string): string => `---
apiVersion: v1
kind: ConfigMap
metadata: { name: ingress-nginx, namespace: ingress-nginx }
data: { ${data} }
`;

const of = (key: string): string => `ConfigMap ingress-nginx/ingress-nginx | data[${key}]`;

describe('client-address-lost of a ConfigMap', () => {
  const flags = '--publish-service=ingress-nginx/ingress-nginx';
  const replace = {
    [flags]: `${flags}, --configmap=ingress-nginx/ingress-nginx`,
    [list]: 'example.com/owner: shop',
  };

  test.each<[string, string]>([
    [
      'whitelist-source-range',
      `error | ${of('whitelist-source-range')} | response 403 from proxy: client-not-allowed`,
    ],
    [
      'denylist-source-range',
      `warning | ${of('denylist-source-range')} | response 200 from application: application-answered`,
    ],
    ['block-cidrs', `warning | ${of('block-cidrs')} | response 200 from application: application-answered`],
  ])('%s', (key, expected) => {
    const data = configMap(`${key}: 203.0.113.0/24`);
    expect(told(clusterOf(text + data, { replace }), code)).toEqual([expected]);
    expect(codes(clusterOf(local + data, { replace }))).toEqual([]);
  });

  test('with the PROXY protocol on both sides the controller knows the client', () => {
    const data = configMap("whitelist-source-range: 203.0.113.0/24, use-proxy-protocol: 'true'");
    const spoken = {
      ...replace,
      'metadata: { name: ingress-nginx, namespace: ingress-nginx }\nspec:\n  type':
        "metadata: { name: ingress-nginx, namespace: ingress-nginx, annotations: { load-balancer.hetzner.cloud/uses-proxyprotocol: 'true' } }\nspec:\n  type",
    };
    expect(told(clusterOf(text + data, { platform: hetzner(), replace: spoken }), code)).toEqual([]);
  });
});

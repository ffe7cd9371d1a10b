import { describe, expect, test } from 'vitest';
import { clusterOf, codes, exampleText, found, told } from './example.js';

const code = 'external-name-with-http';
const text = exampleText(code);
const atIngress = 'spec.rules[0].http.paths[0].backend.service.name';
const ofIngress = `warning | Ingress shop/pay | ${atIngress} | left: backend-outside-cluster`;
const ofPod = 'warning | Pod shop/shop | spec.containers[0].env[0].value | unknown: public-name-unlisted';

describe('external-name-with-http', () => {
  test('a pod and an Ingress that send another Host than the target has', () => {
    const cluster = clusterOf(text);
    expect(told(cluster, code)).toEqual([ofIngress, ofPod]);
    expect(codes(cluster)).toEqual([code, code]);
    expect(found(cluster, code)[0]?.message).toContain('with the Host pay.example.com');
    expect(found(cluster, code)[1]?.message).toContain('names pay as Host');
  });

  test('not with the name that the target has', () => {
    expect(codes(clusterOf(exampleText(code, 'fixed')))).toEqual([]);
  });

  test.each(['pay.shop', 'pay.shop.svc', 'pay.shop.svc.cluster.local.'])('a pod that asks %s', (name) => {
    const replace = { 'http://pay/v1': `https://${name}/v1` };
    const [, finding] = found(clusterOf(text, { replace }), code);
    expect(finding?.message).toContain('its certificate is for another name');
  });

  test.each<[string, Record<string, string>, readonly string[]]>([
    [
      'a Service of the cluster',
      { 'externalName: api.pay.example': 'externalName: pay.bank.svc.cluster.local' },
      [],
    ],
    ['an address', { 'externalName: api.pay.example': 'externalName: 192.0.2.80' }, []],
    ['another protocol than HTTP', { 'http://pay/v1': 'postgres://pay/db' }, [ofIngress]],
    [
      'a host that is the name of the target',
      { 'host: pay.example.com': 'host: api.pay.example' },
      [ofPod.replace('unknown: public-name-unlisted', 'response 404 from proxy: host-unknown')],
    ],
    ['an Ingress that nobody takes', { 'ingressClassName: nginx': 'ingressClassName: other' }, [ofPod]],
    ['a name of another namespace', { 'http://pay/v1': 'http://pay.other/v1' }, [ofIngress]],
  ])('not for %s', (_, replace, expected) => {
    expect(told(clusterOf(text, { replace }), code)).toEqual(expected);
  });
});

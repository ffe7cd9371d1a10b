import { describe, expect, test } from 'vitest';
import type { Platform } from '../../../../../packages/core/src/cluster/platform.js';
import { aws } from '../../../../../packages/core/src/provider/aws.js';
import { gcp } from '../../../../../packages/core/src/provider/gcp.js';
import { kind } from '../../../../../packages/core/src/provider/kind.js';
import { clusterOf, codes, exampleText, found, told } from './example.js';

const code = 'hairpin-past-load-balancer';
const text = exampleText(code);
const ofController = 'Service ingress-nginx/ingress-nginx | status.loadBalancer.ingress[0].ip';
const closed = 'closed: proxy-protocol-missing';
const toldUrl = "value: 'http://shop.example.com/'";

describe('hairpin-past-load-balancer', () => {
  test('a pod that is told of a host comes to the controller without the PROXY protocol', () => {
    const cluster = clusterOf(text);
    expect(told(cluster, code)).toEqual([`error | ${ofController} | ${closed}`]);
    expect(codes(cluster)).toEqual([code]);
    const [finding] = found(cluster, code);
    expect(finding?.message).toContain('puts a line of the PROXY protocol first');
    expect(finding?.evidence).toMatchObject({
      request: { from: { kind: 'pod', namespace: 'shop' }, url: 'http://shop.example.com/' },
    });
  });

  test('not without the PROXY protocol', () => {
    expect(codes(clusterOf(exampleText(code, 'fixed')))).toEqual([]);
  });

  test('a warning where no workload is known to ask the host', () => {
    const cluster = clusterOf(text, { replace: { [toldUrl]: "value: ''" } });
    expect(told(cluster, code)).toEqual([`warning | ${ofController} | ${closed}`]);
  });

  test('a Service whose load balancer ends TLS', () => {
    const web = `---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop, annotations: { load-balancer.hetzner.cloud/protocol: https } }
spec: { type: LoadBalancer, selector: { app: shop }, ports: [{ port: 443, targetPort: 8080 }] }
`;
    const cluster = clusterOf(exampleText(code, 'fixed') + web);
    expect(told(cluster, code)).toEqual([
      'warning | Service shop/web | status.loadBalancer.ingress[0].ip | response 200 from application: application-answered',
    ]);
    expect(found(cluster, code)[0]?.message).toContain('ends TLS, but');
  });

  test('not where requests from outside come to nothing either', () => {
    expect(
      codes(clusterOf(text, { replace: { "use-proxy-protocol: 'true'": "use-proxy-protocol: 'false'" } })),
    ).toEqual([]);
  });

  test.each<[string, Platform]>([
    ['told by name', aws()],
    ['that is no proxy', gcp()],
    ['with ipMode Proxy', kind()],
  ])('not with a load balancer %s', (_, platform) => {
    expect(codes(clusterOf(text, { platform })).filter((each) => each === code)).toEqual([]);
  });
});

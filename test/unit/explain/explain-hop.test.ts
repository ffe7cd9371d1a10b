import { describe, expect, test } from 'vitest';
import type { Cluster, ClusterInput, Rejection, RequestInput, Trace } from '@kubehop/core';
import { createCluster, explainHop, explainTrace, traceRequest } from '@kubehop/core';
import { readManifests } from '@kubehop/core/yaml';
import { shop } from '../cli/run.js';

function clusterOf(text: string): Cluster {
  const input: ClusterInput = readManifests(text);
  return createCluster(input);
}

/** What was rejected at the first hop of a stage, as `candidate: code`. */
function rejectedAt(
  cluster: Cluster,
  stage: Trace['hops'][number]['stage'],
  request: RequestInput,
): readonly string[] {
  const trace = traceRequest(cluster, request);
  const index = trace.hops.findIndex((hop) => hop.stage === stage);
  return explainHop(cluster, trace, index).map(({ candidate, code }: Rejection) => `${candidate}: ${code}`);
}

const cluster = clusterOf(shop);
const cart: RequestInput = { url: 'https://shop.example.com/cart' };

describe('explainHop', () => {
  test('tells the nodes that a load balancer did not take, and why', () => {
    expect(rejectedAt(cluster, 'load-balancer', cart)).toEqual([
      'node node-2: not-chosen',
      'node node-3: unhealthy',
    ]);
  });

  test('tells the endpoints that a Service did not take, and the checks that let the packet pass', () => {
    const rejected = rejectedAt(cluster, 'service', cart);
    expect(rejected[0]).toMatch(/^10\.244\.\d+\.\d+:443: not-on-node$/);
    expect(rejected).toContain('Service ingress-nginx/ingress-nginx-controller: no-reject-endpoint-exists');
  });

  test('tells the paths that a controller did not take', () => {
    expect(rejectedAt(cluster, 'ingress', cart)).toEqual([
      'Ingress shop/shop spec.rules[0].http.paths[0]: path-shorter',
    ]);
    expect(rejectedAt(cluster, 'ingress', { url: 'https://shop.example.com/about' })).toEqual([
      'Ingress shop/shop spec.rules[0].http.paths[1]: path-differs',
    ]);
  });

  test('tells the paths behind a line of the PROXY protocol too', () => {
    const configMap = `
---
apiVersion: v1
kind: ConfigMap
metadata: { name: ingress-nginx-controller, namespace: ingress-nginx }
data: { use-proxy-protocol: 'true' }
`;
    const request = { ...cart, proxyProtocol: 'PROXY TCP4 203.0.113.7 192.0.2.1 4711 443' };
    const flag = '--publish-service=ingress-nginx/ingress-nginx-controller';
    const args = `${flag}\n            - --configmap=ingress-nginx/ingress-nginx-controller`;
    const reading = shop.replace(flag, args);
    expect(rejectedAt(clusterOf(reading + configMap), 'ingress', request)).toEqual([
      'Ingress shop/shop spec.rules[0].http.paths[0]: path-shorter',
    ]);
    // The controller that does not read the line closes the connection before it compares a path.
    expect(rejectedAt(cluster, 'ingress', request)).toEqual([]);
  });

  test.each(['client', 'dns', 'node', 'pod'] as const)('has nothing to reject at a %s', (stage) => {
    expect(rejectedAt(cluster, stage, cart)).toEqual([]);
  });

  test('gives a reason in words, the object and the field', () => {
    const trace = traceRequest(cluster, cart);
    const index = trace.hops.findIndex((hop) => hop.stage === 'ingress');
    expect(explainHop(cluster, trace, index)).toEqual([
      {
        candidate: 'Ingress shop/shop spec.rules[0].http.paths[0]',
        code: 'path-shorter',
        reason: 'A longer path takes the request.',
        object: { kind: 'Ingress', namespace: 'shop', name: 'shop' },
        path: 'spec.rules[0].http.paths[0]',
        route: { host: 'shop.example.com', path: '/', pathType: 'Prefix' },
      },
    ]);
  });

  test('refuses an index that is no hop', () => {
    const trace = traceRequest(cluster, cart);
    expect(() => explainHop(cluster, trace, trace.hops.length)).toThrow(RangeError);
  });
});

describe('explainTrace', () => {
  test('is the trace, and at each hop what explainHop says', () => {
    const trace = traceRequest(cluster, cart);
    const explained = explainTrace(cluster, trace);
    expect(explained).toMatchObject(JSON.parse(JSON.stringify(trace)));
    expect(explained.hops.map(({ rejected }) => rejected)).toEqual(
      trace.hops.map((_, index) => explainHop(cluster, trace, index)),
    );
  });
});

import {
  createCluster,
  replay,
  traceAll,
  traceRequest,
  workload,
  type RequestInput,
  type Trace,
} from '@kubehop/core';
import { describe, expect, test } from 'vitest';
import { areLeftOut, readFiles, realText } from './manifests.js';

const files = ['online-boutique.yaml', 'ingress-nginx-cloud.yaml'];
/** The boutique behind the controller. */
const shop = `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop }
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: frontend, port: { name: http } } } }] }
`;

const frontend = workload('Deployment', 'default', 'frontend');

const requests: readonly RequestInput[] = [
  { url: 'http://shop.example.com/cart' },
  { url: 'http://nobody.example.com/' },
  { url: 'http://192.0.2.11/' },
  { from: frontend, url: 'http://cartservice:7070/' },
  { from: frontend, url: 'http://frontend-external/' },
  { from: frontend, url: 'http://nosuch/' },
  { from: frontend, url: 'grpc://productcatalogservice:3550/hipstershop.ProductCatalogService/ListProducts' },
  { from: frontend, url: 'tcp://redis-cart:6379' },
];

describe.skipIf(areLeftOut)('on real manifests', () => {
  const real = Object.fromEntries(files.map((file) => [file, realText(file)]));
  const { manifests } = readFiles({ ...real, 'shop.yaml': shop });
  const cluster = createCluster(manifests.map(({ value }) => value));
  const reversed = createCluster(manifests.map(({ value }) => value).reverse());

  test('the Ingress leads to a frontend pod', () => {
    expect(traceRequest(cluster, { url: 'http://shop.example.com/cart' }).hops.at(-1)).toMatchObject({
      stage: 'pod',
      workload: { kind: 'Deployment', name: 'frontend' },
    });
  });

  test.each(requests)('the shares of all branches of $url sum to 1', (request) => {
    const { branches, outcomes } = traceAll(cluster, request);
    expect(branches.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
    expect(outcomes.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
  });

  test.each(requests)('each branch of $url is taken again by traceRequest, and survives JSON', (request) => {
    for (const { trace } of traceAll(cluster, request).branches) {
      expect(traceRequest(cluster, request, { choose: replay(trace) })).toEqual(trace);
      expect(JSON.parse(JSON.stringify(trace)) as Trace).toEqual(trace);
    }
  });

  test.each(requests)('the order of the objects does not matter to $url', (request) => {
    expect(traceAll(reversed, request)).toEqual(traceAll(cluster, request));
  });

  test('the order of the objects does not matter to the problems and the cloud', () => {
    expect(reversed.infrastructure).toEqual(cluster.infrastructure);
    expect(reversed.problems).toEqual(cluster.problems);
  });
});

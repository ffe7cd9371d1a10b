import { cloud, pod, replay, traceAll, traceRequest, type Trace } from '@kubehop/core';
import { describe, expect, test } from 'vitest';
import { clusterOf } from './manifests.js';

const web = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 100
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: shop/web, ports: [{ containerPort: 8080 }] }] }
`;

const service = `
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
`;

const client = `
apiVersion: v1
kind: Pod
metadata: { name: client }
spec: { containers: [{ name: shell, image: alpine }] }
`;

const platform = cloud({ nodes: 50 });
const request = { from: pod('default', 'client'), url: 'http://web/' };

describe('50 nodes, 100 endpoints and 2 DNS pods', () => {
  const cluster = clusterOf(platform, [], { web, service, client });
  const all = traceAll(cluster, request);

  test('are what the cluster has', () => {
    expect(cluster.list('Node')).toHaveLength(50);
    expect(cluster.list('Pod', 'kube-system')).toHaveLength(2);
    expect(cluster.slicesOf('default/web').flatMap(({ endpoints }) => endpoints)).toHaveLength(100);
  });

  test('give a request by name one branch for each endpoint, with exact shares', () => {
    expect(all.branches).toHaveLength(100);
    for (const { probability } of all.branches) expect(probability).toBe(0.01);
    expect(all.branches.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
    expect(all.outcomes.map(({ probability }) => probability)).toEqual([1]);
  });

  test('give branches that traceRequest takes again', () => {
    for (const { trace } of all.branches) {
      expect(traceRequest(cluster, request, { choose: replay(trace) })).toEqual(trace);
    }
  });

  test('give traces that survive JSON', () => {
    for (const { trace } of all.branches.slice(0, 3)) {
      expect(JSON.parse(JSON.stringify(trace)) as Trace).toEqual(trace);
    }
  });

  test('give the same, whatever the order of the objects', () => {
    expect(traceAll(clusterOf(platform, [], { client, service, web }), request)).toEqual(all);
  });
});

import { describe, expect, test } from 'vitest';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { traceRequest } from '../../../packages/core/src/pipeline/trace-request.js';
import type { Trace } from '../../../packages/core/src/trace/trace.js';

const cluster = createCluster([
  {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', labels: { app: 'web' } },
    spec: { containers: [{ name: 'web', image: 'web', ports: [{ containerPort: 8443 }] }] },
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web' },
    spec: {
      type: 'LoadBalancer',
      allocateLoadBalancerNodePorts: false,
      selector: { app: 'web' },
      ports: [
        { name: 'http', port: 80, targetPort: 8080 },
        { name: 'https', port: 443, targetPort: 8443, nodePort: 30443 },
      ],
    },
  },
]);
const [address = ''] = cluster.infrastructure[0]?.addresses ?? [];

const ask = (port: number): Trace => traceRequest(cluster, { url: `tcp://${address}:${port}` });

describe('a load balancer that delivers to node ports', () => {
  test('has its listener from the port of the Service that has a node port', () => {
    const { hops, outcome } = ask(443);
    expect(hops.find(({ stage }) => stage === 'load-balancer')?.rule).toMatchObject({
      object: { kind: 'Service', name: 'web' },
      path: 'spec.ports[1]',
    });
    expect(outcome.kind).toBe('connected');
  });

  test('has none for a port without node port, and says what is missing', () => {
    expect(ask(80).outcome).toMatchObject({
      kind: 'timeout',
      cause: {
        code: 'no-listener',
        path: 'spec.ports[0].nodePort',
        fix: expect.stringContaining('allocateLoadBalancerNodePorts') as string,
      },
    });
  });

  test('has none for a port that the Service does not have', () => {
    expect(ask(81).outcome).toMatchObject({
      kind: 'timeout',
      cause: {
        code: 'no-listener',
        path: 'spec.ports',
        fix: expect.stringContaining('Add port 81') as string,
      },
    });
  });
});

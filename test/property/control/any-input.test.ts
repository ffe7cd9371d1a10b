import { fc, test } from '@fast-check/vitest';
import { expect, vi } from 'vitest';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';

// Hundreds of clusters take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const kinds = [
  'Pod',
  'Service',
  'Deployment',
  'StatefulSet',
  'Node',
  'Ingress',
  'EndpointSlice',
  'Job',
  'List',
];
const fields = ['replicas', 'selector', 'template', 'ports', 'type', 'clusterIP', 'nodeName', 'items'];

/** What looks like a Kubernetes object from afar. */
const lookalike = fc.record(
  {
    apiVersion: fc.constantFrom('v1', 'apps/v1', 'batch/v1', 'networking.k8s.io/v1', 'discovery.k8s.io/v1'),
    kind: fc.constantFrom(...kinds),
    metadata: fc.oneof(fc.record({ name: fc.string(), namespace: fc.string() }), fc.anything()),
    spec: fc.oneof(fc.dictionary(fc.constantFrom(...fields), fc.anything()), fc.anything()),
    status: fc.anything(),
  },
  { requiredKeys: [] },
);

test.prop([
  fc.array(fc.oneof(lookalike, fc.anything()), { maxLength: 6 }),
  fc.constantFrom('enforce' as const, 'skip' as const),
  fc.constantFrom('auto' as const, 'never' as const),
])('whatever is given, a cluster comes of it', (given, admission, settle) => {
  const cluster = createCluster(given, { admission, settle });
  expect(cluster.apply(...given).problems).toBeInstanceOf(Array);
});

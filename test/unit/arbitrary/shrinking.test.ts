import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import { clusterArbitrary } from '../../../packages/core/src/arbitrary/cluster/cluster-arbitrary.js';
import type { GeneratedCluster } from '../../../packages/core/src/arbitrary/cluster/generated-cluster.js';
import type { ClusterFlaw } from '../../../packages/core/src/arbitrary/cluster/flaws.js';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { requestTo } from '../../../packages/core/src/arbitrary/request/request-to.js';

/** What a property that never holds for such clusters ends at. */
function smallest(
  arbitrary: fc.Arbitrary<GeneratedCluster>,
  isBroken: (drawn: GeneratedCluster) => boolean,
): GeneratedCluster | undefined {
  const property = fc.property(arbitrary, (drawn) => !isBroken(drawn));
  return fc.check(property, { seed: 42, numRuns: 500 }).counterexample?.[0];
}

function hasIdleService(cluster: Cluster): boolean {
  return cluster.list('Service').some(({ metadata: { namespace, name }, spec }) => {
    const slices = cluster.slicesOf(`${namespace}/${name}`);
    return spec.selector !== undefined && slices.every(({ endpoints }) => endpoints.length === 0);
  });
}

describe('shrinking', () => {
  test('ends at one pod and one Service that leave everything else open', () => {
    expect(String(smallest(clusterArbitrary(), () => true))).toBe(`# platform: cloud({"nodes":1})
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
spec:
  containers:
    - name: main
      image: web
      ports:
        - containerPort: 80
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
`);
  });

  test('of clusters with a Service without endpoints ends at three objects at most', () => {
    const found = smallest(clusterArbitrary({ flaws: ['wrongSelector'] }), ({ cluster }) =>
      hasIdleService(cluster),
    );
    expect(found?.manifests.length).toBeLessThanOrEqual(3);
  });

  test('of clusters with a terminating pod ends at three objects at most', () => {
    const found = smallest(clusterArbitrary(), ({ cluster }) =>
      cluster.list('Pod').some(({ metadata }) => metadata.deletionTimestamp !== undefined),
    );
    expect(found?.manifests.length).toBeLessThanOrEqual(3);
  });

  test.each<readonly [ClusterFlaw, number]>([
    ['missingService', 6],
    ['missingIngressClass', 6],
  ])('of clusters with an Ingress and %s ends at one Ingress with its controller', (flaw, most) => {
    const found = smallest(clusterArbitrary({ flaws: [flaw] }), ({ manifests }) =>
      manifests.some(({ kind }) => kind === 'Ingress'),
    );
    expect(found?.manifests.length).toBeLessThanOrEqual(most);
  });

  test('of requests ends at one as simple as they come', () => {
    const web = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web' },
      spec: { containers: [{ name: 'web', image: 'web' }] },
    };
    const property = fc.property(requestTo(createCluster([web])), () => false);
    expect(fc.check(property, { seed: 7 }).counterexample?.[0]).toEqual({
      from: { kind: 'pod', namespace: 'default', name: 'web' },
      url: 'http://kubernetes:443/',
    });
  });
});

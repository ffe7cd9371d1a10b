import { fc } from '@fast-check/vitest';
import { changeTo } from '../../../packages/core/src/arbitrary/change/change-to.js';
import type { ClusterEdit } from '../../../packages/core/src/arbitrary/change/cluster-edit.js';
import { clusterArbitrary } from '../../../packages/core/src/arbitrary/cluster/cluster-arbitrary.js';
import type { GeneratedCluster } from '../../../packages/core/src/arbitrary/cluster/generated-cluster.js';
import type { ClusterFlaw } from '../../../packages/core/src/arbitrary/cluster/flaws.js';
import { clusterFlaws } from '../../../packages/core/src/arbitrary/cluster/flaws.js';
import { requestTo } from '../../../packages/core/src/arbitrary/request/request-to.js';
import type { RequestInput } from '../../../packages/core/src/request/read-request.js';

/** Every flaw. */
export const flaws: readonly ClusterFlaw[] = Object.keys(clusterFlaws).filter(
  (name): name is ClusterFlaw => name in clusterFlaws,
);

const drawnCluster = fc.oneof(clusterArbitrary(), clusterArbitrary({ flaws }));

/** A cluster with and without flaws, and requests to it. */
export const withRequests: fc.Arbitrary<readonly [GeneratedCluster, readonly RequestInput[]]> =
  drawnCluster.chain((drawn) =>
    fc.tuple(
      fc.constant(drawn),
      fc.noShrink(fc.array(requestTo(drawn.cluster), { minLength: 8, maxLength: 8 })),
    ),
  );

/** A cluster and a change to it. */
export function changing(
  drawnFrom: fc.Arbitrary<GeneratedCluster>,
): fc.Arbitrary<readonly [GeneratedCluster, ClusterEdit]> {
  return drawnFrom.chain((drawn) => fc.tuple(fc.constant(drawn), changeTo(drawn.cluster)));
}

/** A cluster with and without flaws, and a change to it. */
export const withChange: fc.Arbitrary<readonly [GeneratedCluster, ClusterEdit]> = changing(drawnCluster);

import * as fc from 'fast-check';
import { changeTo } from '../../packages/core/src/arbitrary/change/change-to.js';
import type { ClusterEdit } from '../../packages/core/src/arbitrary/change/cluster-edit.js';
import { clusterArbitrary } from '../../packages/core/src/arbitrary/cluster/cluster-arbitrary.js';
import type { GeneratedCluster } from '../../packages/core/src/arbitrary/cluster/generated-cluster.js';
import type { ClusterFlaw } from '../../packages/core/src/arbitrary/cluster/flaws.js';
import { clusterFlaws } from '../../packages/core/src/arbitrary/cluster/flaws.js';
import { requestTo } from '../../packages/core/src/arbitrary/request/request-to.js';
import type { RequestInput } from '../../packages/core/src/request/read-request.js';

/** To make a cluster costs some ten milliseconds, many times what it costs to draw it. */
export const clusterRuns = 60;

/** Every flaw. */
export const flaws: readonly ClusterFlaw[] = Object.keys(clusterFlaws).filter(
  (name): name is ClusterFlaw => name in clusterFlaws,
);

/** A cluster with and without flaws. */
const drawnCluster: fc.Arbitrary<GeneratedCluster> = fc.oneof(
  clusterArbitrary(),
  clusterArbitrary({ flaws }),
);

/**
 * A cluster and requests to it. Each cluster is asked by several: it costs more than a request, and while it shrinks, its
 * requests are drawn anew, of which one at least has to fail again. Then they shrink to that one.
 */
function asked(
  drawnFrom: fc.Arbitrary<GeneratedCluster>,
): fc.Arbitrary<readonly [GeneratedCluster, readonly RequestInput[]]> {
  return drawnFrom.chain((drawn) => {
    const requests = fc.array(requestTo(drawn.cluster), { minLength: 1, maxLength: 20, size: 'max' });
    return fc.tuple(fc.constant(drawn), fc.noBias(requests));
  });
}

/** A cluster and a change to it. */
export function changing(
  drawnFrom: fc.Arbitrary<GeneratedCluster>,
): fc.Arbitrary<readonly [GeneratedCluster, ClusterEdit]> {
  return drawnFrom.chain((drawn) => fc.tuple(fc.constant(drawn), changeTo(drawn.cluster)));
}

/** A cluster with and without flaws, and requests to it. */
export const withRequests: fc.Arbitrary<readonly [GeneratedCluster, readonly RequestInput[]]> =
  asked(drawnCluster);

/** A cluster with and without flaws, and a change to it. */
export const withChange: fc.Arbitrary<readonly [GeneratedCluster, ClusterEdit]> = changing(drawnCluster);

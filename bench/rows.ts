import { addressInRanges } from './rows/address-in-ranges.js';
import { allRequests } from './rows/all-requests.js';
import { clusterArbitraryRow } from './rows/cluster-arbitrary.js';
import { clusterHeap } from './rows/cluster-heap.js';
import { createClusterRow } from './rows/create-cluster.js';
import { hostilePatterns } from './rows/hostile-patterns.js';
import { ingressManyHosts } from './rows/ingress-many-hosts.js';
import { ingressManyPaths } from './rows/ingress-many-paths.js';
import { load } from './rows/load.js';
import { podChange } from './rows/pod-change.js';
import { traceAtLimits } from './rows/trace-at-limits.js';
import { traceSmall } from './rows/trace-small.js';
import { virtualClock } from './rows/virtual-clock.js';
import type { Row } from './row.js';

/** All rows, in the order in which they run. */
export const rows: readonly Row[] = [
  ingressManyHosts,
  ingressManyPaths,
  hostilePatterns,
  allRequests,
  createClusterRow,
  clusterHeap,
  traceAtLimits,
  traceSmall,
  podChange,
  addressInRanges,
  clusterArbitraryRow,
  virtualClock,
  load,
];

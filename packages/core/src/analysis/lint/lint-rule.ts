import type { Cluster } from '../../cluster/cluster.js';
import type { Finding } from './finding.js';

/** Looks for one kind of finding. */
export type LintRule = (cluster: Cluster) => readonly Finding[];

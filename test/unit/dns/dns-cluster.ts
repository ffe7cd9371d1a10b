import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import type { DnsSettings } from '../../../packages/core/src/cluster/platform.js';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { cloud } from '../../../packages/core/src/provider/cloud.js';

/** A cluster of exactly these objects: nothing is refused, nothing derived. */
export function dnsCluster(objects: readonly unknown[], dns: Partial<DnsSettings> = {}): Cluster {
  return createCluster(objects, { admission: 'skip', settle: 'never', platform: cloud({ dns }) });
}

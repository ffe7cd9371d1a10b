import type { Cluster } from '../../packages/core/src/cluster/cluster.js';
import { createCluster } from '../../packages/core/src/control/create-cluster.js';
import { bareMetal } from '../../packages/core/src/provider/bare-metal.js';
import type { PlatformOptions } from '../../packages/core/src/provider/options.js';

/** The part of a platform that service proxies go by. */
export type ProxiedPlatform = Pick<
  PlatformOptions,
  'proxy' | 'kubernetesMinor' | 'podCIDRs' | 'serviceCIDRs'
>;

/** A cluster of exactly these objects: nothing is validated, nothing derived. */
export function proxiedCluster(objects: readonly unknown[], platform: ProxiedPlatform = {}): Cluster {
  return createCluster(objects, {
    platform: bareMetal({
      podCIDRs: ['10.244.0.0/16', 'fd00:10:244::/48'],
      serviceCIDRs: ['172.30.0.0/16', 'fd00:10:96::/112'],
      ...platform,
    }),
    admission: 'skip',
    settle: 'never',
  });
}

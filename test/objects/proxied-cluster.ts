import type { Cluster } from '../../packages/core/src/cluster/cluster.js';
import { createCluster } from '../../packages/core/src/control/create-cluster.js';
import { bareMetal } from '../../packages/core/src/provider/bare-metal.js';
import type { PlatformOptions } from '../../packages/core/src/provider/options.js';

/** The part of a platform that service proxies go by. */
export type ProxiedPlatform = Pick<
  PlatformOptions,
  'proxy' | 'kubernetesMinor' | 'podCIDRs' | 'serviceCIDRs'
>;

const defaultServiceCIDRs: readonly string[] = ['172.30.0.0/16', 'fd00:10:96::/112'];

/** A cluster of exactly these objects: nothing is validated, nothing derived. */
export function proxiedCluster(
  objects: readonly unknown[],
  { serviceCIDRs = defaultServiceCIDRs, ...platform }: ProxiedPlatform = {},
): Cluster {
  const preset = bareMetal({ podCIDRs: ['10.244.0.0/16', 'fd00:10:244::/48'], ...platform });
  return createCluster(objects, {
    // A proxy need not know the service ranges: no preset has none, so they come behind its check.
    platform: { ...preset, serviceCIDRs },
    admission: 'skip',
    settle: 'never',
  });
}

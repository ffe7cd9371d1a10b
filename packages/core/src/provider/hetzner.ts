import type { Platform } from '../cluster/platform.js';
import { cloud } from './cloud.js';
import type { PlatformOptions } from './options.js';

/**
 * Hetzner Cloud: a load balancer that is a proxy and sends to the node ports.
 *
 * By default three nodes in two zones; requests come from the internet unless told otherwise.
 * @see hetznercloud/hcloud-cloud-controller-manager docs
 * @throws {RangeError | TypeError} when an option cannot be
 * @public
 * @example
 * createCluster(objects, { platform: hetzner() });
 */
export function hetzner(options: PlatformOptions = {}): Platform {
  return {
    ...cloud({
      loadBalancers: {
        name: 'hetzner',
        controllers: [{ name: 'hcloud-cloud-controller-manager' }],
        addressCIDR: '198.51.100.0/24',
        overflowCIDR: '198.18.0.0/15',
        proxyCIDR: '10.0.240.0/20',
        source: 'hetznercloud/hcloud-cloud-controller-manager docs/reference/load_balancer_annotations.md',
      },
      ...options,
    }),
    name: 'hetzner',
  };
}

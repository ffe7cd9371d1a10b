import type { Platform } from '../cluster/platform.js';
import { bareMetal } from './bare-metal.js';
import type { PlatformOptions } from './options.js';

/** What can be said about a platform with MetalLB. @public */
export interface MetalLBOptions extends PlatformOptions {
  /** How addresses are announced: by one node on the LAN, or by all nodes to the routers. `layer2` unless given. */
  readonly mode?: 'layer2' | 'bgp';
}

/**
 * Machines on a LAN with MetalLB: a Service of type LoadBalancer gets an address of the LAN, and nodes announce it.
 *
 * By default three nodes from 192.168.1.11, addresses in 192.168.1.224/27; requests come from the LAN.
 * @see metallb/metallb website/content/concepts
 * @throws {RangeError | TypeError} when an option cannot be
 * @public
 * @example
 * createCluster(objects, { platform: metallb({ mode: 'bgp' }) });
 */
export function metallb({ mode = 'layer2', ...options }: MetalLBOptions = {}): Platform {
  return {
    ...bareMetal({
      loadBalancers: {
        name: 'metallb',
        controllers: [{ name: 'metallb', mode }],
        addressCIDR: '192.168.1.224/27',
        source: 'metallb/metallb website/content/concepts',
      },
      ...options,
    }),
    name: 'metallb',
  };
}

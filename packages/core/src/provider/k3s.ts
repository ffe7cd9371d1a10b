import type { Platform } from '../cluster/platform.js';
import { bareMetal } from './bare-metal.js';
import type { PlatformOptions } from './options.js';

/**
 * k3s with its ServiceLB: a Service of type LoadBalancer has the addresses of the nodes.
 *
 * By default three nodes from 192.168.1.11; requests come from the LAN.
 * @see k3s-io/docs docs/networking/networking-services.md
 * @throws {RangeError | TypeError} when an option cannot be
 * @public
 * @example
 * createCluster(objects, { platform: k3s({ nodes: 1 }) });
 */
export function k3s(options: PlatformOptions = {}): Platform {
  return {
    ...bareMetal({
      podCIDRs: ['10.42.0.0/16'],
      serviceCIDRs: ['10.43.0.0/16'],
      loadBalancers: {
        name: 'servicelb',
        controllers: [{ name: 'servicelb' }],
        addressCIDR: '192.168.1.0/24',
        source: 'k3s-io/k3s pkg/cloudprovider/servicelb.go',
      },
      ...options,
    }),
    name: 'k3s',
  };
}

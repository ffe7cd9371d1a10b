import type { Platform } from '../cluster/platform.js';
import type { PlatformOptions } from './options.js';
import { platformOf } from './options.js';

/**
 * Machines on a LAN with a kubeadm cluster and nobody who provides load balancers: a Service of type LoadBalancer stays
 * pending, its cluster IP and node ports work. Requests come from the LAN unless told otherwise.
 *
 * @see kubernetes/website concepts/services-networking/service.md, type LoadBalancer
 * @public
 * @example
 * createCluster(objects, { platform: bareMetal({ nodes: 2 }) });
 */
export function bareMetal(options: PlatformOptions = {}): Platform {
  return platformOf(
    {
      name: 'bare-metal',
      nodes: {
        namePrefix: 'node-',
        internalCIDR: '192.168.1.0/24',
        taints: [],
        controlPlane: false,
      },
      defaultNodes: 3,
      defaultZones: 0,
      loadBalancers: null,
      defaultOrigin: { kind: 'network', address: '192.168.1.200' },
    },
    options,
  );
}

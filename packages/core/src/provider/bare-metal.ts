import type { Platform } from '../cluster/platform.js';
import type { PlatformOptions } from './options.js';
import { platformOf, type Preset } from './preset.js';

const preset: Preset = {
  name: 'bare-metal',
  nodes: {
    count: 3,
    zones: [],
    namePrefix: 'node-',
    internalCIDR: '192.168.1.0/24',
    labels: {},
    taints: [],
    controlPlane: false,
  },
  loadBalancers: null,
  defaultOrigin: { kind: 'network', address: '192.168.1.200' },
};

/**
 * Machines on a LAN with a kubeadm cluster and nobody who provides load balancers: a Service of type LoadBalancer stays
 * pending, its cluster IP and node ports work.
 *
 * By default three nodes from 192.168.1.11. Requests come from the LAN, 192.168.1.200, unless told otherwise.
 * @see kubernetes/website concepts/services-networking/service.md, type LoadBalancer
 * @throws {RangeError | TypeError} when an option cannot be
 * @public
 * @example
 * createCluster(objects, { platform: bareMetal({ nodes: 2 }) });
 */
export function bareMetal(options: PlatformOptions = {}): Platform {
  return platformOf(preset, options);
}

import type { Platform } from '../cluster/platform.js';
import type { PlatformOptions } from './options.js';
import { platformOf, type Preset, zoneNames } from './preset.js';

/** Addresses of the documentation ranges of RFC 5737, and a private network of nodes. */
const preset: Preset = {
  name: 'cloud',
  nodes: {
    count: 3,
    zones: zoneNames(2),
    namePrefix: 'node-',
    internalCIDR: '10.0.0.0/16',
    externalCIDR: '192.0.2.0/24',
    labels: {},
    taints: [],
    controlPlane: false,
  },
  loadBalancers: {
    name: 'cloud',
    controllers: [
      {
        name: 'generic',
        kind: 'passthrough',
        delivers: 'nodePort',
        preservesClient: true,
        probe: { intervalSeconds: 10, healthy: 3, unhealthy: 3 },
      },
    ],
    addressCIDR: '198.51.100.0/24',
    overflowCIDR: '198.18.0.0/15',
    source: 'kubernetes/website concepts/services-networking/service.md',
  },
  defaultOrigin: { kind: 'internet', address: '203.0.113.7' },
};

/**
 * A cloud like most: nodes in zones with public addresses, and a load balancer for each Service that asks for one. The
 * balancer passes connections through at layer 4 to the node ports and keeps the client's address. Requests come from
 * the internet unless told otherwise.
 *
 * By default three nodes in two zones: InternalIPs from 10.0.0.11, ExternalIPs from 192.0.2.11 as far as the range goes,
 * load balancers in 198.51.100.0/24.
 * @see kubernetes/website concepts/services-networking/service.md, type LoadBalancer
 * @throws {RangeError | TypeError} when an option cannot be
 * @public
 * @example
 * createCluster(objects, { platform: cloud({ nodes: 3, zones: 2 }) });
 */
export function cloud(options: PlatformOptions = {}): Platform {
  return platformOf(preset, options);
}

import type { Platform } from '../cluster/platform.js';
import type { PlatformOptions } from './options.js';
import { platformOf } from './options.js';

/**
 * A cloud like most: nodes in zones with public addresses, and a load balancer for each Service that asks for one. The
 * balancer passes connections through at layer 4 to the node ports and keeps the client's address.
 *
 * Nodes, clients and balancers have addresses of the documentation ranges (RFC 5737).
 * @see kubernetes/website concepts/services-networking/service.md, type LoadBalancer
 * @public
 * @example
 * createCluster(objects, { platform: cloud({ nodes: 3, zones: 2 }) });
 */
export function cloud(options: PlatformOptions = {}): Platform {
  return platformOf(
    {
      name: 'cloud',
      nodes: {
        namePrefix: 'node-',
        internalCIDR: '10.0.0.0/16',
        externalCIDR: '192.0.2.0/24',
        taints: [],
        controlPlane: false,
      },
      defaultNodes: 3,
      defaultZones: 2,
      loadBalancers: {
        name: 'cloud',
        kind: 'passthrough',
        delivers: 'nodePort',
        preservesClient: true,
        addressCIDR: '198.51.100.0/24',
        probe: { intervalSeconds: 10, healthy: 3, unhealthy: 3 },
        source: 'kubernetes/website concepts/services-networking/service.md',
      },
      defaultOrigin: { kind: 'internet', address: '203.0.113.7' },
    },
    options,
  );
}

import type { Platform } from '../cluster/platform.js';
import { k3s } from './k3s.js';
import type { PlatformOptions } from './options.js';

/** The first network that Docker hands out beside its own; k3d makes one for each cluster. */
const network = '172.18.0.0/16';

/**
 * k3d: k3s in containers, with its ServiceLB. A Service of type LoadBalancer has the addresses of the nodes on the docker
 * network, where the host asks them.
 *
 * By default one server, `k3d-k3s-default-server-0`; more nodes are agents. The serverlb that k3d puts in front for ports
 * that are published on the host (`--port 8080:80@loadbalancer`) has no model: ask the address of a node.
 * @see k3d-io/k3d docs/usage/exposing_services.md, docs/design/{defaults,networking}.md
 * @throws {RangeError | TypeError} when an option cannot be
 * @public
 * @example
 * createCluster(objects, { platform: k3d({ nodes: 3 }) });
 */
export function k3d(options: PlatformOptions = {}): Platform {
  const { nodes = 1, ...others } = options;
  const given = typeof nodes === 'number' ? { count: nodes } : nodes;
  const made = k3s({
    networkCIDRs: [given.internalCIDR ?? network],
    defaultOrigin: { kind: 'network', address: '172.18.0.1' },
    ...others,
    nodes: {
      count: 1,
      namePrefix: 'k3d-k3s-default-',
      internalCIDR: network,
      controlPlane: true,
      ...given,
    },
  });
  return { ...made, name: 'k3d', nodes: { ...made.nodes, naming: 'k3d', firstHost: 2 } };
}

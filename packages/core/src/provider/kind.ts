import type { Platform } from '../cluster/platform.js';
import type { PlatformOptions } from './options.js';
import { platformOf } from './options.js';

/**
 * A kind cluster on a developer's machine with cloud-provider-kind running: containers on the docker network as nodes,
 * and an Envoy for each Service of type LoadBalancer, which ends connections and sends to the node ports.
 *
 * Requests come from the host on the docker network unless told otherwise. The only node of a kind cluster has no taint.
 * @see kubernetes-sigs/kind site/content/docs/user/{configuration,loadbalancer}.md; kubernetes-sigs/cloud-provider-kind pkg/loadbalancer
 * @public
 * @example
 * createCluster(objects, { platform: kind({ nodes: 3 }) });
 */
export function kind(options: PlatformOptions = {}): Platform {
  return platformOf(
    {
      name: 'kind',
      nodes: {
        namePrefix: 'kind-',
        internalCIDR: '172.18.0.0/16',
        taints: [],
        controlPlane: true,
      },
      defaultNodes: 1,
      defaultZones: 0,
      loadBalancers: {
        name: 'cloud-provider-kind',
        kind: 'l4-proxy',
        delivers: 'nodePort',
        preservesClient: false,
        ipMode: 'Proxy',
        addressCIDR: '172.18.255.0/24',
        proxyCIDR: '172.18.255.0/24',
        probe: { intervalSeconds: 3, healthy: 1, unhealthy: 2 },
        source: 'kubernetes-sigs/cloud-provider-kind pkg/loadbalancer',
      },
      defaultOrigin: { kind: 'network', address: '172.18.0.1' },
    },
    options,
  );
}

import type { Platform } from '../cluster/platform.js';
import type { PlatformOptions } from './options.js';
import { platformOf, type Preset } from './preset.js';

/** Docker hands out its second network, 172.18.0.0/16, to kind; its first address is the host. */
const preset: Preset = {
  name: 'kind',
  nodes: {
    count: 1,
    zones: [],
    namePrefix: 'kind-',
    internalCIDR: '172.18.0.0/16',
    labels: {},
    taints: [],
    controlPlane: true,
  },
  loadBalancers: {
    name: 'cloud-provider-kind',
    controllers: [{ name: 'cloud-provider-kind' }],
    addressCIDR: '172.18.255.0/24',
    // The Envoy of a Service speaks to the nodes from the address at which it is reached.
    proxyCIDR: '172.18.255.0/24',
    source: 'kubernetes-sigs/cloud-provider-kind pkg/loadbalancer',
  },
  defaultOrigin: { kind: 'network', address: '172.18.0.1' },
};

/**
 * A kind cluster on a developer's machine with cloud-provider-kind running: containers on the docker network as nodes,
 * and an Envoy for each Service of type LoadBalancer, which ends connections and sends to the node ports.
 *
 * By default one node, the control plane, which has no taint as long as it is the only one. Requests come from the host
 * on the docker network unless told otherwise.
 * @see kubernetes-sigs/kind site/content/docs/user/{configuration,loadbalancer}.md; kubernetes-sigs/cloud-provider-kind pkg/loadbalancer
 * @throws {RangeError | TypeError} when an option cannot be
 * @public
 * @example
 * createCluster(objects, { platform: kind({ nodes: 3 }) });
 */
export function kind(options: PlatformOptions = {}): Platform {
  return platformOf(preset, options);
}

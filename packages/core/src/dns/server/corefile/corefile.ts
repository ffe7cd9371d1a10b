import type { AutopathPlugin } from './autopath-plugin.js';
import type { CachePlugin } from './cache-plugin.js';
import type { ForwardPlugin } from './forward-plugin.js';
import type { K8sExternalPlugin } from './k8s-external-plugin.js';
import { type KubernetesPlugin, kubernetesDefaults } from './kubernetes-plugin.js';
import type { LoadbalancePlugin } from './loadbalance-plugin.js';
import type { TransferPlugin } from './transfer-plugin.js';

/**
 * A server block of a Corefile: the plugins that answer for some zones, as far as they decide about answers. Each asks
 * the next one in the order in which they stand here, whatever their order in the Corefile.
 *
 * @see coredns/coredns plugin.cfg
 * @public
 */
export interface ServerBlock {
  /** The zones of the block, in lower case with a final dot; a name goes to the block with the longest zone. */
  readonly zones: readonly string[];
  readonly loadbalance?: LoadbalancePlugin;
  readonly autopath?: AutopathPlugin;
  readonly cache?: CachePlugin;
  readonly transfer?: TransferPlugin;
  readonly k8sExternal?: K8sExternalPlugin;
  readonly kubernetes?: KubernetesPlugin;
  /** Each with the zone that it is for; the first that matches a name is asked. */
  readonly forward?: readonly ForwardPlugin[];
}

/** What a CoreDNS server is told to do: its server blocks. @public */
export type Corefile = readonly ServerBlock[];

/**
 * The Corefile that kubeadm writes.
 *
 * @see kubernetes/kubernetes cmd/kubeadm/app/phases/addons/dns/manifests.go
 * @public
 */
export function kubeadmCorefile(clusterDomain: string): Corefile {
  const reverse = ['in-addr.arpa.', 'ip6.arpa.'];
  return [
    {
      zones: ['.'],
      loadbalance: { policy: 'round_robin', prefer: [] },
      cache: { zones: ['.'], success: 30, denial: 30 },
      kubernetes: {
        ...kubernetesDefaults,
        zones: [`${clusterDomain}.`, ...reverse],
        pods: 'insecure',
        ttl: 30,
        fallthrough: reverse,
      },
      forward: [{ from: '.', to: ['/etc/resolv.conf'], except: [] }],
    },
  ];
}

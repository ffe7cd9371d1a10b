import type { Cluster } from '../../cluster/cluster.js';
import { resolvConf } from '../../dns/client/pod-resolv-conf.js';
import type { Pod } from '../../object/pod.js';

/**
 * The `/etc/resolv.conf` of a pod, as the container runtime writes what the kubelet tells it.
 *
 * @see kubernetes/kubernetes pkg/kubelet/network/dns/dns.go, GetPodDNS
 * @see containerd/containerd internal/cri/server/podsandbox/sandbox_run_linux.go, parseDNSOptions
 * @public
 * @example
 * renderResolvConf(cluster, pod); // 'search shop.svc.cluster.local ...\nnameserver 10.96.0.10\noptions ndots:5\n'
 */
export function renderResolvConf(cluster: Cluster, pod: Pod): string {
  const { nameservers, searches, options } = resolvConf(cluster, pod);
  const words = options.map(({ name, value }) => (value === undefined ? name : `${name}:${value}`));
  const lines = [
    ...(searches.length === 0 ? [] : [`search ${searches.join(' ')}`]),
    ...nameservers.map((address) => `nameserver ${address}`),
    ...(words.length === 0 ? [] : [`options ${words.join(' ')}`]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

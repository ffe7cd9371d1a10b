import type { Pod } from '../../object/pod.js';
import { lowerName } from '../name.js';
import { podHostname } from './pod-hostname.js';

/** A line of /etc/hosts. @public */
export interface HostsEntry {
  readonly address: string;
  readonly names: readonly string[];
}

/** What every machine knows of itself. @see RFC 6761 section 6.3 */
export const loopbackHosts: readonly HostsEntry[] = [
  { address: '127.0.0.1', names: ['localhost'] },
  { address: '::1', names: ['localhost', 'ip6-localhost', 'ip6-loopback'] },
];

/** The hosts file of a node. */
export function nodeHosts(addresses: readonly string[], hostname: string): readonly HostsEntry[] {
  return [...loopbackHosts, ...addresses.map((address) => ({ address, names: [hostname] }))];
}

/**
 * The hosts file that the kubelet writes for a pod with a network of its own: its own names, then its hostAliases.
 *
 * @see kubernetes/kubernetes pkg/kubelet/kubelet_pods.go, managedHostsFileContent
 * @public
 */
export function podHosts(pod: Pod, clusterDomain: string): readonly HostsEntry[] {
  const own = podHostname(pod, clusterDomain);
  const names =
    own.kind === 'refused' ? [] : own.fqdn === undefined ? [own.hostname] : [own.fqdn, own.hostname];
  return [...loopbackHosts, ...pod.status.podIPs.map((address) => ({ address, names })), ...hostAliases(pod)];
}

/** The entries that a pod adds to its hosts file, be it the node's or one of its own. */
export function hostAliases({ spec }: Pod): readonly HostsEntry[] {
  return spec.hostAliases.map(({ ip, hostnames }) => ({ address: ip, names: hostnames }));
}

/** The addresses of each name in a hosts file, in the order of the file; names in lower case. @see glibc man hosts(5) */
export function hostsByName(entries: readonly HostsEntry[]): ReadonlyMap<string, readonly string[]> {
  const hosts = new Map<string, string[]>();
  for (const { address, names } of entries) {
    for (const spelled of names) {
      const name = lowerName(spelled);
      const addresses = hosts.get(name);
      if (addresses === undefined) hosts.set(name, [address]);
      else addresses.push(address);
    }
  }
  return hosts;
}

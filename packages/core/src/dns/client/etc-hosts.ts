import type { Pod } from '../../object/pod.js';
import { lowerName } from '../name.js';
import { podHostname } from './pod-hostname.js';

/** A line of /etc/hosts. */
export interface HostsEntry {
  readonly address: string;
  readonly names: readonly string[];
}

const loopback: readonly HostsEntry[] = [
  { address: '127.0.0.1', names: ['localhost'] },
  { address: '::1', names: ['localhost', 'ip6-localhost', 'ip6-loopback'] },
];

/** What every machine knows of itself. @see RFC 6761 section 6.3 */
export function machineHosts(addresses: readonly string[], hostname: string): readonly HostsEntry[] {
  return [...loopback, ...addresses.map((address) => ({ address, names: [hostname] }))];
}

/** What every client in the internet knows. */
export const loopbackHosts: readonly HostsEntry[] = loopback;

/**
 * The hosts file that the kubelet writes for a pod with a network of its own: its own names, then its hostAliases.
 *
 * @see kubernetes/kubernetes pkg/kubelet/kubelet_pods.go, managedHostsFileContent
 */
export function podHosts(pod: Pod, clusterDomain: string): readonly HostsEntry[] {
  const own = podHostname(pod, clusterDomain);
  const names =
    own.kind === 'refused' ? [] : own.fqdn === undefined ? [own.hostname] : [own.fqdn, own.hostname];
  return [...loopback, ...pod.status.podIPs.map((address) => ({ address, names })), ...hostAliases(pod)];
}

/** The entries that a pod adds to its hosts file, be it the node's or one of its own. */
export function hostAliases(pod: Pod): readonly HostsEntry[] {
  return pod.spec.hostAliases.map(({ ip, hostnames }) => ({ address: ip, names: hostnames }));
}

/** The addresses of a name in a hosts file, in the order of the file. @see glibc man hosts(5) */
export function addressesInHosts(hosts: readonly HostsEntry[], name: string): readonly string[] {
  const wanted = lowerName(name);
  return hosts
    .filter(({ names }) => names.some((own) => lowerName(own) === wanted))
    .map(({ address }) => address);
}

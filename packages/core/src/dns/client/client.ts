import { familyOf, type IPFamily } from '../../address/ip.js';
import type { Cluster } from '../../cluster/cluster.js';
import type { DnsSettings } from '../../cluster/platform.js';
import type { Node } from '../../object/node.js';
import type { Pod } from '../../object/pod.js';
import type { Assumption } from '../../problem/assumption.js';
import type { Flight } from '../../step/step.js';
import type { Place } from '../../trace/place.js';
import { clusterDnsAddress } from '../cluster-dns.js';
import { hostAliases, loopbackHosts, machineHosts, podHosts, type HostsEntry } from './etc-hosts.js';
import { nodeResolvConf, resolvConf } from './pod-resolv-conf.js';
import { ndotsOf, type ResolvConf } from './resolv-conf.js';
import { resolver, type Resolver } from './resolver.js';

/** Who resolves a name: what its machine knows by itself, and whom it asks. */
export interface Client {
  readonly place: Place;
  /** `public` asks the public DNS, by whatever resolver it has. */
  readonly dialect: DnsSettings['resolver'] | 'public';
  readonly resolvConf: ResolvConf;
  readonly resolver: Resolver;
  readonly hosts: readonly HostsEntry[];
  /** The families of which the client has an address. */
  readonly families: readonly IPFamily[];
  readonly pod?: Pod;
  readonly assumptions: readonly Assumption[];
}

/** The client of a flight that stands where it was sent. */
export function clientOf(cluster: Cluster, { request, departure, packet }: Flight): Client {
  const { from } = request;
  const { address } = packet.source;
  if (departure.kind !== 'arriving' || departure.from === 'wire') {
    const place: Place =
      from.kind === 'internet' || from.kind === 'network'
        ? { kind: from.kind }
        : { kind: 'external', name: address };
    return { ...outsider, place, families: [familyOf(address)] };
  }
  const pod =
    from.kind === 'pod'
      ? cluster.get('Pod', `${from.namespace}/${from.name}`)
      : cluster.podByAddress(address);
  return pod === undefined ? nodeClient(cluster, departure.node) : podClient(cluster, pod);
}

const outsider = {
  dialect: 'public',
  resolvConf: { nameservers: [], searches: [], options: [] },
  resolver: resolver({ dialect: 'glibc', searches: [], ndots: 1 }),
  hosts: loopbackHosts,
  assumptions: [],
} as const;

function resolving(
  dialect: DnsSettings['resolver'],
  conf: ResolvConf,
): Pick<Client, 'dialect' | 'resolvConf' | 'resolver'> {
  const settings = { dialect, searches: conf.searches, ndots: ndotsOf(conf) };
  return { dialect, resolvConf: conf, resolver: resolver(settings) };
}

function nodeClient(cluster: Cluster, name: string): Client {
  const addresses = nodeIPs(cluster.get('Node', name));
  return {
    place: { kind: 'node', name },
    ...resolving('glibc', nodeResolvConf(cluster)),
    hosts: machineHosts(addresses, name),
    families: addresses.map(familyOf),
    assumptions: [],
  };
}

function nodeIPs(node: Node | undefined): readonly string[] {
  return (
    node?.status.addresses.flatMap(({ type, address }) => (type === 'InternalIP' ? [address] : [])) ?? []
  );
}

interface Remembered {
  readonly dns: DnsSettings;
  readonly clusterDNS: string | undefined;
  readonly node: Node | undefined;
  readonly client: Client;
}

const remembered = new WeakMap<Pod, Remembered>();

function podClient(cluster: Cluster, pod: Pod): Client {
  const { dns } = cluster.platform;
  const clusterDNS = clusterDnsAddress(cluster);
  const node = pod.spec.nodeName === undefined ? undefined : cluster.get('Node', pod.spec.nodeName);
  const known = remembered.get(pod);
  if (known?.dns === dns && known.clusterDNS === clusterDNS && known.node === node) return known.client;
  const client = makePodClient(cluster, pod, node);
  remembered.set(pod, { dns, clusterDNS, node, client });
  return client;
}

function makePodClient(cluster: Cluster, pod: Pod, node: Node | undefined): Client {
  const { namespace, name } = pod.metadata;
  const { hostNetwork, nodeName = '' } = pod.spec;
  const { dns } = cluster.platform;
  const addresses = hostNetwork ? nodeIPs(node) : pod.status.podIPs;
  const isAlpine = pod.spec.containers[0]?.image.includes('alpine') ?? false;
  return {
    place: { kind: 'pod', namespace, name, node: nodeName },
    ...resolving(isAlpine ? 'musl' : dns.resolver, resolvConf(cluster, pod)),
    hosts: hostNetwork
      ? [...machineHosts(addresses, nodeName), ...hostAliases(pod)]
      : podHosts(pod, dns.clusterDomain),
    families: addresses.map(familyOf),
    pod,
    assumptions: isAlpine && dns.resolver !== 'musl' ? [resolverOfImage(pod)] : [],
  };
}

function resolverOfImage(pod: Pod): Assumption {
  const { namespace, name } = pod.metadata;
  return {
    code: 'resolver-of-image',
    object: { kind: 'Pod', namespace, name },
    path: 'spec.containers[0].image',
    message: `Pod ${namespace}/${name} resolves names with musl, as its image ${pod.spec.containers[0]?.image ?? ''} says alpine.`,
  };
}

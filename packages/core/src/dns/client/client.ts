import { familyOf, type IPFamily } from '../../address/ip.js';
import type { Cluster } from '../../cluster/cluster.js';
import type { DnsSettings } from '../../cluster/platform.js';
import type { Node } from '../../object/node.js';
import type { Pod } from '../../object/pod.js';
import type { Assumption } from '../../problem/assumption.js';
import type { Origin } from '../../request/origin.js';
import type { Flight } from '../../step/step.js';
import type { Place } from '../../trace/place.js';
import { hostAliases, hostsByName, loopbackHosts, nodeHosts, podHosts } from './etc-hosts.js';
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
  /** Its hosts file, by name in lower case. */
  readonly hosts: ReadonlyMap<string, readonly string[]>;
  /** The families of which the client has an address. */
  readonly families: readonly IPFamily[];
  readonly pod?: Pod;
  readonly assumptions: readonly Assumption[];
}

/** A pod or node as a client. */
export function clientOn(cluster: Cluster, machine: Pod | Node): Client {
  return machine.kind === 'Pod'
    ? remember(cluster, machine, podClient)
    : remember(cluster, machine, nodeClient);
}

/** The client of a flight that stands where it was sent. */
export function clientOf(cluster: Cluster, { request, proxy, departure, packet }: Flight): Client {
  const from: Origin = proxy === undefined ? request.from : { kind: 'pod', ...proxy };
  const { address } = packet.source;
  if (departure.kind === 'arriving' && departure.from !== 'wire') {
    const pod = cluster.podByAddress(address) ?? hostNetworkPod(cluster, from);
    if (pod !== undefined) return clientOn(cluster, pod);
    const node = cluster.get('Node', departure.node);
    if (node !== undefined) return clientOn(cluster, node);
  }
  const place: Place =
    from.kind === 'internet' || from.kind === 'network'
      ? { kind: from.kind }
      : { kind: 'external', name: address };
  return { ...outsider, place, families: [familyOf(address)] };
}

/** Pods on the network of the host have no address of their own, and are known by name only. */
function hostNetworkPod(cluster: Cluster, from: Origin): Pod | undefined {
  return from.kind === 'pod' ? cluster.get('Pod', `${from.namespace}/${from.name}`) : undefined;
}

/** Whoever is no part of the cluster, wherever it stands. */
export const outsider: Omit<Client, 'place' | 'families'> = {
  dialect: 'public',
  resolvConf: { nameservers: [], searches: [], options: [] },
  resolver: resolver({ dialect: 'glibc', searches: [], ndots: 1 }),
  hosts: hostsByName(loopbackHosts),
  assumptions: [],
};

function resolving(
  dialect: DnsSettings['resolver'],
  conf: ResolvConf,
): Pick<Client, 'dialect' | 'resolvConf' | 'resolver'> {
  const settings = { dialect, searches: conf.searches, ndots: ndotsOf(conf) };
  return { dialect, resolvConf: conf, resolver: resolver(settings) };
}

const remembered = new WeakMap<Cluster, WeakMap<Pod | Node, Client>>();

/** The same client as long as the cluster is the same. */
function remember<T extends Pod | Node>(
  cluster: Cluster,
  machine: T,
  make: (cluster: Cluster, machine: T) => Client,
): Client {
  let clients = remembered.get(cluster);
  if (clients === undefined) {
    clients = new WeakMap();
    remembered.set(cluster, clients);
  }
  let client = clients.get(machine);
  if (client === undefined) {
    client = make(cluster, machine);
    clients.set(machine, client);
  }
  return client;
}

function nodeClient(cluster: Cluster, node: Node): Client {
  const { name } = node.metadata;
  const addresses = nodeIPs(node);
  return {
    place: { kind: 'node', name },
    ...resolving('glibc', nodeResolvConf(cluster)),
    hosts: hostsByName(nodeHosts(addresses, name)),
    families: addresses.map(familyOf),
    assumptions: [],
  };
}

function nodeIPs(node: Node | undefined): readonly string[] {
  return (
    node?.status.addresses.flatMap(({ type, address }) => (type === 'InternalIP' ? [address] : [])) ?? []
  );
}

function podClient(cluster: Cluster, pod: Pod): Client {
  const { namespace, name } = pod.metadata;
  const { hostNetwork, nodeName = '' } = pod.spec;
  const { dns } = cluster.platform;
  const addresses = hostNetwork ? nodeIPs(cluster.get('Node', nodeName)) : pod.status.podIPs;
  const isAlpine = pod.spec.containers[0]?.image.includes('alpine') ?? false;
  return {
    place: { kind: 'pod', namespace, name, node: nodeName },
    ...resolving(isAlpine ? 'musl' : dns.resolver, resolvConf(cluster, pod)),
    hosts: hostsByName(
      hostNetwork
        ? [...nodeHosts(addresses, nodeName), ...hostAliases(pod)]
        : podHosts(pod, dns.clusterDomain),
    ),
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

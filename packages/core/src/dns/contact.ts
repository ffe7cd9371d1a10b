import type { Cluster } from '../cluster/cluster.js';
import type { ObjectKey } from '../object/object.js';
import type { Memory } from '../step/memory.js';
import type { Flight, Views } from '../step/step.js';
import type { DnsQueryArrival } from '../trace/hop.js';
import type { Outcome } from '../trace/outcome.js';
import type { Place } from '../trace/place.js';
import type { DnsCarrier } from './carrier.js';
import type { Client } from './client/client.js';
import { firstAnswer } from './client/first-answer.js';
import type { ResolvConf } from './client/resolv-conf.js';
import { clusterDnsAddress, clusterDnsService } from './cluster-dns.js';

/** What the queries of a client come to with some probability: a server answers them, or they are lost. */
export type Contact = {
  readonly probability: number;
  /** The address asked; empty where the resolver of the client is not known. */
  readonly nameserver: string;
  readonly place: Place;
  /** Where the queries to that address ended. */
  readonly arrivals: readonly DnsQueryArrival[];
} & Reached;

type Reached =
  /** By which pod of the cluster's DNS, where they are told apart. */
  | { readonly kind: 'answered'; readonly by: 'cluster' | 'public'; readonly pod?: ObjectKey }
  | { readonly kind: 'lost'; readonly outcome: Outcome };

/** The place of whatever server resolves names of the outside world. */
export const publicPlace: Place = { kind: 'dns-server', name: 'public' };

/** Both C libraries ask no more servers than this. */
const mostNameservers = 3;

/** Who answers the queries of a client, with which probability; they are carried to each name server once. */
export function contactsOf(
  views: Views,
  memory: Memory,
  flight: Flight,
  client: Client,
  carry: DnsCarrier,
): readonly Contact[] {
  if (client.dialect === 'public') return byPublicResolver;
  const known = remembered.get(client);
  if (known?.views === views && known.memory === memory && known.carry === carry) return known.contacts;
  const contacts = findContacts(views, memory, flight, client, carry);
  remembered.set(client, { views, memory, carry, contacts });
  return contacts;
}

const byPublicResolver: readonly Contact[] = [
  { kind: 'answered', by: 'public', probability: 1, nameserver: '', place: publicPlace, arrivals: [] },
];

/** Who answers a client, as long as nobody believes or remembers anything else: all its queries travel alike. */
interface Remembered {
  readonly views: Views;
  readonly memory: Memory;
  readonly carry: DnsCarrier;
  readonly contacts: readonly Contact[];
}

const remembered = new WeakMap<Client, Remembered>();

function findContacts(
  views: Views,
  memory: Memory,
  flight: Flight,
  { dialect, resolvConf }: Client,
  carry: DnsCarrier,
): readonly Contact[] {
  const tries = nameserversOf(resolvConf).map((nameserver) =>
    tryOf(views, nameserver, carry(views, memory, queryOf(flight, nameserver))),
  );
  const chances = firstAnswer(
    dialect === 'musl' ? 'musl' : 'glibc',
    tries.map(({ answered }) => answered),
  );
  const answered = tries.flatMap((each, index) => shared(each.contacts, 'answered', chances[index] ?? 0));
  const lost = 1 - chances.reduce((sum, chance) => sum + chance, 0);
  return lost < negligible ? answered : [...answered, ...shared(tries[0]?.contacts ?? [], 'lost', lost)];
}

/** Below this a probability is what adding up floating point numbers left over. */
const negligible = 1e-12;

/** A resolver without a name server asks its own machine. @see glibc man resolv.conf(5) */
function nameserversOf({ nameservers }: ResolvConf): readonly string[] {
  return nameservers.length === 0 ? ['127.0.0.1'] : nameservers.slice(0, mostNameservers);
}

const dnsPort = 53;

/** The datagram that asks a name server. */
export function queryOf({ request, departure, packet }: Flight, nameserver: string): Flight {
  const source = { address: packet.source.address };
  const destination = { address: nameserver, port: dnsPort };
  return { request, at: departure, departure, packet: { protocol: 'UDP', source, destination } };
}

interface Try {
  readonly contacts: readonly Contact[];
  /** The share of queries that are answered. */
  readonly answered: number;
}

/** What comes of asking one name server: arrivals at servers that believe the same are one contact. */
function tryOf(views: Views, nameserver: string, carried: ReturnType<DnsCarrier>): Try {
  const cluster = views.of({ kind: 'resolver' });
  const believeTheSame = views.reality === undefined;
  const ends = carried.map(({ probability, outcome }) => ({
    probability,
    outcome,
    reached: reachedBy(cluster, nameserver, outcome),
  }));
  const arrivals = ends.map(({ probability, outcome, reached }): DnsQueryArrival => ({
    nameserver,
    place: outcome.place,
    probability,
    isLost: reached.kind === 'lost',
  }));
  const contacts: Contact[] = [];
  const answered = new Map<string, number>();
  for (const { probability, outcome, reached } of ends) {
    if (reached.kind === 'answered' && (believeTheSame || reached.by === 'public')) {
      answered.set(reached.by, (answered.get(reached.by) ?? 0) + probability);
    } else contacts.push({ ...reached, probability, nameserver, place: outcome.place, arrivals });
  }
  for (const by of ['cluster', 'public'] as const) {
    const probability = answered.get(by);
    if (probability === undefined) continue;
    const place = by === 'public' ? publicPlace : clusterPlace(cluster, nameserver);
    contacts.push({ kind: 'answered', by, probability, nameserver, place, arrivals });
  }
  const share = (sum: number, contact: Contact): number =>
    contact.kind === 'answered' ? sum + contact.probability : sum;
  return { contacts, answered: contacts.reduce(share, 0) };
}

function reachedBy(cluster: Cluster, nameserver: string, outcome: Outcome): Reached {
  if (outcome.kind === 'left') return { kind: 'answered', by: 'public' };
  if (outcome.kind !== 'delivered') return { kind: 'lost', outcome };
  return isClusterDns(cluster, nameserver, outcome.place)
    ? { kind: 'answered', by: 'cluster', ...podAt(outcome.place) }
    : { kind: 'lost', outcome: notModelled(nameserver, outcome.place) };
}

function podAt(place: Place): { readonly pod?: ObjectKey } {
  return place.kind === 'pod' ? { pod: `${place.namespace}/${place.name}` } : {};
}

/** The address of the cluster's DNS leads to its pods, and so do the addresses of those pods. */
function isClusterDns(cluster: Cluster, nameserver: string, place: Place): boolean {
  if (nameserver === clusterDnsAddress(cluster)) return true;
  const service = clusterDnsService(cluster);
  if (service === undefined || place.kind !== 'pod') return false;
  const { namespace, name } = service.metadata;
  return cluster
    .slicesOf(`${namespace}/${name}`)
    .some(({ endpoints }) =>
      endpoints.some(({ targetRef }) => targetRef?.name === place.name && namespace === place.namespace),
    );
}

function clusterPlace(cluster: Cluster, nameserver: string): Place {
  const service = clusterDnsService(cluster);
  const name = service === undefined ? nameserver : `${service.metadata.namespace}/${service.metadata.name}`;
  return { kind: 'dns-server', name };
}

function notModelled(nameserver: string, place: Place): Outcome {
  const where = place.kind === 'pod' ? `pod ${place.namespace}/${place.name}` : 'a pod';
  return {
    kind: 'unknown',
    missing: 'dns-server',
    place,
    cause: {
      code: 'dns-server-not-modelled',
      message: `Queries to ${nameserver} reach ${where}, which is none of the cluster's DNS; what it answers is not known.`,
      fix: 'Give the address with the request.',
    },
  };
}

/** The contacts of one kind, scaled so that their probabilities sum to the total. */
function shared(contacts: readonly Contact[], kind: Contact['kind'], total: number): readonly Contact[] {
  const own = contacts.filter((contact) => contact.kind === kind);
  const sum = own.reduce((all, { probability }) => all + probability, 0);
  return own.map((contact) => ({ ...contact, probability: (contact.probability / sum) * total }));
}

import type { Cluster } from '../../cluster/cluster.js';
import type { Assumption } from '../../problem/assumption.js';
import type { DnsRecord } from '../../trace/hop.js';
import { clusterDnsService } from '../cluster-dns.js';
import type { Ask, Asker, Question, Response } from '../message.js';
import { fullName } from '../name.js';
import { publicDns } from '../public/public-dns.js';
import { corefileOf } from './corefile/corefile-of.js';
import type { Corefile } from './corefile/corefile.js';
import { readyCandidates } from './kubernetes/ready-candidates.js';
import { type Draw, firstChances, inOrder } from './loadbalance.js';
import { type Server, serverWith } from './server.js';

/** How a DNS server of the cluster is set up, where it is not as its objects say. @public */
export interface DnsServerOptions {
  /** What the server is told to do; what the ConfigMap of CoreDNS says unless given, or else what kubeadm writes. */
  readonly corefile?: Corefile;
  /** The addresses that the server is bound to; those of the cluster's DNS pods unless given. */
  readonly localIPs?: readonly string[];
  /** The search list of the server's own resolver file; that of the nodes unless given. */
  readonly searches?: readonly string[];
  /** Whether it has read the cluster yet. */
  readonly isSynced?: boolean;
  /** Answers to what is forwarded; the public DNS as the platform knows it unless given. */
  readonly upstream?: (question: Question) => Response;
  /** Draws the order of the records where the server shuffles them; records stay in their order unless given. */
  readonly draw?: Draw;
}

/** A DNS server of the cluster. @public */
export interface DnsServer {
  /** What it sends back to whoever asks; who that is matters to autopath alone. */
  answer(question: Question, asker?: Asker): Response;
}

/**
 * The DNS server of a cluster, as CoreDNS answers.
 *
 * @see coredns/coredns plugin/kubernetes
 * @see kubernetes/dns docs/specification.md
 * @public
 * @example
 * dnsServer(cluster).answer({ name: 'cart.shop.svc.cluster.local.', type: 'A' }).answer; // [{ data: '10.96.3.7', ... }]
 */
export function dnsServer(cluster: Cluster, options: DnsServerOptions = {}): DnsServer {
  const server = serverOf(cluster, options);
  const { draw = keepOrder } = options;
  return { answer: (question, asker = {}) => respond(server, question, asker, draw) };
}

const keepOrder: Draw = () => 0;

/** The server that the resolvers of a cluster ask. */
export interface FollowingServer {
  readonly ask: Ask;
  /** With which probability each address found for a name comes first, and so is taken. */
  readonly firstChances: (name: string, addresses: readonly DnsRecord[]) => ReadonlyMap<DnsRecord, number>;
  /** What was taken for granted about its Corefile. */
  readonly assumptions: readonly Assumption[];
}

const usual = new WeakMap<Cluster, FollowingServer>();

/** The server as the resolvers of its cluster reach it. */
export function serverOfCluster(cluster: Cluster): FollowingServer {
  let server = usual.get(cluster);
  if (server === undefined) {
    const { ask, blockOf } = serverOf(cluster, {});
    server = {
      ask,
      firstChances: (name, addresses) => firstChances(addresses, blockOf(name)?.loadbalance),
      assumptions: corefileOf(cluster).assumptions,
    };
    usual.set(cluster, server);
  }
  return server;
}

function serverOf(cluster: Cluster, options: DnsServerOptions): Server {
  const { upstream, isSynced = true } = options;
  return serverWith({
    cluster,
    corefile: options.corefile ?? corefileOf(cluster).corefile,
    localIPs: options.localIPs ?? podAddresses(cluster),
    searches: options.searches ?? cluster.platform.dns.nodeResolvConf.search,
    isSynced,
    outside: upstream === undefined ? publicDns(cluster) : answersOf(upstream),
  });
}

/** A server that somebody gave, seen as ours are: what it says is stated. */
function answersOf(upstream: (question: Question) => Response): Ask {
  return ({ name, type }) => {
    const { rcode, answer, authority, additional } = upstream({ name, type });
    return { rcode, records: answer, authority, additional, finding: { kind: 'stated', name } };
  };
}

function podAddresses(cluster: Cluster): readonly string[] {
  const service = clusterDnsService(cluster);
  if (service === undefined) return [];
  const slices = cluster.slicesOf(`${service.metadata.namespace}/${service.metadata.name}`);
  return [...new Set(readyCandidates(slices).map(({ address }) => address))];
}

function respond(server: Server, { name: asked, type }: Question, asker: Asker, draw: Draw): Response {
  const name = fullName(asked);
  const answer = server.ask({ name, type, ...asker });
  const { rcode, records, authority = [], additional = [] } = answer;
  const plugin = server.blockOf(name)?.loadbalance;
  const isOrdered = plugin !== undefined && rcode === 'NOERROR' && type !== 'AXFR' && type !== 'IXFR';
  return isOrdered
    ? {
        rcode,
        answer: inOrder(records, plugin, draw),
        authority,
        additional: inOrder(additional, plugin, draw),
      }
    : { rcode, answer: records, authority, additional };
}

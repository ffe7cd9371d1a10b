import type { Cluster } from '../../cluster/cluster.js';
import { clusterDnsService } from '../cluster-dns.js';
import type { Answer, Ask, Question, QuestionType, Response } from '../message.js';
import { fullName } from '../name.js';
import { publicDns } from '../public/public-dns.js';
import { authority, passedOn } from './answer.js';
import { kubeadmPlugin, type KubernetesPlugin } from './corefile.js';
import { lookUp } from './find.js';
import { readyCandidates } from './find-service.js';
import type { ServerView } from './view.js';

/** How a DNS server of the cluster is set up, where it is not as kubeadm does it. @public */
export interface DnsServerOptions {
  readonly kubernetes?: KubernetesPlugin;
  /** The addresses that the server is bound to; those of the cluster's DNS pods unless given. */
  readonly localIPs?: readonly string[];
  /** Whether it has read the cluster yet. */
  readonly isSynced?: boolean;
  /** Answers about names outside of the cluster; the public DNS as the platform knows it unless given. */
  readonly upstream?: (question: Question) => Response;
}

/** A DNS server of the cluster. @public */
export interface DnsServer {
  /** What the server answers to a question. */
  answer(question: Question): Response;
}

/**
 * The DNS server of a cluster, as CoreDNS with its `kubernetes` plugin answers.
 *
 * @see coredns/coredns plugin/kubernetes
 * @see kubernetes/dns docs/specification.md
 * @public
 * @example
 * dnsServer(cluster).answer({ name: 'cart.shop.svc.cluster.local.', type: 'A' }).answer; // [{ data: '10.96.3.7', ... }]
 */
export function dnsServer(cluster: Cluster, options: DnsServerOptions = {}): DnsServer {
  const view = viewOf(cluster, options);
  return { answer: (question) => respond(view, question) };
}

/** The server as its cluster's own resolvers see it: one look-up for all types. */
export function askServer(cluster: Cluster, name: string, types: readonly QuestionType[]): readonly Answer[] {
  const view = usualView(cluster);
  const lookup = lookUp(view, name);
  return types.map((type) =>
    lookup === undefined ? view.upstream({ name, type }) : passedOn(view, lookup, type),
  );
}

const usualViews = new WeakMap<Cluster, ServerView>();

function usualView(cluster: Cluster): ServerView {
  let view = usualViews.get(cluster);
  if (view === undefined) {
    view = viewOf(cluster, {});
    usualViews.set(cluster, view);
  }
  return view;
}

function viewOf(cluster: Cluster, options: DnsServerOptions): ServerView {
  return {
    cluster,
    plugin: options.kubernetes ?? kubeadmPlugin(cluster.platform.dns.clusterDomain),
    localIPs: options.localIPs ?? podAddresses(cluster),
    isSynced: options.isSynced ?? true,
    upstream: options.upstream === undefined ? publicDns(cluster) : answersOf(options.upstream),
  };
}

/** A server that somebody gave, seen as ours are: what it says is stated. */
function answersOf(upstream: (question: Question) => Response): Ask {
  return (question) => {
    const { rcode, answer, additional } = upstream(question);
    return { rcode, records: answer, additional, finding: { kind: 'stated', name: question.name } };
  };
}

function podAddresses(cluster: Cluster): readonly string[] {
  const service = clusterDnsService(cluster);
  if (service === undefined) return [];
  const slices = cluster.slicesOf(`${service.metadata.namespace}/${service.metadata.name}`);
  return [...new Set(readyCandidates(slices).map(({ address }) => address))];
}

function respond(view: ServerView, { name: asked, type }: Question): Response {
  const name = fullName(asked);
  const lookup = lookUp(view, name);
  const answer = lookup === undefined ? view.upstream({ name, type }) : passedOn(view, lookup, type);
  const { rcode, records, additional = [] } = answer;
  const isOwn = lookup !== undefined && answer.finding === lookup.finding;
  const isNegative = records.length === 0 && rcode !== 'REFUSED';
  return {
    rcode,
    answer: records,
    authority: isOwn && isNegative ? [authority(view, lookup)] : [],
    additional,
  };
}

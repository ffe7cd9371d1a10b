import type { Cluster } from '../cluster/cluster.js';
import { familyOf } from '../address/ip.js';
import type { Node } from '../object/node.js';
import type { Pod } from '../object/pod.js';
import type { Assumption } from '../problem/assumption.js';
import type { DnsHop, DnsRecord } from '../trace/hop.js';
import { type Client, clientOn, outsider } from './client/client.js';
import { ndotsOf } from './client/resolv-conf.js';
import type { Walk } from './client/resolver.js';
import { isClusterDnsAddress } from './cluster-dns.js';
import { addressTypes } from './hop.js';
import type { Answer, Question, QuestionType, Rcode } from './message.js';
import { lowerName } from './name.js';
import { publicDns } from './public/public-dns.js';
import { serverOfCluster } from './server/dns-server.js';
import { takenForGranted } from './taken-for-granted.js';

/** Who resolves a name, and what for. @public */
export interface ResolveNameOptions {
  /** The pod or node that asks; whoever is outside of the cluster unless given. */
  readonly on?: Pod | Node;
  /** The types of records asked for; addresses of both families unless given. */
  readonly types?: readonly QuestionType[];
}

/** A question of a resolver and the answer to it. @public */
export interface NameQuery extends Question {
  readonly rcode: Rcode;
  readonly answer: readonly DnsRecord[];
}

/** What a client finds out about a name, and how. @public */
export interface NameResolution {
  readonly resolver: DnsHop['resolver'];
  /** The addresses in the hosts file of the client: where there are any, nobody is asked. */
  readonly hosts: readonly string[];
  readonly answeredBy: 'hosts' | 'cluster' | 'public';
  readonly queries: readonly NameQuery[];
  /** What the C library reports; `UNKNOWN` where it depends on a name of which nobody said whether it exists. */
  readonly result: Walk<Answer>['result'] | 'UNKNOWN';
  readonly assumptions: readonly Assumption[];
}

/**
 * Resolves a name as the C library of a pod or node does: its hosts file, then every name of its search list until one is
 * answered. Whether questions reach the name server is not looked at: a trace tells.
 *
 * @see glibc man nsswitch.conf(5), resolv.conf(5)
 * @public
 * @example
 * resolveName(cluster, 'cart', { on: pod }).queries.length; // 2
 */
export function resolveName(
  cluster: Cluster,
  name: string,
  { on, types = addressTypes }: ResolveNameOptions = {},
): NameResolution {
  const client = on === undefined ? outsider : clientOn(cluster, on);
  const { resolvConf, dialect } = client;
  const resolver: DnsHop['resolver'] = {
    dialect,
    nameservers: resolvConf.nameservers,
    search: resolvConf.searches,
    ndots: ndotsOf(resolvConf),
  };
  const hosts = hostsOf(client, name, types);
  if (hosts.length > 0) {
    return {
      resolver,
      hosts,
      answeredBy: 'hosts',
      queries: [],
      result: 'found',
      assumptions: client.assumptions,
    };
  }
  const [nameserver] = resolvConf.nameservers;
  const isOfCluster = nameserver !== undefined && isClusterDnsAddress(cluster, nameserver);
  const server = isOfCluster ? serverOfCluster(cluster) : undefined;
  const ask = server?.ask ?? publicDns(cluster);
  const asker = on?.kind === 'Pod' ? { client: on.status.podIP ?? '' } : {};
  const walk = client.resolver.resolve(name, types, (candidate, asked) =>
    asked.map((type) => ask({ name: candidate, type, ...asker })),
  );
  return {
    resolver,
    hosts,
    answeredBy: isOfCluster ? 'cluster' : 'public',
    queries: walk.asked.flatMap((asked) => queriesOf(asked.name, types, asked.answers)),
    result: resultOf(walk),
    assumptions: takenForGranted(client, server, walk, walk.found?.answers[0]),
  };
}

function resultOf({ asked, found, result }: Walk<Answer>): NameResolution['result'] {
  const deciding = found === undefined ? asked : [found];
  return deciding.some(({ answers }) => answers.some(({ rcode }) => rcode === 'UNKNOWN'))
    ? 'UNKNOWN'
    : result;
}

function hostsOf(
  { hosts }: Pick<Client, 'hosts'>,
  name: string,
  types: readonly QuestionType[],
): readonly string[] {
  const known = hosts.get(lowerName(name)) ?? [];
  return known.filter((address) => types.includes(familyOf(address) === 'IPv4' ? 'A' : 'AAAA'));
}

function queriesOf(
  name: string,
  types: readonly QuestionType[],
  answers: readonly Answer[],
): readonly NameQuery[] {
  return types.flatMap((type, index) => {
    const answer = answers[index];
    return answer === undefined ? [] : [{ name, type, rcode: answer.rcode, answer: answer.records }];
  });
}

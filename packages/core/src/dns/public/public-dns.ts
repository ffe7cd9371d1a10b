import type { Cluster } from '../../cluster/cluster.js';
import type { PublicRecord } from '../../cluster/platform.js';
import { familyOf } from '../../address/ip.js';
import type { DnsRecord } from '../../trace/hop.js';
import type { PublicFinding } from '../finding.js';
import type { Answer, Ask, QuestionType, Rcode } from '../message.js';
import { fullName, isInZone, lowerName } from '../name.js';
import { NameTable } from './name-table.js';
import { publicationsOf } from './publications.js';
import { servingOf } from './serving.js';

/** Seconds for which a record of the outside world may be kept, where nobody said. */
const publicTtl = 300;

/** Resolvers give up on longer chains of aliases. */
const longestChain = 8;

/**
 * The DNS of the outside world as far as it is known: stated records, host names of load balancers, hosts of Ingresses
 * and annotated Services.
 *
 * A name that nobody stated is answered `UNKNOWN`; names of the cluster and names of one label do not exist.
 */
export function publicDns(cluster: Cluster): Ask {
  return ({ name, type }) => answerTo(cluster, fullName(name), type, 0);
}

/** What is known of a name: addresses, names it is an alias of, or neither. */
interface Entry {
  readonly finding: PublicFinding;
  readonly addresses: readonly string[];
  readonly aliases: readonly string[];
}

function answerTo(cluster: Cluster, name: string, type: QuestionType, chain: number): Answer {
  const host = lowerName(name.slice(0, -1));
  if (chain > longestChain)
    return { rcode: 'SERVFAIL', records: [], finding: { kind: 'alias-loop', name: host } };
  const { finding, addresses, aliases } = entryOf(cluster, host);
  const rcode = rcodeOf(finding);
  if (rcode !== 'NOERROR') return { rcode, records: [], finding };
  const records: DnsRecord[] = [];
  if (type === 'A' || type === 'AAAA') {
    for (const data of addresses) {
      if ((familyOf(data) === 'IPv4') === (type === 'A')) records.push({ name, type, ttl: publicTtl, data });
    }
  }
  const [alias] = aliases;
  if (records.length > 0 || alias === undefined) return { rcode, records, finding };
  const target = fullName(alias);
  const record: DnsRecord = { name, type: 'CNAME', ttl: publicTtl, data: target };
  if (type === 'CNAME') return { rcode, records: [record], finding };
  const answer = answerTo(cluster, target, type, chain + 1);
  return { rcode: answer.rcode, records: [record, ...answer.records], finding, target: answer };
}

function rcodeOf(finding: PublicFinding): Rcode {
  switch (finding.kind) {
    case 'stated':
    case 'load-balancer':
    case 'published':
      return 'NOERROR';
    case 'unpublished':
    case 'cluster-name':
    case 'dotless':
      return 'NXDOMAIN';
    case 'alias-loop':
      return 'SERVFAIL';
    case 'unlisted':
      return 'UNKNOWN';
    default:
      return finding satisfies never;
  }
}

function entryOf(cluster: Cluster, host: string): Entry {
  const { records, publishHosts, clusterDomain } = cluster.platform.dns;
  const stated = tableOf(records).lookup(host);
  if (stated !== undefined) return statedEntry(host, stated);
  const balancer = cluster.loadBalancerByHostname(host);
  if (balancer !== undefined) {
    return { finding: { kind: 'load-balancer', balancer }, addresses: balancer.addresses, aliases: [] };
  }
  const published = publishHosts ? publishedEntry(cluster, host) : undefined;
  return published ?? { finding: namelessFinding(host, clusterDomain), addresses: [], aliases: [] };
}

const tables = new WeakMap<readonly PublicRecord[], NameTable<PublicRecord>>();

function tableOf(records: readonly PublicRecord[]): NameTable<PublicRecord> {
  let table = tables.get(records);
  if (table === undefined) {
    table = new NameTable(records.map((record) => [record.name, record]));
    tables.set(records, table);
  }
  return table;
}

function statedEntry(name: string, records: readonly PublicRecord[]): Entry {
  const data = (isAlias: boolean): readonly string[] =>
    records.filter(({ type }) => (type === 'CNAME') === isAlias).map((record) => record.data);
  return { finding: { kind: 'stated', name }, addresses: data(false), aliases: data(true) };
}

/** All objects that name the host and are served add up. */
function publishedEntry(cluster: Cluster, host: string): Entry | undefined {
  const addresses = new Set<string>();
  const aliases = new Set<string>();
  let finding: PublicFinding | undefined;
  for (const publication of publicationsOf(cluster).lookup(host) ?? []) {
    const serving = servingOf(cluster, publication.object);
    if (serving.kind === 'unserved') {
      finding ??= { kind: 'unpublished', publication, reason: serving };
      continue;
    }
    if (finding?.kind !== 'published') finding = { kind: 'published', publication };
    for (const address of serving.addresses) addresses.add(address);
    for (const hostname of serving.hostnames) aliases.add(hostname);
  }
  return finding === undefined ? undefined : { finding, addresses: [...addresses], aliases: [...aliases] };
}

/** `svc` is no top-level domain: such names are meant for the cluster's DNS. */
function namelessFinding(name: string, clusterDomain: string): PublicFinding {
  if (isInZone(name, lowerName(clusterDomain)) || isInZone(name, 'svc')) return { kind: 'cluster-name' };
  return name.includes('.') ? { kind: 'unlisted', name } : { kind: 'dotless' };
}

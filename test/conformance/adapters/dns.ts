import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import { podHosts } from '../../../packages/core/src/dns/client/etc-hosts.js';
import { podHostname } from '../../../packages/core/src/dns/client/pod-hostname.js';
import {
  ndotsOf,
  readResolvConf,
  type ResolvConf,
} from '../../../packages/core/src/dns/client/resolv-conf.js';
import { resolver } from '../../../packages/core/src/dns/client/resolver.js';
import type { DnsRecord } from '../../../packages/core/src/trace/hop.js';
import type { DnsCase, Expectation, HostnameItem, QueriesItem, QuestionItem } from './dns-case.js';
import { clusterOf, optionText, podOf, resolvConfOf, serverOf, upstreamOf } from './dns-setting.js';

/** An item of a case: what is expected and what the library says. */
export interface DnsItemResult {
  readonly id: string;
  readonly expected: Expectation;
  readonly actual: Expectation;
}

/** Runs every item of a case of the suite dns. */
export function runDnsCase(dnsCase: DnsCase): readonly DnsItemResult[] {
  const cluster = clusterOf(dnsCase);
  const facts = dnsCase.cluster;
  const results: DnsItemResult[] = [];
  const note = (
    { id, expect }: { readonly id: string; readonly expect: Expectation },
    actual: Expectation,
  ): void => {
    results.push({ id, expected: expect, actual });
  };
  for (const item of dnsCase.dns ?? []) {
    results.push({
      id: item.id,
      expected: questionExpected(item),
      actual: questionActual(cluster, dnsCase, item),
    });
  }
  for (const item of dnsCase.resolvConf ?? []) {
    note(item, resolvConfActual(resolvConfOf(facts, podOf(cluster, item.pod))));
  }
  for (const item of dnsCase.resolvConfParse ?? []) {
    const conf = readResolvConf(item.text);
    note(item, conf === undefined ? { error: true } : resolvConfActual(conf));
  }
  for (const item of dnsCase.queries ?? []) note(item, queriesActual(cluster, dnsCase, item));
  for (const item of dnsCase.hostname ?? []) note(item, hostnameActual(cluster, dnsCase, item));
  return results;
}

/** Whether everything that is expected is so: no key may be missing. The order of lists counts only in `searches` and `queries`. */
export function agrees({ expected, actual }: DnsItemResult): boolean {
  return Object.entries(expected).every(([key, value]) => matches(value, actual[key], ordered.has(key)));
}

const ordered: ReadonlySet<string> = new Set(['nameservers', 'searches', 'queries']);

function matches(expected: unknown, actual: unknown, isOrdered = false): boolean {
  if (Array.isArray(expected)) return Array.isArray(actual) && listsMatch(expected, actual, isOrdered);
  if (typeof expected !== 'object' || expected === null) return expected === actual;
  if (typeof actual !== 'object' || actual === null) return false;
  const found = new Map<string, unknown>(Object.entries(actual));
  return Object.entries(expected).every(([key, value]) => found.has(key) && matches(value, found.get(key)));
}

function listsMatch(expected: readonly unknown[], actual: readonly unknown[], isOrdered: boolean): boolean {
  if (expected.length !== actual.length) return false;
  if (isOrdered) return expected.every((member, index) => matches(member, actual[index]));
  return (
    expected.every((member) => actual.some((other) => matches(member, other))) &&
    actual.every((other) => expected.some((member) => matches(member, other)))
  );
}

/** Beside a positive answer of CoreDNS a missing additional section is an empty one. */
function questionExpected({ id, expect }: QuestionItem): Expectation {
  const isByStandard = id.startsWith('dns-spec-') || id.startsWith('dns-e2e-');
  const isPositive = Array.isArray(expect['answer']) && expect['answer'].length > 0;
  return isPositive && !isByStandard ? { additional: [], ...expect } : expect;
}

function questionActual(
  cluster: Cluster,
  { cluster: facts }: DnsCase,
  { name, type }: QuestionItem,
): Expectation {
  const { rcode, answer, authority, additional } = serverOf(cluster, facts.dns ?? {})({ name, type });
  if (!areAliasesFirst(answer)) throw new Error(`${name} ${type}: an alias stands behind its target`);
  return {
    rcode,
    answer: answer.map(recordActual),
    authority: authority.map(recordActual),
    additional: additional.map(recordActual),
  };
}

/** Answers are sets, except that an alias comes before what it points at. */
function areAliasesFirst(answer: readonly DnsRecord[]): boolean {
  return answer.every(
    ({ type, data }, index) => type !== 'CNAME' || !answer.slice(0, index).some(({ name }) => name === data),
  );
}

/** A record with the parts of its data that some items speak of. */
function recordActual(record: DnsRecord): Expectation {
  const words = record.data.split(' ');
  switch (record.type) {
    case 'SOA': {
      const [mname, rname, , ...seconds] = words;
      const [refresh, retry, expire, minimum] = seconds.map(Number);
      return { ...record, mname, rname, refresh, retry, expire, minimum };
    }
    case 'SRV':
      return { ...record, srv: { port: Number(words[2]), target: words[3] } };
    default:
      return { ...record };
  }
}

function resolvConfActual({ nameservers, searches, options }: ResolvConf): Expectation {
  return { nameservers, searches, options: options.map(optionText) };
}

function queriesActual(cluster: Cluster, { cluster: facts }: DnsCase, item: QueriesItem): Expectation {
  const conf = resolvConfOf(facts, podOf(cluster, item.from));
  const asksCluster = conf.nameservers[0] === facts.clusterDNS?.[0];
  const ask = asksCluster ? serverOf(cluster, facts.dns ?? {}) : upstreamOf(facts.dns ?? {});
  // The resolver calls of musl never search.
  const searches = item.resolver === 'musl' && item.call === 'res_search' ? [] : conf.searches;
  const walk = resolver({ dialect: item.resolver, searches, ndots: ndotsOf(conf) }).resolve(
    item.name,
    item.types,
    (name, types) =>
      types.map((type) => {
        const { rcode, answer } = ask({ name, type });
        return { type, rcode, records: answer };
      }),
  );
  return {
    outcome: walk.result === 'found' ? 'found' : 'not-found',
    // The library lists a question that is repeated after a failure once.
    repeatsCollapsed: true,
    addresses: walk.found?.answers.flatMap(({ records }) =>
      records.filter(isAddress).map(({ data }) => data),
    ),
    queries: walk.asked.flatMap(({ name, answers }) =>
      answers.map(({ type, rcode, records }) => ({
        name,
        type,
        rcode,
        positive: records.some((record) => record.type === type),
      })),
    ),
  };
}

function isAddress({ type }: DnsRecord): boolean {
  return type === 'A' || type === 'AAAA';
}

function hostnameActual(
  cluster: Cluster,
  { cluster: { clusterDomain = '' } }: DnsCase,
  item: HostnameItem,
): Expectation {
  const pod = podOf(cluster, item.pod);
  const own = podHostname(pod, clusterDomain);
  if (own.kind === 'refused') return { error: true };
  const etcHosts = podHosts(pod, clusterDomain)
    .filter(({ address }) => pod.status.podIPs.includes(address))
    .map(({ address, names }) => ({ ip: address, names }));
  return { ...own, etcHosts };
}

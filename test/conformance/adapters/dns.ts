import type { Cluster } from '@kubehop/core';
import {
  ndotsOf,
  podHostname,
  podHosts,
  readResolvConf,
  type ResolvConf,
  resolver,
} from '@kubehop/core/components';
import type { Adapter, Answer } from '../adapter.js';
import type { Item } from '../item.js';
import { type JsonObject, textAt } from '../vectors.js';
import type { DnsCase, OrderingItem, QueriesItem, QuestionItem } from './dns-case.js';
import { expectedOrdering, orderingAnswer } from './dns-ordering.js';
import { areAliasesFirst, isAddress, recordAnswer } from './dns-record.js';
import { clusterOf, optionText, podOf, resolvConfOf, serverOf, upstreamOf } from './dns-setting.js';

/** What CoreDNS answers, what the kubelet writes for pods, and what their C libraries ask. */
export const dnsAdapter: Adapter = {
  suites: ['dns'],
  situation: [],
  facts: ['clusterDomain', 'clusterDNS', 'dns', 'endpointSliceController', 'nodes'],
  ordered: ['nameservers', 'searches', 'queries', 'groups', 'data'],
  settings({ content }) {
    const dnsCase = content as unknown as DnsCase;
    const cluster = clusterOf(dnsCase);
    const podIn = ({ input }: Item): ReturnType<typeof podOf> => podOf(cluster, textAt(input, 'pod'));
    const questions = {
      dns: {
        reads: ['from', 'name', 'type'],
        ask: ({ input }: Item) => serverAnswer(cluster, dnsCase, input as unknown as QuestionItem),
        expects: expectedAnswer,
      },
      ordering: {
        reads: ['mode', 'prefer', 'random', 'sumOfWeights', 'input'],
        ask: ({ input }: Item) => orderingAnswer(dnsCase.cluster.dns ?? {}, input as unknown as OrderingItem),
        expects: ({ input, expected }: Item) => expectedOrdering(expected, input as unknown as OrderingItem),
      },
      resolvConf: {
        // The list of every case has the duplicates that the kubelet leaves in it.
        reads: ['pod', 'keepDuplicates'],
        ask: (item: Item) => resolvConfAnswer(resolvConfOf(dnsCase.cluster, podIn(item))),
      },
      resolvConfParse: { reads: ['text'], ask: ({ input }: Item) => parsed(textAt(input, 'text')) },
      queries: {
        reads: ['from', 'resolver', 'call', 'name', 'types'],
        ask: ({ input }: Item) => queriesAnswer(cluster, dnsCase, input as unknown as QueriesItem),
      },
      hostname: { reads: ['pod'], ask: (item: Item) => hostnameAnswer(podIn(item), dnsCase) },
    };
    return [{ questions }];
  },
};

/** Beside a positive answer of CoreDNS a missing additional section is an empty one. */
function expectedAnswer({ input, expected }: Item): JsonObject {
  const id = textAt(input, 'id');
  const isByStandard = id.startsWith('dns-spec-') || id.startsWith('dns-e2e-');
  const { answer } = expected;
  const isPositive = Array.isArray(answer) && answer.length > 0;
  const records = isPositive ? { ...expected, answer: distinct(answer) } : expected;
  return isPositive && !isByStandard ? { additional: [], ...records } : records;
}

/** Answers are sets: the SOA that a zone transfer begins and ends with is one record. */
function distinct<T>(records: readonly T[]): readonly T[] {
  return [...new Map(records.map((record) => [JSON.stringify(record), record])).values()];
}

function serverAnswer(cluster: Cluster, { cluster: facts }: DnsCase, item: QuestionItem): Answer {
  const { name, type, from } = item;
  const ask = serverOf(cluster, facts.dns ?? {});
  const client = typeof from === 'string' ? podOf(cluster, from).status.podIP : undefined;
  const { rcode, answer, authority, additional } = ask(
    { name, type },
    client === undefined ? {} : { client },
  );
  if (!areAliasesFirst(answer)) throw new Error(`${name} ${type}: an alias stands behind its target`);
  return {
    rcode,
    answer: distinct(answer.map(recordAnswer)),
    authority: authority.map(recordAnswer),
    additional: additional.map(recordAnswer),
  };
}

function parsed(text: string): Answer {
  const conf = readResolvConf(text);
  return conf === undefined ? { error: true } : resolvConfAnswer(conf);
}

function resolvConfAnswer({ nameservers, searches, options }: ResolvConf): Answer {
  return { nameservers, searches, options: options.map(optionText) };
}

function queriesAnswer(cluster: Cluster, { cluster: facts }: DnsCase, item: QueriesItem): Answer {
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
  const found = walk.found?.answers.flatMap(({ records }) => records.filter(isAddress)) ?? [];
  return {
    outcome: walk.result === 'found' ? 'found' : 'not-found',
    // The library lists a question that is repeated after a failure once.
    repeatsCollapsed: true,
    addresses: found.map(({ data }) => data),
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

function hostnameAnswer(pod: ReturnType<typeof podOf>, { cluster: { clusterDomain = '' } }: DnsCase): Answer {
  const own = podHostname(pod, clusterDomain);
  if (own.kind === 'refused') return { error: true };
  const etcHosts = podHosts(pod, clusterDomain)
    .filter(({ address }) => pod.status.podIPs.includes(address))
    .map(({ address, names }) => ({ ip: address, names }));
  return { ...own, etcHosts };
}

import type { DnsRecord, Node, Pod } from '@kubehop/core';
import type { NameQuery, NameResolution, Question, Response } from '@kubehop/core/components';

/** A resolution as text: who asks whom, each query with its answer, and what came of it. */
export function resolutionText(
  on: Pod | Node | undefined,
  resolution: NameResolution,
  obstacle: string | undefined,
): string {
  const { hosts, queries, assumptions } = resolution;
  const lines = [
    ...clientLines(on, resolution),
    ...hosts.map((address) => `${address}   in the hosts file`),
    ...(obstacle === undefined ? queries.flatMap(queryLines) : [`;; no answer: ${obstacle}`]),
    ...(obstacle === undefined ? [`;; ${endingText(resolution)}`] : []),
    ...assumptions.map(({ message }) => `;; taken for granted: ${message}`),
  ];
  return textOf(lines);
}

/** The answer of a server as text. */
export function responseText({ name, type }: Question, response: Response): string {
  const { rcode, answer, authority, additional } = response;
  return textOf([
    ';; the DNS server of the cluster',
    ...queryLines({ name, type, rcode, answer }),
    ...section('authority', authority),
    ...section('additional', additional),
  ]);
}

function clientLines(
  on: Pod | Node | undefined,
  { resolver: { dialect, nameservers, search, ndots } }: NameResolution,
): readonly string[] {
  if (on === undefined) return [';; the internet, by the public DNS'];
  const { namespace, name } = on.metadata;
  const who = on.kind === 'Pod' ? `pod ${namespace}/${name}` : `node ${name}`;
  return [
    `;; ${who}, ${dialect}, ndots ${ndots}, nameserver ${nameservers.join(' ')}`,
    ...(search.length === 0 ? [] : [`;; search ${search.join(' ')}`]),
  ];
}

function queryLines({ name, type, rcode, answer }: NameQuery): readonly string[] {
  const result = rcode === 'NOERROR' && answer.length === 0 ? 'no such record' : rcode;
  return [`;; ${name} ${type}: ${result}`, ...answer.map(recordText)];
}

function section(name: string, records: readonly DnsRecord[]): readonly string[] {
  return records.length === 0 ? [] : [`;; ${name}`, ...records.map(recordText)];
}

function recordText({ name, ttl, type, data }: DnsRecord): string {
  return [name, ttl, 'IN', type, data].join('   ');
}

function endingText({ hosts, queries, result }: NameResolution): string {
  if (hosts.length > 0) return 'found without a query';
  const after = queries.length === 1 ? 'after 1 query' : `after ${queries.length} queries`;
  if (result === 'UNKNOWN') return `unknown ${after}: nobody said whether the name exists`;
  if (result !== 'found') return `${result} ${after}`;
  const ttls = foundRecords(queries).map(({ ttl }) => ttl);
  return `found ${after}, to be kept for ${Math.min(...ttls)} s`;
}

/** The records that ended the search: those of the last name asked for. */
function foundRecords(queries: readonly NameQuery[]): readonly DnsRecord[] {
  const last = queries.at(-1)?.name;
  return queries.filter(({ name }) => name === last).flatMap(({ answer }) => answer);
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

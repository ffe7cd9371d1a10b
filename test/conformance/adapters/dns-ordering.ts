import type { DnsRecord } from '@kubehop/core';
import { inOrder, type LoadbalancePlugin } from '@kubehop/core/components';
import type { Answer } from '../adapter.js';
import type { JsonObject } from '../vectors.js';
import type { DnsCaseServer, OrderingItem } from './dns-case.js';
import { isAddress } from './dns-record.js';

/** In which order the server of a case sends some records. */
export function orderingAnswer({ weights = {} }: DnsCaseServer, item: OrderingItem): Answer {
  const ordered = inOrder(item.input, pluginOf(item, weights), (count) => drawn(item, count));
  return {
    groups: groupsOf(ordered),
    sameRecords: textOf(ordered) === textOf(item.input),
    unchanged: JSON.stringify(ordered) === JSON.stringify(item.input),
    firstAddress: ordered.find(isAddress)?.data,
    data: ordered.map(({ data }) => data),
  };
}

/** Of the groups that are expected in their order, those that the records have. */
export function expectedOrdering(expected: JsonObject, item: OrderingItem): JsonObject {
  const { groups } = expected;
  if (!Array.isArray(groups)) return expected;
  const present = groupsOf(item.input);
  return {
    ...expected,
    groups: groups.filter((group) => typeof group === 'string' && present.includes(group)),
  };
}

function pluginOf(
  { mode, prefer = [] }: OrderingItem,
  weights: NonNullable<DnsCaseServer['weights']>,
): LoadbalancePlugin {
  return mode === 'weighted' ? { policy: mode, weights, prefer } : { policy: 'round_robin', prefer };
}

/** The number that a case draws; where it draws none, every record stays where it is. */
function drawn({ random = 0, sumOfWeights }: OrderingItem, count: number): number {
  if (sumOfWeights !== undefined && sumOfWeights !== count) {
    throw new Error(`a number below ${count} is drawn, and not below ${sumOfWeights}`);
  }
  return random;
}

/** The kinds of records, as they follow one another. */
function groupsOf(records: readonly DnsRecord[]): readonly string[] {
  const groups = records.map((record) => {
    if (isAddress(record)) return 'address';
    return record.type === 'CNAME' || record.type === 'MX' ? record.type : 'other';
  });
  return groups.filter((group, index) => group !== groups[index - 1]);
}

function textOf(records: readonly DnsRecord[]): string {
  return JSON.stringify(records.map((record) => JSON.stringify(record)).sort());
}

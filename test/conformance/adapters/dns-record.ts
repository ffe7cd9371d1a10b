import type { DnsRecord } from '@kubehop/core';
import type { Answer } from '../adapter.js';

/** A record with the parts of its data that some items speak of. */
export function recordAnswer(record: DnsRecord): Answer {
  const words = record.data.split(' ');
  switch (record.type) {
    case 'SOA': {
      const [mname, rname, , ...seconds] = words;
      const [refresh, retry, expire, minimum] = seconds.map(Number);
      return { ...record, mname, rname, refresh, retry, expire, minimum };
    }
    case 'SRV':
      return { ...record, srv: { priority: Number(words[0]), port: Number(words[2]), target: words[3] } };
    default:
      return { ...record };
  }
}

/** Whether a record holds an address. */
export function isAddress({ type }: DnsRecord): boolean {
  return type === 'A' || type === 'AAAA';
}

/** Answers are sets, except that an alias comes before what it points at. */
export function areAliasesFirst(answer: readonly DnsRecord[]): boolean {
  return answer.every(
    ({ type, data }, index) => type !== 'CNAME' || !answer.slice(0, index).some(({ name }) => name === data),
  );
}

import type { DnsRecord } from '../../trace/hop.js';
import type { Answer, AskPlugin } from '../message.js';
import { longestZone } from '../name.js';
import type { CachePlugin } from './corefile/cache-plugin.js';

/** No answer is kept for less than this many seconds. */
const shortest = 5;

/**
 * The `cache` plugin as it shows in an answer that it does not have yet: all records may be kept for as long as the server
 * itself keeps the answer.
 *
 * @see coredns/coredns plugin/cache/cache.go, WriteMsg
 */
export function cachePlugin({ zones, success, denial }: CachePlugin, next: AskPlugin): AskPlugin {
  return (query) => {
    const answer = next(query);
    if (longestZone(zones, query.lower) === undefined) return answer;
    return kept(answer, answer.records.length > 0 ? success : denial);
  };
}

const none: readonly DnsRecord[] = [];

function kept(answer: Answer, most: number): Answer {
  const { rcode, records, authority = none, additional = none } = answer;
  if (rcode !== 'NOERROR' && rcode !== 'NXDOMAIN') return answer;
  const least = Math.min(leastOf(records), leastOf(authority), leastOf(additional));
  const ttl = Math.min(Math.max(least, shortest), most);
  if (isKeptFor(ttl, records) && isKeptFor(ttl, authority) && isKeptFor(ttl, additional)) return answer;
  const keep = (record: DnsRecord): DnsRecord => ({ ...record, ttl });
  return {
    ...answer,
    records: records.map(keep),
    ...(answer.authority !== undefined && { authority: authority.map(keep) }),
    ...(answer.additional !== undefined && { additional: additional.map(keep) }),
  };
}

function leastOf(records: readonly DnsRecord[]): number {
  return records.reduce((least, { ttl }) => Math.min(least, ttl), Infinity);
}

function isKeptFor(seconds: number, records: readonly DnsRecord[]): boolean {
  return records.every(({ ttl }) => ttl === seconds);
}

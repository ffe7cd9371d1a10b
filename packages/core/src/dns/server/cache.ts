import type { DnsRecord } from '../../trace/hop.js';
import type { Answer, Ask } from '../message.js';
import { isInZone, lowerName } from '../name.js';
import type { CachePlugin } from './corefile/cache-plugin.js';

/** No answer is kept for less than this many seconds. */
const shortest = 5;

/**
 * The `cache` plugin as it shows in an answer that it does not have yet: all records may be kept for as long as the server
 * itself keeps the answer.
 *
 * @see coredns/coredns plugin/cache/cache.go, WriteMsg
 */
export function cachePlugin({ zones, success, denial }: CachePlugin, next: Ask): Ask {
  return (query) => {
    const answer = next(query);
    const name = lowerName(query.name);
    if (!zones.some((zone) => isInZone(name, zone))) return answer;
    return kept(answer, answer.records.length > 0 ? success : denial);
  };
}

function kept(answer: Answer, most: number): Answer {
  const { records, authority = [], additional = [] } = answer;
  if (answer.rcode !== 'NOERROR' && answer.rcode !== 'NXDOMAIN') return answer;
  const ttls = [...records, ...authority, ...additional].map(({ ttl }) => ttl);
  const ttl = Math.min(Math.max(Math.min(...ttls), shortest), most);
  if (ttls.every((each) => each === ttl)) return answer;
  const keep = (record: DnsRecord): DnsRecord => ({ ...record, ttl });
  return {
    ...answer,
    records: records.map(keep),
    ...(answer.authority !== undefined && { authority: authority.map(keep) }),
    ...(answer.additional !== undefined && { additional: additional.map(keep) }),
  };
}

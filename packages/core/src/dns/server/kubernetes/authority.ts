import type { DnsRecord } from '../../../trace/hop.js';
import { nameBelow } from '../../name.js';
import { nameServerLabels } from './name-servers.js';
import type { ServerView } from './view.js';

/** Negative answers are remembered for no longer than this many seconds. */
const longestNegativeTtl = 300;

const remembered = new WeakMap<ServerView, ReadonlyMap<string, readonly DnsRecord[]>>();

/**
 * The SOA of a zone, its own answer and the authority of negative ones. The serial number is a time, of which the model
 * has none.
 *
 * @param zone as spelled in the question
 * @see coredns/coredns plugin/kubernetes/kubernetes.go, plugin/backend_lookup.go, SOA
 */
export function authority(view: ServerView, zone: string): readonly DnsRecord[] {
  let authorities = remembered.get(view);
  if (authorities === undefined) {
    authorities = new Map(view.plugin.zones.map((served) => [served, authorityOf(view, served)]));
    remembered.set(view, authorities);
  }
  return authorities.get(zone) ?? authorityOf(view, zone);
}

function authorityOf({ plugin: { ttl } }: ServerView, zone: string): readonly DnsRecord[] {
  const servers = `${nameBelow(zone, nameServerLabels)} ${nameBelow(zone, 'hostmaster')}`;
  const data = `${servers} 1 7200 1800 86400 ${ttl}`;
  return [{ name: zone, type: 'SOA', ttl: Math.min(ttl, longestNegativeTtl), data }];
}

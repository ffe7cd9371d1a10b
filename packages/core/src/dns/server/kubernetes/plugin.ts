import type { Answer, AskPlugin } from '../../message.js';
import { longestZone } from '../../name.js';
import { answerTo } from './answer.js';
import { authority } from './authority.js';
import { lookUp, type Lookup } from './find.js';
import type { ServerView } from './view.js';

/**
 * The `kubernetes` plugin: answers for its zones, and asks the next plugin for other names and where a name error falls
 * through.
 *
 * @see coredns/coredns plugin/kubernetes/handler.go, ServeDNS
 */
export function kubernetesPlugin(view: ServerView): AskPlugin {
  // Clients ask for several types of one name in a row.
  let last: Lookup | undefined;
  return (query) => {
    const { name, lower, type } = query;
    const lookup = last?.name === name ? last : lookUp(view, name, lower);
    last = lookup;
    if (lookup === undefined) return view.next(query);
    const answer = answerTo(view, lookup, type);
    if (answer.rcode !== 'NXDOMAIN') return withAuthority(view, lookup, answer);
    if (longestZone(view.plugin.fallthrough, lower) !== undefined) return view.next(query);
    return withAuthority(view, lookup, view.isSynced ? answer : { ...answer, rcode: 'SERVFAIL' });
  };
}

/** What has no record is vouched for by the zone. */
function withAuthority(view: ServerView, { zone }: Lookup, answer: Answer): Answer {
  if (answer.records.length > 0 || answer.rcode === 'REFUSED') return answer;
  const { rcode, records, finding, target } = answer;
  const vouched = { rcode, records, finding, authority: authority(view, zone) };
  return target === undefined ? vouched : { ...vouched, target };
}

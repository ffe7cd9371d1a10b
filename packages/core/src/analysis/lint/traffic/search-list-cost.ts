import type { Cluster } from '../../../cluster/cluster.js';
import { type NameQuery, resolveName } from '../../../dns/resolve-name.js';
import type { Finding } from '../finding.js';
import { type Mention, mentionsIn } from './mention.js';

/**
 * Names that workloads are told of and that are found only behind the whole search list.
 *
 * @see kubernetes/website concepts/services-networking/dns-pod-service.md, DNS config
 */
export function searchListCost(cluster: Cluster): readonly Finding[] {
  const costly = new Map<string, Costly[]>();
  for (const mention of mentionsIn(cluster)) {
    const found = lookedUp(cluster, mention);
    if (found === undefined) continue;
    const key = JSON.stringify(mention.object);
    const known = costly.get(key);
    if (known === undefined) costly.set(key, [found]);
    else if (known.every(({ mention: { host } }) => host !== mention.host)) known.push(found);
  }
  return [...costly.values()].flatMap((ofWorkload) => findingOf(cluster, ofWorkload));
}

/** A name, and what was asked for in vain before it. */
interface Costly {
  readonly mention: Mention;
  readonly inVain: readonly string[];
  readonly queriesInVain: number;
  readonly queries: number;
  readonly ndots: number;
}

/** A name that is found at the second try, as that of a Service in another namespace is, costs little. */
const mostInVain = 2;

function lookedUp(cluster: Cluster, mention: Mention): Costly | undefined {
  if (mention.host.endsWith('.')) return undefined;
  const { queries, resolver } = resolveName(cluster, mention.host, { on: mention.pod });
  const end = queries.find(isDeciding)?.name;
  const wanted = queries.filter(({ name }) => name === end);
  const before = queries.slice(
    0,
    queries.findIndex(({ name }) => name === end),
  );
  const inVain = [...new Set(before.map(({ name }) => name))];
  if (end === undefined || inVain.length <= mostInVain) return undefined;
  const asked = before.length + wanted.length;
  return { mention, inVain, queriesInVain: before.length, queries: asked, ndots: resolver.ndots };
}

/** Whether the name that was asked for is the one meant: of names outside nobody may have said what they are. */
function isDeciding({ rcode, answer }: NameQuery): boolean {
  return answer.length > 0 || rcode === 'UNKNOWN';
}

function findingOf(cluster: Cluster, costly: readonly Costly[]): readonly Finding[] {
  const [first, ...others] = costly;
  if (first === undefined) return [];
  const { mention, inVain, queriesInVain, queries, ndots } = first;
  const { object, path, host } = mention;
  const more =
    others.length === 0
      ? ''
      : ` So it is with ${others.map(({ mention: { host: name } }) => name).join(', ')}.`;
  return [
    {
      code: 'search-list-cost',
      severity: 'notice',
      object,
      path,
      message: `Whenever a pod of ${object.kind} ${object.namespace ?? ''}/${object.name} looks up ${host}, ${queriesInVain} of ${queries} queries are in vain: for ${inVain.map((name) => name.replace(/\.$/, '')).join(', ')}.${more}`,
      fix: fixFor(
        cluster,
        costly.map(({ mention: { host: name } }) => name),
      ),
      evidence: {
        kind: 'rule',
        rule: `A name with fewer dots than ndots, which is ${ndots} here, is looked up below every domain of the search list before it is looked up as it is.`,
        source: 'kubernetes/website concepts/services-networking/dns-pod-service.md; man resolv.conf(5)',
      },
    },
  ];
}

/** The fewest dots of the names outside decide how many ndots may be. */
function fixFor({ platform }: Cluster, hosts: readonly string[]): string {
  const domain = `.svc.${platform.dns.clusterDomain}`;
  const outside = hosts.filter((host) => !host.endsWith(domain));
  const [host = ''] = hosts;
  if (outside.length === 0) return `Write ${host.slice(0, -domain.length)}, or a dot behind the name.`;
  const dots = Math.min(...outside.map((name) => name.split('.').length - 1));
  return dots < 2
    ? 'Write a dot behind the name.'
    : `Set ndots: ${dots} in spec.dnsConfig.options of the pods, with which name.namespace of Services is found as before, or write a dot behind the name.`;
}

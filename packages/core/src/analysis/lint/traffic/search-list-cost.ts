import type { Cluster } from '../../../cluster/cluster.js';
import { traceRequest } from '../../../pipeline/trace-request.js';
import type { DnsHop } from '../../../trace/hop.js';
import type { Finding } from '../finding.js';
import { type Mention, mentionsIn } from './mention.js';

/**
 * Names that workloads are told of and that are found only behind the whole search list: `ndots:5` makes a resolver try
 * every domain of the cluster first.
 *
 * @see kubernetes/website concepts/services-networking/dns-pod-service.md, DNS config
 */
export function searchListCost(cluster: Cluster): readonly Finding[] {
  const seen = new Set<string>();
  return mentionsIn(cluster).flatMap((mention) => {
    const key = JSON.stringify([mention.object, mention.host]);
    if (seen.has(key) || mention.host.endsWith('.')) return [];
    seen.add(key);
    return judge(cluster, mention) ?? [];
  });
}

/** A name that is found at the second try, as that of a Service in another namespace is, costs little. */
const mostInVain = 2;

function judge(cluster: Cluster, { host, object, path, request }: Mention): Finding | undefined {
  const trace = traceRequest(cluster, request);
  const hop = trace.hops.find((each) => each.stage === 'dns');
  if (hop === undefined || !isDecided(hop)) return undefined;
  const names = [...new Set(hop.queries.map(({ name }) => name))];
  const inVain = names.slice(0, -1);
  if (inVain.length <= mostInVain) return undefined;
  const queries = hop.queries.filter(({ name }) => inVain.includes(name)).length;
  return {
    code: 'search-list-cost',
    severity: 'notice',
    object,
    path,
    message: `Whenever a pod of ${object.kind} ${object.namespace ?? ''}/${object.name} looks up ${host}, ${queries} of its ${hop.queries.length} queries are in vain: for ${inVain.map((name) => name.replace(/\.$/, '')).join(', ')}.`,
    fix: fixFor(cluster, host),
    evidence: { kind: 'request', request, trace },
  };
}

/** Whether the last name that was asked for is the one that counts. */
function isDecided({ queries }: DnsHop): boolean {
  const last = queries.at(-1)?.name;
  return queries.some(
    ({ name, rcode, answers }) => name === last && (answers.length > 0 || rcode === 'UNKNOWN'),
  );
}

function fixFor({ platform }: Cluster, host: string): string {
  const domain = `.svc.${platform.dns.clusterDomain}`;
  if (host.endsWith(domain)) return `Write ${host.slice(0, -domain.length)}, or a dot behind the name.`;
  const dots = host.split('.').length - 1;
  return dots < 2
    ? 'Write a dot behind the name.'
    : `Set ndots: ${dots} in spec.dnsConfig.options of the pods, with which name.namespace of Services is found as before, or write a dot behind the name.`;
}

import type { Cluster } from '../../cluster/cluster.js';
import type { Answer, AskPlugin, Query } from '../message.js';
import { fullName, isInZone, labelsBelow, longestZone, lowerName, nameBelow } from '../name.js';
import type { AutopathPlugin } from './corefile/autopath-plugin.js';
import type { KubernetesPlugin } from './corefile/kubernetes-plugin.js';
import { isEnded } from './kubernetes/ended-pod.js';

/** What the search list of a question depends on. */
export interface AutopathView {
  readonly plugin: AutopathPlugin;
  readonly cluster: Cluster;
  /** Of the same server block. */
  readonly kubernetes: KubernetesPlugin | undefined;
  /** The search list of the server itself. */
  readonly searches: readonly string[];
}

/**
 * The `autopath` plugin: a name in the first domain of the search list is looked up in all of them, and whatever is no
 * name error comes back behind an alias. Where there are only name errors the client hears the first, and goes through the
 * list itself.
 *
 * @see coredns/coredns plugin/autopath/autopath.go, ServeDNS
 */
export function autopathPlugin(view: AutopathView, next: AskPlugin): AskPlugin {
  return (query) => {
    const { name, lower } = query;
    const search = longestZone(view.plugin.zones, lower) === undefined ? [] : searchOf(view, query);
    const [first] = search;
    if (first === undefined || lower === first || !isInZone(lower, first)) return next(query);
    const base = labelsBelow(first, name);
    let firstAnswer: Answer | undefined;
    for (const domain of search) {
      const candidate = nameBelow(domain, base);
      const answer = next({ ...query, name: candidate, lower: lowerName(candidate) });
      firstAnswer ??= answer;
      if (isFinal(answer)) return behindAlias(name, answer);
    }
    return firstAnswer ?? next(query);
  };
}

/** Failures go on like name errors do. @see coredns/coredns plugin/plugin.go, ClientWrite */
function isFinal({ rcode }: Answer): boolean {
  return rcode === 'NOERROR' || rcode === 'UNKNOWN';
}

/** @see coredns/coredns plugin/autopath/cname.go */
function behindAlias(name: string, answer: Answer): Answer {
  const asked = lowerName(name);
  const target = answer.records.find((record) => lowerName(record.name) !== asked);
  if (target === undefined) return answer;
  const alias = { name, type: 'CNAME', ttl: target.ttl, data: target.name };
  return { ...answer, records: [alias, ...answer.records] };
}

/** The search list, the name as it is at its end; empty where nothing is searched. */
function searchOf(view: AutopathView, query: Query): readonly string[] {
  const { search } = view.plugin;
  if (search === '@kubernetes') return searchOfPod(view, query);
  const domains = search === '/etc/resolv.conf' ? view.searches : search;
  return domains.length === 0 ? [] : [...domains.map(zoneOf), '.'];
}

/**
 * The search list of the pod that asks, which takes verified names of pods.
 *
 * @see coredns/coredns plugin/kubernetes/autopath.go, AutoPath
 */
function searchOfPod({ cluster, kubernetes, searches }: AutopathView, query: Query): readonly string[] {
  const zone = longestZone(kubernetes?.zones ?? [], query.lower);
  const pod = query.client === undefined ? undefined : cluster.podByAddress(query.client);
  if (zone === undefined || kubernetes?.pods !== 'verified' || pod === undefined || isEnded(pod)) return [];
  const own = nameBelow(zone, `${pod.metadata.namespace}.svc`);
  return [own, nameBelow(zone, 'svc'), zone, ...searches.map(zoneOf), '.'];
}

function zoneOf(domain: string): string {
  return lowerName(fullName(domain));
}

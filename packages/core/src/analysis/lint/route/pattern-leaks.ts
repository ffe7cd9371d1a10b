import type { Cluster } from '../../../cluster/cluster.js';
import type { LocationMatch } from '../../../ingress/nginx/location/location-table.js';
import { type NginxLocation, usesPattern } from '../../../ingress/nginx/location/location.js';
import { ingressLabel } from '../../../ingress/reference.js';
import type { Ingress } from '../../../object/ingress.js';
import type { Finding } from '../finding.js';
import { type AskedController, askController } from '../request/ask-controller.js';
import { isSamePath, patternHosts, type PatternHost } from './pattern-hosts.js';
import { hostText, isOfIngress } from './words.js';

/**
 * `use-regex` or `rewrite-target` of one Ingress makes the paths of other Ingresses of the host regular expressions, open
 * at the end and whatever the case: found where such a path takes a request that it does not name.
 *
 * @see kubernetes/ingress-nginx docs/user-guide/ingress-path-matching.md
 */
export function patternLeaks(cluster: Cluster): readonly Finding[] {
  return patternHosts(cluster).flatMap((host) => {
    const leak = leakOn(cluster, host);
    return leak === undefined ? [] : findingsOf(host, leak);
  });
}

/** A path that takes a request by being a regular expression, though its Ingress asks for none. */
interface Leak {
  readonly ingress: Ingress;
  readonly location: NginxLocation;
  readonly target: string;
  /** What would take the request otherwise. */
  readonly otherwise: LocationMatch | undefined;
  readonly asked: AskedController;
}

/** One path shows it; a host may have thousands, each as much a regular expression as the first. */
const mostPaths = 20;

function leakOn(cluster: Cluster, patternHost: PatternHost): Leak | undefined {
  const { controller, host, server } = patternHost;
  const asking = new Set(
    server.locations
      .filter((location) => usesPattern({ ...location, location }))
      .map(({ ingress }) => ingress),
  );
  const others = server.locations.filter(({ ingress, isDefault }) => !isDefault && !asking.has(ingress));
  for (const location of others.slice(0, mostPaths)) {
    const { ingress, path, upstream } = location;
    if (ingress === undefined) continue;
    for (const target of spellings(path)) {
      if (!isSamePath(server.table.match(target)?.location, location)) continue;
      const otherwise = patternHost.asText(target);
      if (otherwise?.location.upstream === upstream) continue;
      const asked = askController(cluster, controller, host, target);
      if (asked?.hop.location?.path === path && isOfIngress(asked.hop.ingress, ingress))
        return { ingress, location, target, otherwise, asked };
    }
  }
  return undefined;
}

/** What a path may take as a regular expression, and does not as text. */
function spellings(path: string): readonly string[] {
  return [`${path}x`, path.replace('.', 'x'), path.toUpperCase()].filter((other) => other !== path);
}

function findingsOf({ host }: PatternHost, leak: Leak): readonly Finding[] {
  const { ingress, location, target, otherwise, asked } = leak;
  const causes = (asked.hop.influences ?? []).flatMap(({ id, object, path = '' }) =>
    id === 'ingress-paths-as-patterns' && object !== undefined ? [{ object, path }] : [],
  );
  const [cause] = causes;
  if (cause === undefined) return [];
  const { object, path } = cause;
  const annotation = path.slice('metadata.annotations['.length, -1);
  const others = causes.length === 1 ? '' : `, like those of ${causes.length - 1} others,`;
  const victim = ingressLabel(ingress);
  return [
    {
      code: 'pattern-leaks',
      severity: 'warning',
      object,
      path,
      message: `The annotation ${annotation} of Ingress ${object.namespace ?? ''}/${object.name}${others} makes all paths of ${hostText(host)} regular expressions, those of ${victim} too: its ${location.pathType} ${location.path} takes ${target}, which ${fateOf(otherwise)} otherwise.`,
      fix: 'Give the paths that are regular expressions, or rewritten, a host of their own.',
      evidence: { kind: 'request', request: asked.request, trace: asked.trace },
    },
  ];
}

function fateOf(otherwise: LocationMatch | undefined): string {
  const [namespace, service] = otherwise?.location.upstream?.split('/') ?? [];
  return namespace === undefined || service === undefined
    ? 'would be answered 404'
    : `would go to Service ${namespace}/${service}`;
}

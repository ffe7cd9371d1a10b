import type { Cluster } from '../../../cluster/cluster.js';
import { toBytes } from '../../../address/byte-text.js';
import type { LocationPattern } from '../../../ingress/nginx/location/location-table.js';
import type { NginxLocation } from '../../../ingress/nginx/location/location.js';
import { ingressLabel, ingressReference } from '../../../ingress/reference.js';
import type { Finding } from '../finding.js';
import { askController } from '../request/ask-controller.js';
import { isPattern, PatternsByStart } from './patterns-by-start.js';
import { isSamePath, patternHosts, type PatternHost } from './pattern-hosts.js';
import { hostText, isOfIngress } from './words.js';

/**
 * On a host whose paths are regular expressions the first that matches takes a request, longest text first: found where a
 * request for the very path of a rule goes to another one.
 *
 * @see kubernetes/ingress-nginx docs/user-guide/ingress-path-matching.md, Path Priority
 */
export function patternShadowsPath(cluster: Cluster): readonly Finding[] {
  return patternHosts(cluster).flatMap((host) => {
    const patterns = new PatternsByStart(host.server.table.patterns);
    return host.server.locations.flatMap((location) => {
      const first = shadowOf(host, patterns, location);
      return first === undefined ? [] : found(cluster, host, location, first);
    });
  });
}

/** What takes a request for the very path of a location, where that is another one that does something else with it. */
function shadowOf(
  { asText }: PatternHost,
  patterns: PatternsByStart,
  location: NginxLocation,
): LocationPattern | undefined {
  const { path, isDefault } = location;
  if (isDefault || isPattern(path)) return undefined;
  const first = patterns.first(toBytes(path));
  if (first === undefined || isSamePath(first.location, location)) return undefined;
  const byText = asText(toBytes(path));
  if (byText?.kind !== 'location' || !isSamePath(byText.location, location)) return undefined;
  return isAlike(first.location, location) ? undefined : first;
}

/** Whether two locations do the same with a request. */
function isAlike(one: NginxLocation, other: NginxLocation): boolean {
  return (
    one.upstream === other.upstream &&
    (one.ingress === other.ingress || one.annotations.rewriteTarget === other.annotations.rewriteTarget)
  );
}

function found(
  cluster: Cluster,
  { controller, host }: PatternHost,
  { ingress, field, path }: NginxLocation,
  { location: first }: LocationPattern,
): readonly Finding[] {
  if (ingress === undefined || field === undefined || first.ingress === undefined) return [];
  const asked = askController(cluster, controller, host, path);
  if (asked === undefined) return [];
  const { request, trace, hop } = asked;
  if (hop.location?.path !== first.path || !isOfIngress(hop.ingress, first.ingress)) return [];
  return [
    {
      code: 'pattern-shadows-path',
      severity: 'warning',
      object: ingressReference(ingress),
      path: `${field}.path`,
      message: `Requests for ${path} of ${hostText(host)}, a path of ${ingressLabel(ingress)}, are taken by ${first.path} of ${ingressLabel(first.ingress)}: all paths of the host are regular expressions, and ${first.path} is tried first.`,
      fix: `Write ${first.path} so that it does not match ${path}, or give the two different hosts.`,
      evidence: { kind: 'request', request, trace },
    },
  ];
}

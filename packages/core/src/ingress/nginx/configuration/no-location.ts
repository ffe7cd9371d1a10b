import type { Ingress } from '../../../object/ingress.js';
import type { SkipCode } from '../../../trace/skips.js';
import type { NginxLocation } from '../location/location.js';
import type { StatedRule } from './host-rules.js';
import { upstreamKey, type Upstream, type UpstreamKey } from './upstreams.js';

/** Whether a location was made by a path rule. */
export function isLocationOf({ ingress, field }: NginxLocation, rule: StatedRule): boolean {
  return ingress === rule.ingress && field === rule.pathField;
}

/** Why a path rule became no location of its server. */
export type NoLocation = Extract<
  SkipCode,
  'backend-is-resource' | 'service-is-canary' | 'path-taken-earlier'
>;

/**
 * Why a path rule became no location; undefined where it did.
 *
 * @param locations those of the server of its host
 * @see kubernetes/ingress-nginx internal/ingress/controller/controller.go, getBackendServers
 */
export function whyNoLocation(
  rule: StatedRule,
  locations: readonly NginxLocation[],
  upstreams: ReadonlyMap<UpstreamKey, Upstream>,
): NoLocation | undefined {
  if (becameLocation(rule, locations)) return undefined;
  if (rule.backend.kind === 'resource') return 'backend-is-resource';
  const isOfCanary = upstreams.get(upstreamKey(rule.ingress, rule.backend))?.canary !== undefined;
  return isOfCanary ? 'service-is-canary' : 'path-taken-earlier';
}

/** The fields that became locations, by Ingress: looked for once in a server. */
const fields = new WeakMap<readonly NginxLocation[], ReadonlyMap<Ingress | undefined, ReadonlySet<string>>>();

function becameLocation({ ingress, pathField }: StatedRule, locations: readonly NginxLocation[]): boolean {
  let ofServer = fields.get(locations);
  if (ofServer === undefined) {
    const found = new Map<Ingress | undefined, Set<string>>();
    for (const location of locations) {
      if (location.field === undefined) continue;
      const known = found.get(location.ingress);
      if (known === undefined) found.set(location.ingress, new Set([location.field]));
      else known.add(location.field);
    }
    ofServer = found;
    fields.set(locations, ofServer);
  }
  return ofServer.get(ingress)?.has(pathField) === true;
}

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
  if (locations.some((location) => isLocationOf(location, rule))) return undefined;
  if (rule.backend.kind === 'resource') return 'backend-is-resource';
  const isOfCanary = upstreams.get(upstreamKey(rule.ingress, rule.backend))?.canary !== undefined;
  return isOfCanary ? 'service-is-canary' : 'path-taken-earlier';
}

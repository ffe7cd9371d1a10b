import type { Cluster } from '../../../cluster/cluster.js';
import { takes } from '../../../controller/class.js';
import type { ByteText } from '../../../address/byte-text.js';
import { prefixKey } from '../../../routing/path-table.js';
import { routeRejection } from '../../../routing/rejection.js';
import type { Skip } from '../../../trace/rule.js';
import type { SkipCode } from '../../../trace/skips.js';
import { ingressReference } from '../../reference.js';
import type { IngressRequest } from '../../request.js';
import type { NginxConfiguration } from '../configuration/configuration.js';
import type { StatedRule } from '../configuration/host-rules.js';
import { isLocationOf, whyNoLocation } from '../configuration/no-location.js';
import { catchAll } from '../configuration/servers.js';
import { upstreamKey } from '../configuration/upstreams.js';
import type { NginxServer } from '../configuration/virtual-servers.js';
import type { NginxLocation } from '../location/location.js';
import { readNginxRequest } from '../request/nginx-request.js';

/**
 * The path rules that did not take a request, on the hosts that cover it; Ingresses that the controller leaves out
 * altogether come last.
 */
export function rejectedBy(
  cluster: Cluster,
  configuration: NginxConfiguration,
  request: IngressRequest,
): readonly Skip[] {
  const read = readNginxRequest(request, configuration.settings);
  if ('kind' in read) return [];
  const found = configuration.servers.match(read.host);
  const server = found?.kind === 'server' ? found : undefined;
  const { path } = read.target;
  const taken = server?.table.match(path)?.location;
  // An alias is asked by another name than the host of the rules.
  const host = server === undefined || server.host === catchAll ? read.host : server.host;
  const serverHost = server?.host === catchAll ? '' : server?.host;
  const rules = configuration.rules.matchAll(host).flatMap((entry) => entry.rules);
  const skips = rules
    .filter(
      (rule) =>
        taken === undefined || (!isLocationOf(taken, rule) && !isCanaryOf(configuration, taken, rule)),
    )
    .map((rule): Skip => {
      const code =
        server === undefined || rule.host !== serverHost
          ? routeRejection(rule, { host, path }, serverHost, undefined)
          : rejectionOn(server, configuration, rule, path, taken);
      return { code, object: ingressReference(rule.ingress), path: rule.pathField };
    });
  return [...skips, ...leftOut(cluster, configuration)];
}

/** Whether a path rule is of the canary that shares the requests of a location. */
function isCanaryOf(
  { canaries }: NginxConfiguration,
  { upstream }: NginxLocation,
  rule: StatedRule,
): boolean {
  const canary = upstream === undefined ? undefined : canaries.first.get(upstream);
  return (
    canary !== undefined &&
    canary.use.ingress === rule.ingress &&
    rule.backend.kind === 'service' &&
    upstreamKey(rule.ingress, rule.backend) === canary.key
  );
}

/** Whether a path rule is of a canary that came after the one that shares the requests of a location. */
function isOfLaterCanary(
  { canaries }: NginxConfiguration,
  taken: NginxLocation | undefined,
  rule: StatedRule,
): boolean {
  const later = canaries.later.get(taken?.upstream ?? '') ?? [];
  return later.some(
    ({ ingress, field }) => ingress === rule.ingress && field === `${rule.pathField}.backend`,
  );
}

/** Why a path rule did not take a path on its own server. */
function rejectionOn(
  { locations, table }: NginxServer,
  configuration: NginxConfiguration,
  rule: StatedRule,
  path: ByteText,
  taken: NginxLocation | undefined,
): SkipCode {
  if (isOfLaterCanary(configuration, taken, rule)) return 'canary-not-first';
  const reason = whyNoLocation(rule, locations, configuration.upstreams);
  if (reason !== undefined && reason !== 'path-taken-earlier') return reason;
  const location = locations.find((candidate) =>
    reason === undefined ? isLocationOf(candidate, rule) : isSameLocation(candidate, rule),
  );
  if (location === undefined) return 'path-taken-earlier';
  const pattern = table.patterns.find((entry) => entry.location === location)?.pattern;
  if (pattern?.refusal !== undefined) return 'pattern-not-run';
  if (!table.covers(location, path)) return pattern === undefined ? 'path-differs' : 'pattern-differs';
  if (reason !== undefined) return reason;
  if (pattern !== undefined) return 'pattern-later';
  if (table.patterns.some((entry) => entry.location === taken)) return 'pattern-before-prefix';
  const isBeside =
    taken?.pathType === 'Exact' &&
    location.pathType === 'Prefix' &&
    prefixKey(taken.path) === prefixKey(location.path);
  return isBeside ? 'prefix-beside-exact' : 'path-shorter';
}

/** Whether a location is the one that a path rule would have become. */
function isSameLocation({ path, pathType }: NginxLocation, rule: StatedRule): boolean {
  return path === rule.text && pathType === rule.pathType;
}

function leftOut(cluster: Cluster, { profile, dropped }: NginxConfiguration): readonly Skip[] {
  const untaken = cluster
    .list('Ingress')
    .filter((ingress) => !takes(cluster, profile, ingress))
    .map((ingress): Skip => ({ code: 'ingress-not-taken', object: ingressReference(ingress) }));
  const unread = dropped.map(({ ingress, cause }): Skip => ({
    code: 'ingress-not-taken',
    object: ingressReference(ingress),
    ...(cause.path === undefined ? {} : { path: cause.path }),
  }));
  return [...unread, ...untaken];
}

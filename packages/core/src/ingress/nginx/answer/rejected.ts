import type { Cluster } from '../../../cluster/cluster.js';
import { takes } from '../../../controller/class.js';
import type { Skip } from '../../../trace/rule.js';
import { routeRejection } from '../../../routing/rejection.js';
import { ingressReference, pathField } from '../../reference.js';
import type { IngressRequest } from '../../request.js';
import type { NginxConfiguration } from '../configuration/configuration.js';
import { readNginxRequest, type NginxRequest } from '../request/nginx-request.js';
import { catchAll, comparison } from '../configuration/servers.js';
import { toBytes } from '../request/bytes.js';
import type { NginxLocation } from '../location/location.js';
import type { NginxServer } from '../configuration/virtual-servers.js';

/**
 * The path rules that did not take a request, Ingress by Ingress in the order in which they count; Ingresses that the
 * controller does not take come last.
 */
export function rejectedBy(
  cluster: Cluster,
  configuration: NginxConfiguration,
  request: IngressRequest,
): readonly Skip[] {
  const read = readNginxRequest(request, configuration.settings);
  if ('kind' in read) return [];
  const server = configuration.servers.match(read.host);
  const taken = server?.kind === 'server' ? server.table.match(read.target.path)?.location : undefined;
  const serving = server?.kind === 'server' ? server : undefined;
  return [...rejectedRules(configuration, read, serving, taken), ...leftOut(cluster, configuration)];
}

function rejectedRules(
  { ingresses }: NginxConfiguration,
  { host, target }: NginxRequest,
  server: NginxServer | undefined,
  taken: NginxLocation | undefined,
): readonly Skip[] {
  const serverHost = server?.host === catchAll ? '' : server?.host;
  const hasPatterns = (server?.table.patterns.length ?? 0) > 0;
  return ingresses.flatMap((ingress) =>
    ingress.spec.rules.flatMap((rule, ruleIndex) =>
      rule.paths.flatMap((path, index): readonly Skip[] => {
        const field = pathField(ruleIndex, index);
        if (taken?.ingress === ingress && taken.field === field) return [];
        const own = comparison(path);
        const route = { ...own, path: toBytes(own.path), host: rule.host };
        const reason = routeRejection(route, { host, path: target.path }, serverHost, taken);
        const isHost = reason !== 'host-differs' && reason !== 'host-less-precise';
        const code = isHost && hasPatterns ? patternReason(server, field, target.path, ingress) : reason;
        return [{ code, object: ingressReference(ingress), path: field }];
      }),
    ),
  );
}

/** On a server of regular expressions either the path does not match, or another one is tried earlier. */
function patternReason(
  server: NginxServer | undefined,
  field: string,
  path: string,
  ingress: NginxLocation['ingress'],
): Skip['code'] {
  const entries = server?.table.patterns.filter(
    ({ location }) => location.ingress === ingress && location.field === field,
  );
  if (entries === undefined || entries.length === 0) return 'path-taken-earlier';
  return entries.some(({ pattern }) => pattern.test(path)) ? 'pattern-later' : 'pattern-differs';
}

function leftOut(cluster: Cluster, { profile, dropped }: NginxConfiguration): readonly Skip[] {
  const untaken = cluster
    .list('Ingress')
    .filter((ingress) => !takes(cluster, profile, ingress))
    .map((ingress): Skip => ({ code: 'ingress-not-taken', object: ingressReference(ingress) }));
  const droppedSkips = dropped.map(({ ingress, cause }): Skip => ({
    code: 'ingress-not-taken',
    object: ingressReference(ingress),
    ...(cause.path === undefined ? {} : { path: cause.path }),
  }));
  return [...droppedSkips, ...untaken];
}

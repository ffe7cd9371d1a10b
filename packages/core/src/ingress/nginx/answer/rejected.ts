import type { Cluster } from '../../../cluster/cluster.js';
import { takes } from '../../../controller/class.js';
import { routeRejection } from '../../../routing/rejection.js';
import type { Skip } from '../../../trace/rule.js';
import { ingressReference } from '../../reference.js';
import type { IngressRequest } from '../../request.js';
import type { NginxConfiguration } from '../configuration/configuration.js';
import type { StatedRule } from '../configuration/host-rules.js';
import { catchAll } from '../configuration/servers.js';
import type { NginxServer } from '../configuration/virtual-servers.js';
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
    .filter((rule) => taken === undefined || rule.ingress !== taken.ingress || rule.pathField !== taken.field)
    .map((rule): Skip => {
      const reason = routeRejection(rule, { host, path }, serverHost, taken);
      const isPattern = rule.host === serverHost && server !== undefined && server.table.patterns.length > 0;
      const code = isPattern ? patternRejection(server, rule, path) : reason;
      return { code, object: ingressReference(rule.ingress), path: rule.pathField };
    });
  return [...skips, ...leftOut(cluster, configuration)];
}

/** On a server of regular expressions either the path does not match, or another one is tried earlier. */
function patternRejection(server: NginxServer, rule: StatedRule, path: string): Skip['code'] {
  const entries = server.table.patterns.filter(
    ({ location }) => location.ingress === rule.ingress && location.field === rule.pathField,
  );
  if (entries.length === 0) return 'path-taken-earlier';
  return entries.some(({ pattern }) => pattern.test(path)) ? 'pattern-later' : 'pattern-differs';
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

import type { Cluster } from '../../cluster/cluster.js';
import type { ControllerProfile } from '../../controller/profile.js';
import type { Assumption } from '../../problem/assumption.js';
import { proxyLineIsRead } from '../../request/proxy-line.js';
import { HostTable } from '../../routing/host-table.js';
import { coversHost } from '../../routing/rejection.js';
import type { Skip } from '../../trace/rule.js';
import type { IngressServer } from '../configuration.js';
import type { IngressDecision } from '../decision.js';
import type { Dialect } from '../dialect.js';
import { hostAndPath } from '../host-and-path.js';
import { joined } from '../joined-lists.js';
import { ingressReference } from '../reference.js';
import type { IngressRequest } from '../request.js';
import { showCertificate } from '../spec/certificate.js';
import { tlsByHost } from '../spec/compile.js';
import { answerOf, type Asked, candidatesOf, skipOf } from './answer.js';
import type { Documented } from './documentation.js';
import { covers, type Route } from './route.js';

/**
 * A controller whose rules are taken from its documentation. Each trace says so.
 *
 * @see the documentation of the controller, which `documented` reads
 */
export function documentedDialect(documented: Documented): Dialect {
  return (cluster, profile) => {
    const documentation = documented(cluster, profile);
    const hosts = byHost(documentation.routes);
    const tls = new HostTable(tlsByHost(documentation.ingresses));
    const assumed = [byDocumentation(profile), ...documentation.settings];
    const asked = (request: IngressRequest): Asked => {
      const { host, path } = hostAndPath(request.http);
      const servers = hosts.matchAll(host);
      const looked = documentation.strictHost ? servers.slice(0, 1) : servers;
      const covering = looked
        .flat()
        .filter((route) => covers(route, path) && documentation.isOpen(route, request))
        .sort((a, b) => a.rank - b.rank);
      return { documentation, profile, request, host, path, servers: looked, covering };
    };
    return {
      connect: () => undefined,
      handle(view, request): IngressDecision {
        const shown = showCertificate(view, { tls }, request);
        const decision = answerOf(view, asked(request));
        return {
          ...decision,
          ...(shown === undefined ? {} : { certificate: shown.certificate }),
          assumptions: joined<Assumption>([
            assumed,
            request.proxyProtocol === undefined ? [] : [proxyLineIsRead('the controller')],
            shown?.assumptions ?? [],
            decision.assumptions,
          ]),
        };
      },
      rejected: (view, request) => rejected(view, documentation.routes, asked(request)),
      configuration: () => ({
        ingresses: documentation.ingresses.map(ingressReference),
        servers: serversOf(documentation.routes),
        refusals: [],
        unsupported: unsupportedIn(cluster, documentation.routes, documentation.notFollowed),
      }),
    };
  };
}

/** The routes of each host. */
export function byHost(routes: readonly Route[]): HostTable<readonly Route[]> {
  const found = new Map<string, Route[]>();
  for (const route of routes) {
    const ofHost = found.get(route.host);
    if (ofHost === undefined) found.set(route.host, [route]);
    else ofHost.push(route);
  }
  return new HostTable(found);
}

function byDocumentation({ name, namespace }: ControllerProfile): Assumption {
  return {
    code: 'controller-by-documentation',
    message: `Controller ${name} in namespace ${namespace} is taken to do what its documentation says; it was not measured.`,
  };
}

function rejected(view: Cluster, routes: readonly Route[], asked: Asked): readonly Skip[] {
  const { host, path, servers, covering } = asked;
  const { usable, left } = candidatesOf(view, asked);
  const taken = usable[0]?.route;
  const leftOut = new Set(left.map(({ route }) => route));
  const open = new Set(servers.flat());
  const looked = servers.length > 0 ? routes.filter((route) => coversHost(route.host, host)) : routes;
  return looked
    .filter((route) => route !== taken)
    .map((route): Skip => {
      const at = { object: ingressReference(route.ingress), path: route.pathField };
      if (!coversHost(route.host, host)) return { code: 'host-differs', ...at };
      if (!open.has(route)) return { code: 'host-less-precise', ...at };
      if (!covers(route, path)) return { code: 'path-differs', ...at };
      if (leftOut.has(route)) return skipOf(route);
      return { code: covering.includes(route) ? 'rule-tried-earlier' : 'condition-differs', ...at };
    });
}

function serversOf(routes: readonly Route[]): readonly IngressServer[] {
  const locations = new Map<string, string[]>();
  for (const { host, text } of routes) locations.set(host, [...(locations.get(host) ?? []), text]);
  return Array.from(locations, ([host, ofHost]) => ({ host: host === '' ? '_' : host, locations: ofHost }));
}

function unsupportedIn(
  cluster: Cluster,
  routes: readonly Route[],
  notFollowed: ReturnType<Documented>['notFollowed'],
): ReturnType<ReturnType<Dialect>['configuration']>['unsupported'] {
  const found = new Map(
    routes
      .flatMap((route) => notFollowed(cluster, route))
      .flatMap(({ object, path = '' }) =>
        object?.kind === 'Ingress'
          ? [{ ingress: object, annotation: path.slice('metadata.annotations['.length, -1) }]
          : [],
      )
      .map((entry) => [`${entry.ingress.namespace ?? ''}/${entry.ingress.name} ${entry.annotation}`, entry]),
  );
  return [...found.values()];
}

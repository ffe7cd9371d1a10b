import type { Cluster } from '../../cluster/cluster.js';
import type { ControllerProfile } from '../../controller/profile.js';
import { isBefore, readVersion } from '../../controller/version.js';
import type { Ingress } from '../../object/ingress.js';
import type { StringMap } from '../../object/metadata.js';
import { Pattern } from '../../routing/pattern.js';
import { byNumberOrName, wantedPort } from '../backend.js';
import type { IngressRequest } from '../request.js';
import type { Documented } from './documentation.js';
import { annotationsNotFollowed, flagsNotFollowed } from './not-followed.js';
import { ingressesTaken, type PathMatch, type Route, statedRoutes, type StatedRoute } from './route.js';
import { entryPointOf, redirectTo } from './traefik-entry-point.js';
import {
  entryPointsOf,
  isForTLS,
  type Matcher,
  matcherOf,
  prefix,
  priorityOf,
  whyNot,
} from './traefik-router.js';

const followed: ReadonlySet<string> = new Set([
  'router.pathmatcher',
  'router.priority',
  'router.entrypoints',
  'router.tls',
  'service.serversscheme',
]);

/** Settings of the provider that change where requests go and are not followed. */
const otherFlags = [
  'nativelbbydefault',
  'labelselector',
  'namespaces',
  'ingressclass',
  'defaultrulesyntax',
].map((name) => `providers.kubernetesingress.${name}`);

/**
 * Traefik: each path is a router, and of those that cover a request the one with the longest rule takes it, of whichever
 * host. Paths are compared by letters.
 *
 * @see traefik/traefik docs/content/reference/routing-configuration/kubernetes/ingress.md;
 *   pkg/provider/kubernetes/ingress/kubernetes.go; pkg/muxer/http/mux.go
 */
export const traefik: Documented = (cluster, profile) => {
  const flags = lowerNames(profile.flags);
  const isOn = (name: string): boolean => flags[`providers.kubernetesingress.${name}`] === 'true';
  const ingresses = ingressesTaken(cluster, profile);
  const catchAll = ingresses.find(({ spec }) => spec.rules.length === 0 && spec.defaultBackend !== undefined);
  const backend = catchAll?.spec.defaultBackend;
  return {
    ingresses,
    routes: ingresses.flatMap((ingress) => routesOf(ingress, profile, isOn('strictprefixmatching'))),
    fallback:
      catchAll === undefined || backend === undefined
        ? undefined
        : { ingress: catchAll, field: 'spec.defaultBackend', backend },
    strictHost: false,
    rule: 'ingress-router-priority',
    whyNot: (request, host, path) => {
      const { name } = entryPointOf(flags, request);
      const takesTLS = takesTLSAt(request, flags);
      return whyNot(ingresses, { name, takesTLS }, request, host, path);
    },
    isOpen: (route, request) => isOpen(route, request, flags),
    leavesOut(found) {
      if (found.kind === 'outside') return !isOn('allowexternalnameservices');
      if (found.kind === 'found') return false;
      return found.cause.code !== 'backend-without-endpoints' || !isOn('allowemptyservices');
    },
    redirect: (request, route) =>
      route === undefined ? redirectTo(flags, entryPointOf(flags, request), request) : undefined,
    rewrite: () => undefined,
    speaks,
    notFollowed: (view: Cluster, route) => annotationsNotFollowed(view, route, [prefix], followed),
    settings: flagsNotFollowed(profile, flags, otherFlags),
  };
};

/** Port 443, or one whose name begins with https, is asked by TLS, unless the Service says otherwise. */
function speaks(view: Cluster, { ingress, backend }: Pick<Route, 'ingress' | 'backend'>): 'HTTP' | 'HTTPS' {
  if (backend.kind === 'resource') return 'HTTP';
  const service = view.get('Service', `${ingress.metadata.namespace}/${backend.name}`);
  const stated = service?.metadata.annotations[`${prefix}/service.serversscheme`];
  if (stated !== undefined) return stated === 'https' ? 'HTTPS' : 'HTTP';
  const port = service?.spec.ports.find((entry) => byNumberOrName(entry, wantedPort(backend)));
  return port?.port === 443 || port?.name.startsWith('https') === true ? 'HTTPS' : 'HTTP';
}

/** Traefik reads the names of flags in either case. */
function lowerNames(flags: StringMap): StringMap {
  return Object.fromEntries(Object.entries(flags).map(([name, value]) => [name.toLowerCase(), value]));
}

function routesOf(ingress: Ingress, profile: ControllerProfile, isStrict: boolean): readonly Route[] {
  const stated = priorityOf(ingress);
  if (stated === undefined) return [];
  return statedRoutes(ingress).flatMap((route): readonly Route[] => {
    const matcher = matcherOf(route);
    if (matcher === undefined) return [];
    // Zero is no priority: the length of the rule is.
    const priority = stated === 0 ? ruleText(route, matcher, isStrict, profile).length : stated;
    return [{ ...route, match: matchOf(route, matcher, isStrict), rank: -priority }];
  });
}

function matchOf({ text }: StatedRoute, matcher: Matcher, isStrict: boolean): PathMatch {
  switch (matcher) {
    case 'Path':
      return { kind: 'exact' };
    case 'PathRegexp':
      return { kind: 'pattern', pattern: new Pattern(text, { ignoreCase: false }) };
    case 'PathPrefix':
      return { kind: isStrict ? 'prefix' : 'begin' };
    default:
      return matcher satisfies never;
  }
}

/** From here on a wildcard is written as it is. @see traefik/traefik pkg/muxer/muxer.go, DomainMatchHostExpression */
const wildcards = [3, 7, 0, 0] as const;

/** The rule of a router, whose length is its priority. */
function ruleText(
  { host, text }: StatedRoute,
  matcher: Matcher,
  isStrict: boolean,
  { version }: ControllerProfile,
): string {
  const number = readVersion(version);
  const isOld = number !== undefined && isBefore(number, wildcards);
  const wildcard = `HostRegexp("^[a-zA-Z0-9-]+\\.${host.slice(2).replaceAll('.', '\\.')}$")`;
  const ofHost = isOld && host.startsWith('*.') ? wildcard : `Host("${host}")`;
  const bare = text.replace(/\/$/, '');
  const isSplit = isStrict && matcher === 'PathPrefix' && text !== '/';
  const ofPath = isSplit ? `(Path("${bare}") || PathPrefix("${bare}/"))` : `${matcher}("${text}")`;
  return [...(host === '' ? [] : [ofHost]), ...(text === '' ? [] : [ofPath])].join(' && ');
}

/** A router is for its entry points; with TLS only for TLS, and without it for TLS only where the entry point says so. */
function isOpen({ ingress }: Route, request: IngressRequest, flags: StringMap): boolean {
  const { name } = entryPointOf(flags, request);
  if (entryPointsOf(ingress)?.includes(name) === false) return false;
  const ofRouter = isForTLS(ingress);
  if (request.tls === undefined) return !ofRouter;
  return ofRouter || takesTLSAt(request, flags);
}

/** Whether an entry point ends TLS for routers that do not say so. */
function takesTLSAt(request: IngressRequest, flags: StringMap): boolean {
  const { name, isStated } = entryPointOf(flags, request);
  return !isStated || Object.keys(flags).some((flag) => flag.startsWith(`entrypoints.${name}.http.tls`));
}

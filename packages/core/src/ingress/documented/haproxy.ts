import { effectiveTarget } from '../../request/effective-target.js';
import type { Ingress } from '../../object/ingress.js';
import type { StringMap } from '../../object/metadata.js';
import { Pattern } from '../../routing/pattern.js';
import { splitTarget } from '../../address/request-target.js';
import { annotationField, ingressReference } from '../reference.js';
import type { IngressRequest } from '../request.js';
import type { Documented, Redirect } from './documentation.js';
import { annotationsNotFollowed, keysNotFollowed } from './not-followed.js';
import { ingressesTaken, type PathMatch, type Route, statedRoutes, type StatedRoute } from './route.js';

/** The order in which types of paths are tried, where two of one text cover a request. */
const typeOrder = ['exact', 'prefix', 'begin-in-any-case', 'pattern'] as const;

const followed: ReadonlySet<string> = new Set(['path-type', 'rewrite-target', 'ssl-redirect']);
const followedKeys: ReadonlySet<string> = new Set([
  'path-type',
  'strict-host',
  'ssl-redirect',
  'ssl-redirect-code',
  'no-tls-redirect-locations',
]);

/**
 * HAProxy Ingress: hosts before wildcards before every host, in each the longest path; where the paths of one do not
 * match the next is asked. Of two paths of one host and type the older Ingress has it.
 *
 * @see jcmoraisjr/haproxy-ingress docs/content/en/docs/configuration/keys.md: path type, strict host, SSL redirect, rewrite target
 */
export const haproxyIngress: Documented = (cluster, profile) => {
  const prefixes = (
    profile.flags['annotations-prefix'] ?? 'haproxy-ingress.github.io,ingress.kubernetes.io'
  ).split(',');
  const data: StringMap = profile.configMap?.data ?? {};
  const said = (ingress: Ingress, key: string): Said => {
    const annotation = prefixes
      .map((prefix) => `${prefix}/${key}`)
      .find((name) => ingress.metadata.annotations[name] !== undefined);
    const value = annotation === undefined ? data[key] : ingress.metadata.annotations[annotation];
    return { annotation, value };
  };
  const ingresses = ingressesTaken(cluster, profile);
  const first = ingresses.find(({ spec }) => spec.defaultBackend !== undefined);
  const backend = first?.spec.defaultBackend;
  const secured = hostsWithTLS(ingresses);
  return {
    ingresses,
    routes: inOrder(ingresses.flatMap((ingress) => routesOf(ingress, said(ingress, 'path-type').value))),
    fallback:
      first === undefined || backend === undefined
        ? undefined
        : { ingress: first, field: 'spec.defaultBackend', backend },
    strictHost: data['strict-host'] === 'true',
    isOpen: () => true,
    leavesOut: (found) => found.kind === 'missing' && found.cause.code !== 'backend-without-endpoints',
    redirect: (request, route) =>
      route !== undefined && secured.has(route.host)
        ? toHttps(request, route, said(route.ingress, 'ssl-redirect'), data)
        : undefined,
    speaks: () => 'HTTP',
    rewrite: (route, path) => rewritten(route, path, said(route.ingress, 'rewrite-target').value),
    notFollowed: (view, route) => annotationsNotFollowed(view, route, prefixes, followed),
    settings: keysNotFollowed(profile, followedKeys),
  };
};

/** A setting, and the annotation that says it where it is not the ConfigMap. */
interface Said {
  readonly annotation: string | undefined;
  readonly value: string | undefined;
}

function routesOf(ingress: Ingress, pathType: string | undefined): readonly Route[] {
  return statedRoutes(ingress).map((route) => ({ ...route, match: matchOf(route, pathType), rank: 0 }));
}

/** The type of the path counts before the annotation. */
function matchOf({ pathType, text }: StatedRoute, stated = 'begin'): PathMatch {
  const type = pathType === 'ImplementationSpecific' ? stated.toLowerCase() : pathType.toLowerCase();
  switch (type) {
    case 'exact':
    case 'prefix':
      return { kind: type };
    case 'regex':
      return { kind: 'pattern', pattern: new Pattern(`^(?:${text})`, { ignoreCase: false }) };
    default:
      return { kind: 'begin-in-any-case' };
  }
}

/** What is left of the routes, the first to be tried first: expressions last, since what they cover is not compared. */
function inOrder(routes: readonly Route[]): readonly Route[] {
  const first = new Map<string, Route>();
  for (const route of routes) {
    const key = JSON.stringify([route.host, route.match.kind, route.text]);
    if (!first.has(key)) first.set(key, route);
  }
  return [...first.values()]
    .sort(
      (a, b) =>
        precision(a.host) - precision(b.host) ||
        Number(a.match.kind === 'pattern') - Number(b.match.kind === 'pattern') ||
        b.text.length - a.text.length ||
        typeOrder.indexOf(typeOf(a)) - typeOrder.indexOf(typeOf(b)),
    )
    .map((route, rank) => ({ ...route, rank }));
}

function typeOf({ match }: Route): (typeof typeOrder)[number] {
  return match.kind === 'begin' ? 'begin-in-any-case' : match.kind;
}

function precision(host: string): number {
  if (host === '') return 2;
  return host.startsWith('*.') ? 1 : 0;
}

/** The hosts of TLS sections; a section without hosts is for those of its Ingress. */
function hostsWithTLS(ingresses: readonly Ingress[]): ReadonlySet<string> {
  return new Set(
    ingresses.flatMap(({ spec }) =>
      spec.tls.flatMap(({ hosts }) => (hosts.length > 0 ? hosts : spec.rules.map(({ host }) => host))),
    ),
  );
}

/** What paths begin with that are never sent to HTTPS. */
export function keptPlain(data: StringMap): readonly string[] {
  return (data['no-tls-redirect-locations'] ?? '/.well-known/acme-challenge')
    .split(',')
    .map((start) => start.trim())
    .filter((start) => start !== '');
}

/** Plain HTTP is sent to HTTPS where the host has TLS, unless it is switched off, or the path is one for certificates. */
function toHttps(
  { tls, http }: IngressRequest,
  { ingress }: Route,
  { annotation, value = 'true' }: Said,
  data: StringMap,
): Redirect | undefined {
  if (tls !== undefined || value !== 'true') return undefined;
  const { host, target } = effectiveTarget(http);
  const { path } = splitTarget(target);
  if (keptPlain(data).some((start) => path.startsWith(start))) return undefined;
  return {
    status: Number(data['ssl-redirect-code'] ?? 302),
    location: `https://${host ?? ''}${target}`,
    rule: {
      id: 'ingress-tls-redirect',
      object: ingressReference(ingress),
      path: annotation === undefined ? 'spec.tls' : annotationField(annotation),
    },
  };
}

/** The target in place of the path of the rule; what follows it is kept. Undefined where that is not documented. */
function rewritten({ match, text }: Route, path: string, target: string | undefined): string | undefined {
  if (target === undefined || match.kind === 'pattern') return undefined;
  const rest = path.slice(text.length);
  if (target.endsWith('/')) return target + rest.replace(/^\//, '');
  return rest === '' || rest.startsWith('/') ? target + rest : undefined;
}

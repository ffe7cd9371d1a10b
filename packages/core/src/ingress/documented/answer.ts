import { splitTarget } from '../../address/request-target.js';
import type { Cluster } from '../../cluster/cluster.js';
import type { ControllerProfile } from '../../controller/profile.js';
import type { Skip } from '../../trace/rule.js';
import type { Cause } from '../../trace/outcome.js';
import { type BackendLookup, byNumberOrName, leave, lookUpBackend } from '../backend.js';
import type { IngressDecision, IngressResult } from '../decision.js';
import { ingressLabel, ingressReference } from '../reference.js';
import type { IngressRequest } from '../request.js';
import { unknownHost, unknownPath } from '../unmatched.js';
import type { Documentation, Redirect } from './documentation.js';
import type { Route, StatedRoute } from './route.js';

/** A request and the routes that cover it. */
export interface Asked {
  readonly documentation: Documentation;
  readonly profile: ControllerProfile;
  readonly request: IngressRequest;
  readonly host: string;
  readonly path: string;
  /** The routes of the hosts that are asked, the most precise first. */
  readonly servers: readonly (readonly Route[])[];
  /** In the order in which they are tried. */
  readonly covering: readonly Route[];
}

/** A route with what its backend leads to. */
export interface Candidate {
  readonly route: Route;
  readonly found: BackendLookup | undefined;
}

/** The routes that cover a request, and of these those that the controller leaves out. */
export interface Candidates {
  readonly usable: readonly Candidate[];
  readonly left: readonly Candidate[];
}

/** What the routes that cover a request lead to. */
export function candidatesOf(view: Cluster, { documentation, covering }: Asked): Candidates {
  const usable: Candidate[] = [];
  const left: Candidate[] = [];
  for (const route of covering) {
    const found = lookUp(view, route);
    const isLeft = found === undefined || documentation.leavesOut(found);
    (isLeft ? left : usable).push({ route, found });
  }
  return { usable, left };
}

/** What a controller does with a request: the first route that it does not leave out takes it. */
export function answerOf(view: Cluster, asked: Asked): IngressDecision {
  const { documentation, request, path } = asked;
  const early = documentation.redirect(request, undefined);
  if (early !== undefined) return redirected(asked, early);
  const { usable, left } = candidatesOf(view, asked);
  const [first, ...others] = usable;
  if (first === undefined) return withoutRoute(view, asked, left);
  const { route } = first;
  const rival = others.find((other) => other.route.rank === route.rank && !isSameBackend(other, first));
  const redirect = documentation.redirect(request, route);
  if (redirect !== undefined) return redirected(asked, redirect, route);
  const rewritten = documentation.rewrite(route, path);
  return {
    server: serverOf(route.host),
    path,
    skipped: left.map(({ route: other }) => skipOf(other)),
    location: { path: route.text, pathType: route.pathType },
    ingress: ingressReference(route.ingress),
    rule: {
      id: documentation.rule ?? ruleOf(route),
      object: ingressReference(route.ingress),
      path: route.pathField,
    },
    assumptions: documentation.notFollowed(view, route),
    result:
      notRun(route) ??
      (rival === undefined
        ? resultOf(request, first.found, documentation.speaks(view, route), rewritten)
        : undecided(route, rival.route)),
  };
}

function ruleOf({ match }: Route): 'ingress-exact-path' | 'ingress-prefix-path' | 'ingress-pattern-path' {
  if (match.kind === 'exact') return 'ingress-exact-path';
  return match.kind === 'pattern' ? 'ingress-pattern-path' : 'ingress-prefix-path';
}

function serverOf(host: string): string {
  return host === '' ? '_' : host;
}

/** A resource is no backend. */
function lookUp(
  view: Cluster,
  { ingress, field, backend }: Pick<StatedRoute, 'ingress' | 'field' | 'backend'>,
): BackendLookup | undefined {
  return backend.kind === 'resource'
    ? undefined
    : lookUpBackend(view, { ingress, field, backend }, byNumberOrName);
}

function isSameBackend({ route: a }: Candidate, { route: b }: Candidate): boolean {
  return (
    a.ingress.metadata.namespace === b.ingress.metadata.namespace &&
    JSON.stringify(a.backend) === JSON.stringify(b.backend)
  );
}

/** Why a controller leaves a route out. */
export function skipOf({ ingress, pathField, backend }: Route): Skip {
  const code = backend.kind === 'resource' ? 'backend-is-resource' : 'backend-left-out';
  return { code, object: ingressReference(ingress), path: pathField };
}

function redirected({ path }: Asked, { status, location, rule }: Redirect, route?: Route): IngressDecision {
  const cause: Cause = {
    code: 'redirected-to-https',
    ...(rule.object === undefined ? {} : { object: rule.object }),
    ...(rule.path === undefined ? {} : { path: rule.path }),
    message: `The controller sends clients of plain HTTP to ${location}.`,
    fix: 'Ask with https.',
  };
  return {
    server: serverOf(route?.host ?? ''),
    path,
    skipped: [],
    ...(route === undefined ? {} : { ingress: ingressReference(route.ingress) }),
    rule,
    assumptions: [],
    result: { kind: 'response', status, headers: [{ name: 'location', value: location }], cause },
  };
}

function resultOf(
  { http }: IngressRequest,
  found: BackendLookup | undefined,
  protocol: 'HTTP' | 'HTTPS',
  rewritten?: string,
): IngressResult {
  const tls = protocol === 'HTTPS' ? ({ tls: { sni: null } } as const) : {};
  const { query } = splitTarget(http.target);
  const target =
    rewritten === undefined ? http.target : `${rewritten}${query === undefined ? '' : `?${query}`}`;
  const sent = { ...http, target };
  switch (found?.kind) {
    case 'found': {
      const { service, port, endpoints } = found;
      const backends = [{ service, port, endpoints, share: 1 }];
      return { kind: 'forward', backends, by: 'random', http: sent, protocol, ...tls };
    }
    case 'outside':
      return leave(found, { http: sent, ...tls });
    case 'missing':
      return { kind: 'response', status: 503, headers: [], cause: found.cause };
    case undefined:
      throw new TypeError('a resource is no backend');
    default:
      return found satisfies never;
  }
}

/** Whether an expression covers the path is not known where it cannot be run. */
function notRun({ match, ingress, pathField, text }: Route): IngressResult | undefined {
  if (match.kind !== 'pattern' || match.pattern.refusal === undefined) return undefined;
  return {
    kind: 'unknown',
    missing: 'regular expression',
    cause: {
      code: 'regex-not-supported',
      object: ingressReference(ingress),
      path: `${pathField}.path`,
      message: `The path ${text} of ${ingressLabel(ingress)} is a regular expression that cannot be run in linear time; whether it covers the request is not known.`,
      fix: 'Write the expression without look-around and back-references.',
    },
  };
}

/** Two routes are tried at the same place, and no documentation says which is first. */
function undecided(route: Route, rival: Route): IngressResult {
  return {
    kind: 'unknown',
    missing: 'order of routes',
    cause: {
      code: 'route-order-not-documented',
      object: ingressReference(route.ingress),
      path: route.pathField,
      message: `${ingressLabel(route.ingress)} and ${ingressLabel(rival.ingress)} (${rival.pathField}) have paths of the same priority; which takes the request is not documented.`,
      fix: 'Give the paths different priorities, or leave one out.',
    },
  };
}

/** No route takes the request: the default backend of an Ingress does, or the controller answers 404. */
function withoutRoute(view: Cluster, asked: Asked, left: readonly Candidate[]): IngressDecision {
  const { documentation, profile, request, host, path, servers } = asked;
  const skipped = left.map(({ route }) => skipOf(route));
  const base = { server: serverOf(servers[0]?.[0]?.host ?? ''), path, skipped };
  const { fallback } = documentation;
  const found = fallback === undefined ? undefined : lookUp(view, fallback);
  if (fallback !== undefined && found !== undefined && !documentation.leavesOut(found)) {
    const ingress = ingressReference(fallback.ingress);
    return {
      ...base,
      ingress,
      rule: { id: 'ingress-default-backend', object: ingress, path: fallback.field },
      assumptions: documentation.notFollowed(view, fallback),
      result: resultOf(request, found, documentation.speaks(view, fallback)),
    };
  }
  const routes = servers.flat();
  const cause =
    left.map(causeOf).find((each) => each !== undefined) ??
    documentation.whyNot?.(request, host, path) ??
    (servers.length === 0
      ? unknownHost(view, profile, host, hostsOf(documentation))
      : unknownPath(servers[0]?.[0]?.host ?? '', path, routes));
  return {
    ...base,
    rule: { id: 'controller-default-backend' },
    assumptions: [],
    result: { kind: 'response', status: 404, headers: [], cause },
  };
}

function hostsOf({ routes }: Documentation): readonly string[] {
  return [...new Set(routes.map(({ host }) => host))].filter((host) => host !== '');
}

/** What the client of a route that is left out is told. */
function causeOf({ route, found }: Candidate): Cause | undefined {
  if (found?.kind === 'missing') return found.cause;
  if (found !== undefined) return { ...found, code: 'backend-outside-cluster', message: outsideText(route) };
  return {
    code: 'backend-is-resource',
    object: ingressReference(route.ingress),
    path: `${route.field}.resource`,
    message: `${ingressLabel(route.ingress)} leads to a resource; the controller leaves the path out.`,
    fix: 'Lead the path to a Service.',
  };
}

function outsideText({ ingress }: Route): string {
  return `${ingressLabel(ingress)} leads to a Service of type ExternalName, which the controller does not allow.`;
}

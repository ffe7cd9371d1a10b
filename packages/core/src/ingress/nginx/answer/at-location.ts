import type { Cause } from '../../../trace/outcome.js';
import type { Rule } from '../../../trace/rule.js';
import { ingressLabel, ingressReference } from '../../reference.js';
import { denial } from '../annotation/annotations.js';
import { accessDenied, whyNotDenied } from './access.js';
import { redirectTo, respond, type NginxAnswer } from './answer.js';
import { deciding, type AskedLocation } from './asked.js';
import { withErrorPages } from './error-pages.js';
import { forwardToDefault, forwardToName, forwardToStandIn, forwardToUpstream } from './forward.js';
import { withGrpcAssumption } from './grpc.js';
import { whyNotFound } from './not-found.js';
import { annotationRedirect, slashRedirect, tlsRedirect, whyNoTlsRedirect } from './redirects.js';
import { withResponseHeaders } from './response-headers.js';
import { rewritePath, type Rewrite } from './rewrite.js';
import { controllerDefault, standInOf, upstreamEndpoints } from './upstream-endpoints.js';

/**
 * What the location does that took a request, in the order of nginx's phases: answers and redirects of the rewrite
 * phase, the redirect to HTTPS, backends without endpoints, source ranges, the backend.
 *
 * @see nginx.org docs/dev/development_guide.html, Phases
 */
export function answerAtLocation(asked: AskedLocation): NginxAnswer {
  return withResponseHeaders(asked, decide(asked));
}

function decide(asked: AskedLocation): NginxAnswer {
  const { matched } = asked;
  if (matched.kind === 'refused') return patternRefused(asked);
  if (matched.kind === 'slash') return slashRedirect(asked);
  const early = locationDenied(asked) ?? annotationRedirect(asked);
  if (early !== undefined) return early;
  const rewrite = rewritePath(asked);
  if (rewrite.kind === 'variable-unknown') return variableUnknown(asked, rewrite.name);
  if (rewrite.kind === 'empty') return rewrittenToNothing(asked);
  if (rewrite.kind === 'redirect') return rewriteRedirect(asked, rewrite.url);
  return (
    tlsRedirect(asked) ??
    withSkipped(asked, withErrorPages(asked, withGrpcAssumption(asked, toBackend(asked, rewrite))))
  );
}

/** On plain HTTP it is told why there was no redirect; where the request goes on, that no list denied it. */
function withSkipped(asked: AskedLocation, answer: NginxAnswer): NginxAnswer {
  const { kind } = answer.result;
  const redirect = asked.request.passScheme === 'http' ? whyNoTlsRedirect(asked) : undefined;
  const miss = kind === 'forward' || kind === 'left' ? whyNotDenied(asked) : undefined;
  if (redirect === undefined && miss === undefined) return answer;
  const skips = [redirect, miss].filter((skip) => skip !== undefined);
  return { ...answer, skipped: [...skips, ...(answer.skipped ?? [])] };
}

function toBackend(asked: AskedLocation, rewrite: Rewrite): NginxAnswer {
  const { view, configuration, matched } = asked;
  const { location } = matched;
  const upstream =
    location.upstream === undefined ? undefined : configuration.upstreams.get(location.upstream);
  const rule = ruleOf(asked);
  if (upstream === undefined) return accessDenied(asked) ?? toDefault(asked, rewrite);
  const found = upstreamEndpoints(view, upstream);
  switch (found.kind) {
    case 'found':
      return accessDenied(asked) ?? { rule, ...forwardToUpstream(asked, upstream, found, rewrite) };
    case 'outside':
      return accessDenied(asked) ?? { rule, result: forwardToName(asked, found, rewrite) };
    case 'missing': {
      const standIn = standInOf(view, location);
      if (standIn === undefined) return respond(rule, 503, found.cause);
      return accessDenied(asked) ?? { rule, result: forwardToStandIn(asked, standIn, rewrite) };
    }
    default:
      return found satisfies never;
  }
}

/** The Service of the flag `--default-backend-service`, or the controller's own 404. */
function toDefault(asked: AskedLocation, rewrite: Rewrite): NginxAnswer {
  const found = controllerDefault(asked.view, asked.configuration.profile);
  const rule: Rule = { id: 'controller-default-backend' };
  if (found === undefined) {
    const { cause, ...rest } = whyNotFound(asked);
    return { ...respond(rule, 404, cause), ...rest };
  }
  return { rule, result: forwardToDefault(asked, found, rewrite) };
}

/** The rule by which the location took the request. */
function ruleOf({ server, matched }: AskedLocation): Rule {
  const { location } = matched;
  const at = {
    ...(location.ingress === undefined ? {} : { object: ingressReference(location.ingress) }),
    ...(location.field === undefined ? {} : { path: location.field }),
  };
  if (location.field === 'spec.defaultBackend') return { id: 'ingress-default-backend', ...at };
  if (server.table.patterns.some((entry) => entry.location === location))
    return { id: 'ingress-pattern-path', ...at };
  return { id: location.pathType === 'Exact' ? 'ingress-exact-path' : 'ingress-prefix-path', ...at };
}

/** An annotation that would restrict access, and that cannot be read, closes the location. */
function locationDenied({ configuration, matched }: AskedLocation): NginxAnswer | undefined {
  const { location } = matched;
  const bad = denial(location.annotations);
  if (bad === undefined) return undefined;
  const by = deciding(location, configuration, bad.name);
  return respond({ id: 'ingress-source-ranges', ...by }, 503, {
    code: 'location-denied',
    ...by,
    message: `The value of the annotation ${bad.name} cannot be read, so the controller answers 503 to everybody.`,
    fix: 'Write addresses and ranges with commas between them.',
  });
}

function rewriteRedirect({ configuration, request, matched }: AskedLocation, url: string): NginxAnswer {
  const by = deciding(matched.location, configuration, 'rewrite-target');
  const { args } = request.target;
  return redirectTo({ id: 'ingress-redirect-annotation', ...by }, 302, args === '' ? url : `${url}?${args}`, {
    code: 'redirected-by-annotation',
    ...by,
    message: 'The rewrite target is a whole URL, so nginx sends the client there.',
    fix: 'Write a path as the rewrite target.',
  });
}

/** @see nginx/nginx src/http/modules/ngx_http_script.c, ngx_http_script_regex_end_code: the rewritten URI has a zero length */
function rewrittenToNothing({ configuration, matched }: AskedLocation): NginxAnswer {
  const by = deciding(matched.location, configuration, 'rewrite-target');
  return respond({ id: 'ingress-pattern-path', ...by }, 500, {
    code: 'rewritten-to-nothing',
    ...by,
    message: `The rewrite target ${matched.location.annotations.rewriteTarget} leaves nothing of the path, which nginx answers with 500.`,
    fix: 'Begin the rewrite target with a slash.',
  });
}

function unknown(rule: Rule, missing: string, cause: Cause): NginxAnswer {
  return { rule, result: { kind: 'unknown', missing, cause } };
}

function variableUnknown({ configuration, matched }: AskedLocation, name: string): NginxAnswer {
  const by = deciding(matched.location, configuration, 'rewrite-target');
  return unknown({ id: 'ingress-pattern-path', ...by }, 'nginx variable', {
    code: 'nginx-variable-not-modelled',
    ...by,
    message: `The rewrite target uses the variable $${name}, which is not modelled. If nginx does not know it either, it refuses the whole configuration.`,
    fix: 'Use captures $1 to $9, or $host, $request_method, $scheme, $uri and $args.',
  });
}

function patternRefused({ matched }: AskedLocation): NginxAnswer {
  const { ingress, field, path } = matched.location;
  const by = {
    ...(ingress === undefined ? {} : { object: ingressReference(ingress) }),
    ...(field === undefined ? {} : { path: `${field}.path` }),
  };
  return unknown({ id: 'pattern-not-run', ...by }, 'regular expression', {
    code: 'regex-not-supported',
    ...by,
    message: `${ingress === undefined ? 'A location' : ingressLabel(ingress)} has the path ${path}, a regular expression that cannot be run in linear time.`,
    fix: 'Write the expression without look-around, back-references and possessive quantifiers.',
  });
}

import type { Cause } from '../../../trace/outcome.js';
import type { Rule } from '../../../trace/rule.js';
import type { ErrorPage } from '../../decision.js';
import type { NginxAnswer } from './answer.js';
import { deciding, type AskedLocation } from './asked.js';
import { backendRequest } from './backend-request.js';
import { errorHeaders, forwardedWithErrors, headersWith } from './error-headers.js';
import { sendTo } from './forward.js';
import { headersToBackend } from './forwarded-headers.js';
import { whyNotFound } from './not-found.js';
import { controllerDefault, errorUpstream, standInOf } from './upstream-endpoints.js';

/**
 * `custom-http-errors`: in place of the errors that it lists the client gets what the default backend answers, be they
 * nginx's own or, unless that is switched off, those of the backend.
 *
 * @see kubernetes/ingress-nginx docs/user-guide/custom-errors.md
 */
export function withErrorPages(asked: AskedLocation, answer: NginxAnswer): NginxAnswer {
  const { customErrors, interceptsErrors } = asked.matched.location.annotations;
  const { result, rule } = answer;
  if (customErrors.length === 0) return answer;
  if (result.kind === 'forward' || result.kind === 'left') {
    if (!interceptsErrors) return answer;
    const pages = customErrors.map((status) => errorPage(asked, status));
    return { ...answer, result: { ...result, errorPages: pages } };
  }
  if (result.kind !== 'response' || !customErrors.includes(result.status)) return answer;
  const isProxied = rule.id === 'controller-default-backend';
  return isProxied && !interceptsErrors
    ? answer
    : { ...answer, result: errorPage(asked, result.status).result };
}

function errorPage(asked: AskedLocation, status: number): ErrorPage {
  return {
    status,
    location: `@custom_${errorUpstream(asked.view, asked.matched.location)}_${status}`,
    rule: { id: 'ingress-error-page', ...decidingErrors(asked) },
    result: errorAnswer(asked, status),
  };
}

/** The annotation that lists the errors, or the ConfigMap that does so for all. */
function decidingErrors({ configuration, matched }: AskedLocation): Pick<Rule, 'object' | 'path'> {
  const { profile } = configuration;
  const own = deciding(matched.location, configuration, 'custom-http-errors');
  const isOwn =
    matched.location.ingress?.metadata.annotations[`${profile.annotationPrefix}/custom-http-errors`] !==
    undefined;
  const map = profile.configMap?.metadata;
  return isOwn || map === undefined
    ? own
    : {
        object: { kind: 'ConfigMap', namespace: map.namespace, name: map.name },
        path: 'data[custom-http-errors]',
      };
}

/** The default backend is asked for the root, and told what happened; without one the controller answers 404. */
function errorAnswer(asked: AskedLocation, status: number): ErrorPage['result'] {
  const { view, configuration, request, matched } = asked;
  const found = standInOf(view, matched.location) ?? controllerDefault(view, configuration.profile);
  if (found === undefined) {
    const isNotFound = matched.location.upstream === undefined;
    const cause = isNotFound ? whyNotFound(asked).cause : withoutErrorBackend(asked, status);
    return { kind: 'response', status: 404, headers: [], cause };
  }
  const http = backendRequest(asked, { kind: 'rewritten', path: '/' }, []);
  const forwarded = forwardedWithErrors(configuration.settings.forwardedHeaders);
  const headers = headersToBackend(asked, headersWith(asked, errorHeaders, status), forwarded);
  return sendTo(found, { ...http, version: '1.1', host: request.bestHost, headers }, 'HTTP');
}

function withoutErrorBackend(asked: AskedLocation, status: number): Cause {
  return {
    code: 'error-backend-missing',
    ...decidingErrors(asked),
    message: `custom-http-errors has the default backend answer in place of ${status}; there is none, so the controller answers 404.`,
    fix: `Set the annotation default-backend to a Service with endpoints, or take ${status} out of custom-http-errors.`,
  };
}

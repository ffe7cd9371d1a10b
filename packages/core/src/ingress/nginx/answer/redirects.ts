import { urlStart } from '../../grpc-request.js';
import { ingressReference } from '../../reference.js';
import { redirectTo, respond, type NginxAnswer } from './answer.js';
import { deciding, type AskedLocation, type AskedServer } from './asked.js';
import { catchAll } from '../configuration/servers.js';
import { escapePath } from '../request/escape.js';
import type { LocationMatch } from '../location/location-table.js';
import type { NginxSettings } from '../configuration/settings.js';
import type { NginxConfiguration } from '../configuration/configuration.js';
import type { NginxRequest } from '../request/nginx-request.js';
import type { Skip } from '../../../trace/rule.js';
import type { WwwServer } from '../configuration/virtual-servers.js';

/** The other name of a host is sent to the host itself. @see kubernetes/ingress-nginx rootfs/etc/nginx/lua/nginx/ngx_srv_redirect.lua */
export function wwwRedirect(
  server: WwwServer,
  { settings, profile }: NginxConfiguration,
  { target, passScheme, passPort }: NginxRequest,
): NginxAnswer {
  const url = `${passScheme}://${server.to}:${passPort}${withoutLastSlash(target.raw)}`;
  const path = `metadata.annotations[${profile.annotationPrefix}/from-to-www-redirect]`;
  const by = server.ingress === undefined ? { path } : { object: server.ingress, path };
  return redirectTo({ id: 'ingress-www-redirect', ...by }, settings.redirectCode, url, {
    code: 'redirected-by-annotation',
    ...by,
    message: `Requests for ${server.host} are sent to ${server.to}.`,
  });
}

/** `app-root` counts for the server as a whole. @see kubernetes/ingress-nginx rootfs/etc/nginx/template/nginx.tmpl */
export function appRootRedirect({ configuration, request, server }: AskedServer): NginxAnswer | undefined {
  const location = server.appRoot;
  if (location === undefined || request.target.path !== '/') return undefined;
  const { appRoot } = location.annotations;
  const by = deciding(location, configuration, 'app-root');
  const url = `${request.scheme}://${request.http.host ?? ''}${appRoot}`;
  return redirectTo({ id: 'ingress-app-root', ...by }, 302, url, {
    code: 'redirected-by-annotation',
    ...by,
    message: `Requests for / of host ${server.host} are sent to ${appRoot}.`,
  });
}

/** A location that ends in a slash sends requests without it there. */
export function slashRedirect({ request, matched }: AskedLocation): NginxAnswer {
  const { location } = matched;
  const { scheme, target, http } = request;
  // A client that names no host is sent to the address of the pod, which the request does not tell.
  const host = http.host === null && request.host === catchAll ? '*' : request.host;
  const query = target.args === '' ? '' : `?${target.args}`;
  const by = {
    ...(location.ingress === undefined ? {} : { object: ingressReference(location.ingress) }),
    ...(location.field === undefined ? {} : { path: `${location.field}.path` }),
  };
  return redirectTo(
    { id: 'ingress-slash-redirect', ...by },
    301,
    `${scheme}://${host}${escapePath(`${target.path}/`)}${query}`,
    {
      code: 'redirected-to-slash',
      ...by,
      message: `The path ${location.path} ends in a slash, so nginx sends requests without it there.`,
      fix: 'Write the path without its final slash to serve both.',
    },
  );
}

/** `temporal-redirect` and `permanent-redirect` send every request of the location to one URL. */
export function annotationRedirect({ configuration, matched }: AskedLocation): NginxAnswer | undefined {
  const { redirect } = matched.location.annotations;
  if (redirect === undefined) return undefined;
  const { annotation, code, url } = redirect;
  const by = deciding(matched.location, configuration, annotation);
  const rule = { id: 'ingress-redirect-annotation', ...by } as const;
  if (!redirectCodes.has(code)) {
    return respond(rule, code, {
      code: 'redirected-by-annotation',
      ...by,
      message: `The annotation ${annotation} answers every request of this path with ${code}; nginx writes ${url} into the body, and no Location.`,
      fix: `Set ${annotation}-code to 301, 302, 303, 307 or 308.`,
    });
  }
  return redirectTo(rule, code, url, {
    code: 'redirected-by-annotation',
    ...by,
    message: `The annotation ${annotation} sends every request of this path to ${url}.`,
  });
}

/** The codes with which `return` sends a client elsewhere. @see nginx/nginx src/http/ngx_http_core_module.c, ngx_http_send_response */
const redirectCodes: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Plain HTTP is sent to HTTPS by force, or where the host is served over TLS. @see kubernetes/ingress-nginx rootfs/etc/nginx/lua/lua_ingress.lua, redirect_to_https */
export function tlsRedirect(asked: AskedLocation): NginxAnswer | undefined {
  const { configuration, request, matched } = asked;
  if (request.passScheme !== 'http' || whyNoTlsRedirect(asked) !== undefined) return undefined;
  const { preserveTrailingSlash, forceSslRedirect } = matched.location.annotations;
  const uri = preserveTrailingSlash ? request.target.raw : withoutLastSlash(request.target.raw);
  const url = `https://${request.bestHost.split(':')[0] ?? ''}${uri}`;
  const code = configuration.settings.redirectCode;
  const start = urlStart(request.http, true);
  if (forceSslRedirect) {
    const by = deciding(matched.location, configuration, 'force-ssl-redirect');
    return redirectTo({ id: 'ingress-tls-redirect', ...by }, code, url, {
      code: 'redirected-to-https',
      ...by,
      message: 'Plain HTTP is sent to HTTPS, because force-ssl-redirect says so.',
      fix: `Ask with ${start}, or switch force-ssl-redirect off.`,
    });
  }
  const certificate = configuration.certificates.byHost.match(request.host);
  const by =
    certificate?.ingress === undefined
      ? {}
      : { object: certificate.ingress, path: certificate.field ?? 'spec.tls' };
  const answer = redirectTo({ id: 'ingress-tls-redirect', ...by }, code, url, {
    code: 'redirected-to-https',
    ...by,
    message: `Plain HTTP is sent to HTTPS, because host ${request.host} is served over TLS.`,
    fix: `Ask with ${start}, or set the annotation ${configuration.profile.annotationPrefix}/ssl-redirect to "false".`,
  });
  return certificate?.problem === undefined ? answer : { ...answer, assumptions: [certificate.problem] };
}

/** Why a request in plain HTTP is not sent to HTTPS; undefined when it is. */
export function whyNoTlsRedirect({ configuration, request, matched }: AskedLocation): Skip | undefined {
  const when = tlsRedirectWhen(matched, configuration.settings);
  switch (when) {
    case 'always':
      return undefined;
    case 'with-certificate': {
      const isServed = configuration.certificates.byHost.match(request.host) !== undefined;
      return isServed ? undefined : { code: 'no-tls-redirect-without-certificate' };
    }
    case 'exempt':
      return { code: 'no-tls-redirect' };
    case 'switched-off':
      return { code: 'no-tls-redirect', ...deciding(matched.location, configuration, 'ssl-redirect') };
    default:
      return when satisfies never;
  }
}

/** When a location sends plain HTTP to HTTPS: a host with a certificate is one that is served over TLS. */
export function tlsRedirectWhen(
  { location: { annotations }, path }: Pick<LocationMatch, 'location' | 'path'>,
  { noTlsRedirect }: NginxSettings,
): 'always' | 'with-certificate' | 'exempt' | 'switched-off' {
  if (noTlsRedirect.some((prefix) => path.startsWith(prefix))) return 'exempt';
  if (annotations.forceSslRedirect) return 'always';
  return annotations.sslRedirect ? 'with-certificate' : 'switched-off';
}

function withoutLastSlash(uri: string): string {
  return uri.endsWith('/') ? uri.slice(0, -1) : uri;
}

import { denial } from '../../ingress/nginx/annotation/annotations.js';
import { errorUpstream } from '../../ingress/nginx/answer/upstream-endpoints.js';
import { standInHeaders } from '../../ingress/nginx/answer/error-headers.js';
import { rewriteDirectives } from '../../ingress/nginx/answer/rewrite.js';
import { locationVariables, type NginxLocation } from '../../ingress/nginx/location/location.js';
import type { NamedLocation } from '../../ingress/nginx/location/location-table.js';
import { ingressLabel } from '../../ingress/reference.js';
import { setCookieVariable } from './affinity-maps.js';
import { backendPlan, type BackendPlan } from './backend-plan.js';
import { literal, pattern, word, type Block, type Statement } from './nginx-text.js';
import { headerLine, proxyHeaders } from './proxy-headers.js';
import { proxyLimits } from './proxy-limits.js';
import { proxyModule, proxyPass, type ProxyModule } from './proxy-pass.js';
import type { Rendering } from './rendering.js';
import { tlsRedirect } from './tls-redirect.js';

/**
 * A location of a server: what it answers itself, who may ask, and where it sends requests.
 *
 * @see kubernetes/ingress-nginx rootfs/etc/nginx/template/nginx.tmpl
 */
export function locationBlock(rendering: Rendering, written: NamedLocation): Block {
  const { ingress, field } = written.location;
  const owner = ingress === undefined ? [] : [`# ${ingressLabel(ingress)}, ${field ?? ''}`];
  return {
    head: `location ${written.name}`,
    body: [
      ...owner,
      ...variables(written.location),
      ...section(addedHeaders(rendering, written.location)),
      ...body(rendering, written),
    ],
  };
}

/** Redirects, answers in place of backends and access logs use these. */
function variables(location: NginxLocation): readonly string[] {
  return Object.entries(locationVariables(location)).map(
    ([name, value]) => `set $${name} ${value === '' ? '""' : literal(value)};`,
  );
}

function body(rendering: Rendering, written: NamedLocation): readonly Statement[] {
  const { location } = written;
  const { redirect } = location.annotations;
  const denied = denial(location.annotations);
  if (denied !== undefined) {
    return ['', `# The value of the annotation ${denied.name} cannot be read.`, 'return 503;'];
  }
  const rewrites = rewritesOf(rendering, written);
  const plan = backendPlan(rendering, location);
  return [
    ...section(redirect === undefined ? [] : [`return ${redirect.code} ${word(redirect.url)};`]),
    ...section(rewrites.redirecting),
    ...section(tlsRedirect(rendering, written)),
    ...section(plan.kind === 'missing' ? [`# ${plan.reason}`, 'return 503;'] : []),
    ...toBackend(rendering, location, plan, rewrites.rewriting),
  ];
}

function section(statements: readonly Statement[]): readonly Statement[] {
  return statements.length === 0 ? [] : ['', ...statements];
}

/** A rewrite to a whole URL redirects before anything else is looked at. */
function rewritesOf(
  { configuration }: Rendering,
  written: NamedLocation,
): { readonly redirecting: readonly string[]; readonly rewriting: readonly string[] } {
  const { line } = configuration.settings;
  const directives = rewriteDirectives(written, line);
  const write = (redirects: boolean): readonly string[] =>
    directives
      .filter((directive) => directive.redirects === redirects)
      .map(({ source, target }) => {
        const found = line.quotesPatterns ? pattern(source) : word(source);
        return `rewrite ${found} ${word(target)} break;`;
      });
  return { redirecting: write(true), rewriting: write(false) };
}

/** What is sent where. A location that answers itself has this too, so that nginx treats its final slash alike. */
function toBackend(
  rendering: Rendering,
  location: NginxLocation,
  plan: BackendPlan,
  rewrites: readonly string[],
): readonly Statement[] {
  const module = proxyModule(location);
  return [
    ...section(accessRules(location)),
    '',
    ...proxyHeaders(rendering, location, module, rewrites.length > 0),
    ...(plan.kind === 'stand-in' ? standIn(module) : []),
    '',
    ...proxyLimits(rendering, location, module),
    ...section(errorPages(rendering, location, module)),
    ...section(rewrites),
    '',
    ...proxyPass(rendering, location, plan),
  ];
}

function standIn(module: ProxyModule): readonly string[] {
  return [
    headerLine(module, 'X-Code', '503'),
    ...standInHeaders.map(({ name, variable }) => headerLine(module, name, `$${variable}`)),
  ];
}

function errorPages({ cluster }: Rendering, location: NginxLocation, module: ProxyModule): readonly string[] {
  const { customErrors, interceptsErrors } = location.annotations;
  if (customErrors.length === 0) return [];
  const upstream = errorUpstream(cluster, location);
  return [
    ...(interceptsErrors ? [`${module}_intercept_errors on;`] : []),
    ...customErrors.map((code) => `error_page ${code} = @custom_${upstream}_${code};`),
  ];
}

/** The ranges of addresses that are refused, then those that are let in. */
function accessRules({ annotations: { deniedRanges, allowedRanges } }: NginxLocation): readonly string[] {
  return [
    ...deniedRanges.map((range) => `deny ${range};`),
    ...allowedRanges.map((range) => `allow ${range};`),
    ...(allowedRanges.length === 0 ? [] : ['deny all;']),
  ];
}

function addedHeaders(rendering: Rendering, location: NginxLocation): readonly string[] {
  const cookie = setCookieVariable(rendering, location);
  const { hsts } = rendering.configuration.settings;
  return [
    ...(cookie === undefined ? [] : [`add_header Set-Cookie ${cookie} always;`]),
    ...(hsts === '' ? [] : ['add_header Strict-Transport-Security $transport_security always;']),
  ];
}

import { defaultUpstream } from '../../ingress/nginx/answer/upstream-endpoints.js';
import type { NginxLocation } from '../../ingress/nginx/location/location.js';
import type { BackendPlan } from './backend-plan.js';
import type { Rendering } from './rendering.js';

/** The module of nginx that speaks to a backend; its directives begin with this. */
export type ProxyModule = 'proxy' | 'grpc' | 'fastcgi';

/** The module by which a location speaks to its backend. The controller's default backend is asked by plain HTTP. */
export function proxyModule({ annotations: { backendProtocol }, upstream }: NginxLocation): ProxyModule {
  if (upstream === undefined) return 'proxy';
  if (backendProtocol === 'FCGI') return 'fastcgi';
  return backendProtocol.startsWith('GRPC') ? 'grpc' : 'proxy';
}

/** Sends a request to its backend. @see kubernetes/ingress-nginx internal/ingress/controller/template/template.go, buildProxyPass */
export function proxyPass(
  { configuration }: Rendering,
  location: NginxLocation,
  plan: BackendPlan,
): readonly string[] {
  const module = proxyModule(location);
  const isPassedThrough = configuration.passthrough.upstreams.has(location.upstream ?? '');
  const to = `${scheme(location, isPassedThrough)}${destination(plan)}`;
  return [
    // A name that stands in a variable is resolved when it is asked, not when the configuration is loaded.
    ...(plan.kind === 'outside' ? [`set $outside ${plan.to};`] : []),
    `${module}_pass ${to};`,
    ...(module === 'proxy' ? ['proxy_redirect off;'] : []),
  ];
}

function destination(plan: BackendPlan): string {
  switch (plan.kind) {
    case 'upstream':
    case 'stand-in':
      return plan.name;
    case 'canary':
      return plan.variable;
    case 'outside':
      return '$outside';
    case 'missing':
      return defaultUpstream;
    default:
      return plan satisfies never;
  }
}

/** A Service that TLS is passed through to speaks TLS to nginx too. */
function scheme(
  { annotations: { backendProtocol }, upstream }: NginxLocation,
  isPassedThrough: boolean,
): string {
  if (upstream === undefined) return 'http://';
  if (isPassedThrough) return backendProtocol === 'GRPCS' ? 'grpcs://' : 'https://';
  switch (backendProtocol) {
    case 'AUTO_HTTP':
      return '$scheme://';
    case 'FCGI':
      return '';
    default:
      return `${backendProtocol.toLowerCase()}://`;
  }
}

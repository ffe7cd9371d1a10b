import type { TlsView } from '../../../request/packet.js';
import type { BackendProtocol } from '../../decision.js';
import type { AskedLocation } from './asked.js';

/**
 * How nginx speaks to the backend of a location. A backend that TLS is passed through to speaks TLS to nginx too.
 *
 * @see kubernetes/ingress-nginx internal/ingress/controller/template/template.go, buildProxyPass
 */
export function protocolTo({ configuration, request, matched }: AskedLocation): BackendProtocol {
  const { annotations, upstream = '' } = matched.location;
  const { backendProtocol } = annotations;
  if (configuration.passthrough.upstreams.has(upstream))
    return backendProtocol === 'GRPCS' ? 'GRPCS' : 'HTTPS';
  if (backendProtocol === 'AUTO_HTTP') return request.scheme === 'https' ? 'HTTPS' : 'HTTP';
  return backendProtocol;
}

/** Whether requests go over HTTP/2. @see nginx.org docs/http/ngx_http_grpc_module.html */
export function isGrpc(protocol: BackendProtocol): boolean {
  return protocol === 'GRPC' || protocol === 'GRPCS';
}

/** The client hello of nginx to a backend: it names no server. @see nginx.org docs/http/ngx_http_proxy_module.html#proxy_ssl_server_name */
export function helloTo(protocol: BackendProtocol): { readonly tls?: TlsView } {
  return protocol === 'HTTPS' || protocol === 'GRPCS' ? { tls: { sni: null, insecure: true } } : {};
}

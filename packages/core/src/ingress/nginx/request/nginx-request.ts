import { isInAny } from '../../../address/cidr.js';
import type { HttpView } from '../../../request/packet.js';
import type { Cause } from '../../../trace/outcome.js';
import type { IngressResult } from '../../decision.js';
import type { IngressRequest } from '../../request.js';
import { clientBehind } from './client-address.js';
import { headerOf } from './header.js';
import { readHost } from './host.js';
import { agreedHttp } from './http2.js';
import { readProxyLine, type ProxyLine } from './proxy-line.js';
import { catchAll } from '../configuration/servers.js';
import type { NginxSettings } from '../configuration/settings.js';
import { readTarget, type NginxTarget } from './target.js';

/** A request as nginx and the controller's own code see it. */
export interface NginxRequest {
  readonly http: HttpView;
  readonly target: NginxTarget;
  /** `$host`; `_` for a request without host. */
  readonly host: string;
  readonly scheme: 'http' | 'https';
  /** `$server_port`. */
  readonly port: number;
  /** `$remote_addr`: the client behind proxies that are trusted. */
  readonly client: string;
  /** `$best_http_host`: what the backend gets as Host. */
  readonly bestHost: string;
  /** `$pass_access_scheme`: what the client is taken to have asked with. */
  readonly passScheme: string;
  /** `$pass_port`. */
  readonly passPort: string;
}

/** Reads a request, or says what it is answered before any server is looked for. */
export function readNginxRequest(
  request: IngressRequest,
  settings: NginxSettings,
): NginxRequest | IngressResult {
  const proxy = proxyLine(request, settings);
  if (proxy === 'missing') return { kind: 'closed', cause: proxyProtocolMissing };
  if (proxy === 'unexpected') return refuse('The PROXY protocol line is no HTTP request.', unexpectedFix);
  const http = agreedHttp(request, settings);
  if ('kind' in http) return http;
  const target = readTarget(http.target);
  if (target === undefined) {
    return refuse(
      `The request target ${JSON.stringify(http.target)} is malformed, or climbs above the root.`,
    );
  }
  const host = hostOf(http, target);
  if (host === undefined)
    return refuse(`The Host header ${JSON.stringify(http.host)} is malformed or missing.`);
  if (http.method === 'TRACE' || http.method === 'CONNECT') {
    return { kind: 'response', status: 405, headers: [], cause: methodNotAllowed(http.method) };
  }
  return { ...passed(request, settings, proxy, host), http, target, host };
}

/** Where the PROXY protocol is spoken, it is spoken on every connection. */
function proxyLine(
  { proxyProtocol }: IngressRequest,
  settings: NginxSettings,
): ProxyLine | 'missing' | 'unexpected' | undefined {
  if (!settings.useProxyProtocol) return proxyProtocol === undefined ? undefined : 'unexpected';
  return (proxyProtocol === undefined ? undefined : readProxyLine(proxyProtocol)) ?? 'missing';
}

/** The host of a target in absolute form counts before the Host header, which must be there all the same. */
function hostOf({ host, version }: HttpView, target: NginxTarget): string | undefined {
  const named = host === null ? undefined : readHost(host);
  if (host === null ? version !== '1.0' : named === undefined) return undefined;
  return target.host === undefined ? (named ?? catchAll) : readHost(target.host);
}

/** What is passed on about the client's own request. @see kubernetes/ingress-nginx rootfs/etc/nginx/lua/lua_ingress.lua, rewrite */
function passed(
  { http, tls, port, client: peer }: IngressRequest,
  settings: NginxSettings,
  proxy: ProxyLine | undefined,
  host: string,
): Omit<NginxRequest, 'http' | 'target' | 'host'> {
  const scheme = tls === undefined ? 'http' : 'https';
  const trusted = (name: string): string | undefined =>
    settings.useForwardedHeaders ? headerOf(http.headers, name) : undefined;
  const forwardedHost = trusted('x-forwarded-host')?.split(',')[0];
  const asked = trusted('x-forwarded-port') ?? String(proxy?.serverPort ?? port);
  return {
    scheme,
    port,
    client: clientOf(peer, trusted('x-forwarded-for'), settings, proxy),
    bestHost: forwardedHost ?? http.host ?? host,
    passScheme: proxy?.serverPort === 443 ? 'https' : (trusted('x-forwarded-proto') ?? scheme),
    passPort: asked === String(settings.httpsPort) ? '443' : asked,
  };
}

function clientOf(
  peer: string,
  forwarded: string | undefined,
  { trustedRanges }: NginxSettings,
  proxy: ProxyLine | undefined,
): string {
  const sender = proxy !== undefined && isInAny(trustedRanges, peer) ? proxy.client : peer;
  return forwarded === undefined ? sender : clientBehind(sender, forwarded, trustedRanges);
}

function refuse(message: string, fix?: string): IngressResult {
  const cause: Cause = { code: 'request-refused', message, ...(fix === undefined ? {} : { fix }) };
  return { kind: 'response', status: 400, headers: [], cause };
}

const unexpectedFix =
  'Set use-proxy-protocol in the ConfigMap of the controller, or switch it off in front of it.';

const proxyProtocolMissing: Cause = {
  code: 'proxy-protocol-missing',
  message: 'The controller expects a PROXY protocol line first, and closes the connection without one.',
  fix: 'Let the load balancer speak the PROXY protocol, or unset use-proxy-protocol in the ConfigMap of the controller.',
};

function methodNotAllowed(method: string): Cause {
  return { code: 'method-not-allowed', message: `nginx does not take requests of method ${method}.` };
}

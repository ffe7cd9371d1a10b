import type { ControllerProfile } from '../controller/profile.js';
import type { HttpView } from '../request/packet.js';
import type { IngressDecision, IngressResult } from './decision.js';
import { urlStart } from './grpc-request.js';
import type { IngressRequest } from './request.js';

/**
 * What comes of TLS on a port for plain HTTP, and the other way round; undefined where the port fits.
 *
 * @throws {RangeError} for a port on which the controller takes nothing
 */
export function wrongPort(profile: ControllerProfile, request: IngressRequest): IngressDecision | undefined {
  const { port, tls, http } = request;
  const isForTls = profile.httpsPorts.includes(port);
  const isForPlain = profile.httpPorts.includes(port);
  if (!isForTls && !isForPlain) throw new RangeError(`${profile.name} does not listen on port ${port}`);
  if (tls !== undefined && !isForTls) return refused(tlsOnPlainPort(port, http));
  return tls === undefined && !isForPlain ? refused(plainOnTlsPort(port, http)) : undefined;
}

function refused(result: IngressResult): IngressDecision {
  return { server: '_', rule: { id: 'proxy-refuses' }, skipped: [], assumptions: [], result };
}

function tlsOnPlainPort(port: number, http: HttpView): IngressResult {
  return {
    kind: 'tls-error',
    cause: {
      code: 'tls-on-plain-port',
      message: `Port ${port} of the controller is for plain HTTP; it does not understand the TLS handshake.`,
      fix: `Ask with ${urlStart(http, false)}, or send the traffic to the port for TLS.`,
    },
  };
}

/** @see nginx/nginx src/http/ngx_http_request.c: the plain HTTP request was sent to HTTPS port */
function plainOnTlsPort(port: number, http: HttpView): IngressResult {
  return {
    kind: 'response',
    status: 400,
    headers: [],
    cause: {
      code: 'plain-http-on-tls-port',
      message: `Port ${port} of the controller is for TLS, and the client sends plain HTTP.`,
      fix: `Ask with ${urlStart(http, true)}, or send the traffic to the port for plain HTTP.`,
    },
  };
}

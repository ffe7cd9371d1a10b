import type { HttpView } from '../../../request/packet.js';
import { isGrpcRequest } from '../../grpc-request.js';
import type { IngressResult } from '../../decision.js';
import type { IngressRequest } from '../../request.js';
import type { NginxSettings } from '../configuration/settings.js';

/**
 * A request in the version of HTTP that client and nginx agree on, or what comes of it where they do not.
 *
 * Over TLS they agree before the request; a client of gRPC speaks HTTP/2 or nothing. In plain text a client that sends
 * HTTP/2 takes it for granted, and nginx knows it since 1.25.
 * @see RFC 9113 section 3; nginx.org docs/http/ngx_http_v2_module.html#http2; nginx/nginx src/http/ngx_http_request.c,
 *   ngx_http_wait_request_handler; kubernetes/ingress-nginx docs/user-guide/nginx-configuration/configmap.md, use-http2
 */
export function agreedHttp({ http, tls }: IngressRequest, settings: NginxSettings): HttpView | IngressResult {
  const { useHttp2, line } = settings;
  if (http.version !== '2' || (useHttp2 && (tls !== undefined || line.takesPlainHttp2))) return http;
  if (tls !== undefined && !isGrpcRequest(http)) return { ...http, version: '1.1' };
  const isOff = !useHttp2;
  return {
    kind: 'response',
    status: 400,
    headers: [],
    cause: {
      code: 'http2-not-taken',
      message: isOff
        ? 'The client speaks HTTP/2, which use-http2 switches off in the ConfigMap of the controller: it cannot read the answer.'
        : 'The client speaks HTTP/2 in plain text, and ingress-nginx before 1.10 takes HTTP/2 over TLS only: it cannot read the answer.',
      fix: isOff
        ? 'Unset use-http2 in the ConfigMap of the controller.'
        : 'Ask over TLS (grpcs://, https://).',
    },
  };
}

import type { Assumption } from '../../../problem/assumption.js';
import { isGrpcRequest } from '../../grpc-request.js';
import type { NginxAnswer } from './answer.js';
import { deciding, type AskedLocation } from './asked.js';

/**
 * What is taken for granted where only one of client and backend is taken to speak gRPC.
 *
 * @see nginx.org docs/http/ngx_http_proxy_module.html#proxy_http_version; docs/http/ngx_http_grpc_module.html;
 *   kubernetes/ingress-nginx docs/user-guide/nginx-configuration/annotations.md, backend-protocol
 */
export function withGrpcAssumption(asked: AskedLocation, answer: NginxAnswer): NginxAnswer {
  const { result } = answer;
  if (result.kind !== 'forward' && result.kind !== 'left') return answer;
  const asksByGrpc = isGrpcRequest(asked.request.http);
  const sendsByGrpc = result.http?.version === '2';
  if (asksByGrpc === sendsByGrpc) return answer;
  const assumption = asksByGrpc ? overHttp1(asked) : toGrpc(asked);
  return { ...answer, assumptions: [...(answer.assumptions ?? []), assumption] };
}

function overHttp1({ configuration, matched }: AskedLocation): Assumption {
  return {
    code: 'grpc-over-http-1',
    ...deciding(matched.location, configuration, 'backend-protocol'),
    message:
      'The client speaks gRPC, and nginx sends the request on as HTTP/1.1: a gRPC server does not take it, and the status in the trailers does not come back. What the backend answers is not modelled.',
    state: `Set the annotation ${configuration.profile.annotationPrefix}/backend-protocol to GRPC, or GRPCS.`,
  };
}

function toGrpc({ configuration, matched }: AskedLocation): Assumption {
  return {
    code: 'http-to-grpc-backend',
    ...deciding(matched.location, configuration, 'backend-protocol'),
    message:
      'nginx speaks HTTP/2 to the backend as to a gRPC server, and the client does not speak gRPC: most servers refuse such a request (415). What the backend answers is not modelled.',
    state: 'Ask with grpc:// or grpcs://, or take GRPC out of the annotation backend-protocol.',
  };
}

import type { HttpView } from '../../../request/packet.js';
import type { Header } from '../../../request/request.js';
import { fromBytes } from '../../../address/byte-text.js';
import { escapePath } from '../request/escape.js';
import type { AskedLocation } from './asked.js';
import { isGrpc, protocolTo } from './backend-protocol.js';
import { headersToBackend } from './forwarded-headers.js';
import type { Rewrite } from './rewrite.js';
import { fillVariables } from './variables.js';

/** The request as a backend gets it: without a rewrite, its target is the one that was sent, byte for byte. */
export function backendRequest(asked: AskedLocation, rewrite: Rewrite, added: readonly Header[]): HttpView {
  const { request, matched } = asked;
  const { http, target, bestHost } = request;
  const { annotations } = matched.location;
  const isRewritten = rewrite.kind === 'rewritten';
  const query = target.args === '' ? '' : `?${target.args}`;
  return {
    version: isGrpc(protocolTo(asked)) ? '2' : '1.1',
    method: http.method,
    host: annotations.upstreamVhost === '' ? bestHost : fillVariables(annotations.upstreamVhost, asked),
    target: isRewritten ? `${escapePath(rewrite.path)}${query}` : target.raw,
    headers: headersToBackend(asked, [
      ...(isRewritten && annotations.forwardedPrefix !== ''
        ? [{ name: 'x-forwarded-prefix', value: annotations.forwardedPrefix }]
        : []),
      ...added,
    ]),
  };
}

/** The path in the request as a backend gets it, decoded. */
export function pathToBackend({ request }: AskedLocation, rewrite: Rewrite): string {
  return fromBytes(rewrite.kind === 'rewritten' ? rewrite.path : request.target.path);
}

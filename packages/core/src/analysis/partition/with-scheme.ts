import { bracketedHost } from '../../address/host-port.js';
import { readRequest } from '../../request/read-request.js';
import type { Request, Scheme } from '../../request/request.js';

/** The same connection with what a client of another scheme sends by itself. */
export function withScheme(request: Request, scheme: Scheme): Request {
  const { from, host, port, address, hostHeader } = request;
  if (request.scheme === scheme) return request;
  const authority = bracketedHost(host);
  const plain = readRequest({ from, url: `${scheme}://${authority}:${port}/` }, from);
  return {
    ...plain,
    ...(address === undefined ? {} : { address }),
    hostHeader: request.scheme === 'tcp' ? plain.hostHeader : hostHeader,
  };
}

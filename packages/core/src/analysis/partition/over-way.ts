import { hostOfHeader } from '../../address/host-port.js';
import { readRequest } from '../../request/read-request.js';
import type { Request } from '../../request/request.js';
import type { Cell, Way } from './cell.js';
import { withScheme } from './with-scheme.js';

/** The requests of a cell over one of its ways: one for each scheme. */
export function requestsOver({ request, ways: [first] }: Cell, way: Way): readonly Request[] {
  if (way === first && way.schemes.length === 1) return [request];
  const { connection, schemes } = way;
  const { host: target, port, address } = connection.request;
  const named = hostOfHeader(request.hostHeader ?? '');
  const host = connection.names.includes(named) ? named : target;
  return schemes.map((scheme) => {
    const { address: _, ...sent } = withScheme(request, scheme);
    const usual = readRequest(
      { from: sent.from, url: `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}` },
      sent.from,
    );
    const header = portOf(usual.hostHeader);
    return {
      ...sent,
      from: request.from,
      host,
      port,
      ...(address === undefined ? {} : { address }),
      hostHeader: request.hostHeader === null ? null : `${withoutPort(request.hostHeader)}${header}`,
    };
  });
}

function portOf(header: string | null): string {
  return /:\d+$/.exec(header ?? '')?.[0] ?? '';
}

function withoutPort(header: string): string {
  return header.replace(/:\d+$/, '');
}

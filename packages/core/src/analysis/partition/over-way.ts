import { bracketedHost, hostOfHeader } from '../../address/host-port.js';
import { readRequest, usesHttp, usesTls } from '../../request/read-request.js';
import type { Request, Scheme } from '../../request/request.js';
import type { Cell, Way } from './cell.js';
import type { Connection } from './connections.js';
import { withScheme } from './with-scheme.js';

/**
 * The requests of a cell over one of its ways: for each scheme by the name that is the Host of the request, by another
 * name, and by an address, as far as the way has them.
 *
 * @param asked names and addresses that are looked at where the way has them
 */
export function requestsOver(
  { request }: Cell,
  { connection, schemes }: Way,
  asked: readonly string[],
): readonly Request[] {
  const { names, addresses } = connection;
  const named = hostOfHeader(request.hostHeader ?? '');
  const known = new Set([...names, ...addresses]);
  const hosts = new Set([
    ...[named, ...asked].filter((host) => known.has(host)),
    ...names.filter((name) => name !== named).slice(0, 1),
    ...addresses.slice(0, 1),
  ]);
  return [...hosts].flatMap((host) => schemes.map((scheme) => sentTo(request, connection, scheme, host)));
}

function sentTo(request: Request, { request: { port } }: Connection, scheme: Scheme, host: string): Request {
  const { address: _, ...sent } = withScheme(request, scheme);
  const authority = bracketedHost(host);
  const usual = readRequest({ from: sent.from, url: `${scheme}://${authority}:${port}` }, sent.from);
  // What reads no request asks for no Host: then it is the usual one.
  const header = usesHttp(request.scheme) ? request.hostHeader : usual.hostHeader;
  return {
    ...sent,
    from: request.from,
    host,
    port,
    hostHeader: header === null ? null : `${withoutPort(header)}${portOf(usual.hostHeader)}`,
    ...(usesTls(scheme) && !usesHttp(scheme) ? { sni: usual.sni } : {}),
  };
}

function portOf(header: string | null): string {
  return /:\d+$/.exec(header ?? '')?.[0] ?? '';
}

function withoutPort(header: string): string {
  return header.replace(/:\d+$/, '');
}

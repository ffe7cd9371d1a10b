import type { Packet } from '../../request/packet.js';
import { usesHttp, usesTls } from '../../request/read-request.js';
import type { Header, Request } from '../../request/request.js';
import type { RequestPatch } from '../distinction/distinctions.js';

/** A request with a change; undefined where it cannot be changed so. */
export function patched(request: Request, patch: RequestPatch): Request | undefined {
  const { client, headers, query, sni, insecure, proxyProtocol, ...plain } = patch;
  const isTls = usesTls(request.scheme);
  // Nothing that is said in HTTP is sent by those who do not speak it.
  const isHttp = usesHttp(request.scheme);
  if (!isHttp && [headers, query, ...Object.values(plain)].some((value) => value !== undefined))
    return undefined;
  if ((sni !== undefined || insecure !== undefined) && !isTls) return undefined;
  const from = client === undefined ? request.from : withClient(request.from, client);
  if (from === undefined) return undefined;
  return {
    ...request,
    ...plain,
    ...(proxyProtocol === undefined ? {} : { proxyProtocol }),
    ...(sni === undefined ? {} : { sni }),
    ...(insecure === undefined ? {} : { insecure }),
    ...(query === undefined ? {} : { target: withQuery(plain.target ?? request.target, query) }),
    from,
    headers: headers === undefined ? request.headers : replaced(request.headers, headers),
  };
}

/** A packet as it would arrive had the request been changed, as far as that can be told without sending it. */
export function patchedPacket(packet: Packet, patch: RequestPatch): Packet {
  const { tls, http } = packet;
  const { client, headers, query, sni, insecure, method, version, hostHeader, target, proxyProtocol } = patch;
  return {
    ...packet,
    ...(client === undefined ? {} : { source: { ...packet.source, address: client } }),
    ...(proxyProtocol === undefined ? {} : { proxyProtocol }),
    ...(tls === undefined
      ? {}
      : {
          tls: {
            sni: sni === undefined ? tls.sni : sni,
            ...(insecure === true || tls.insecure === true ? { insecure: true } : {}),
          },
        }),
    ...(http === undefined
      ? {}
      : {
          http: {
            version: version ?? http.version,
            method: method ?? http.method,
            host: hostHeader === undefined ? http.host : hostHeader,
            target: withQuery(target ?? http.target, query),
            headers: headers === undefined ? http.headers : replaced(http.headers, headers),
          },
        }),
  };
}

/** Two changes as one: cookies and parts of a query add up, of anything else the second counts. */
export function joinedPatch(one: RequestPatch, other: RequestPatch): RequestPatch {
  const queries = [one.query, other.query].filter((query) => query !== undefined);
  return {
    ...one,
    ...other,
    ...(queries.length === 0 ? {} : { query: queries.join('&') }),
    ...(one.headers === undefined && other.headers === undefined
      ? {}
      : { headers: joinedHeaders(one.headers ?? [], other.headers ?? []) }),
  };
}

function joinedHeaders(one: readonly Header[], other: readonly Header[]): readonly Header[] {
  const cookies = [...one, ...other].filter(({ name }) => name === 'cookie').map(({ value }) => value);
  const rest = replaced(
    one.filter(({ name }) => name !== 'cookie'),
    other.filter(({ name }) => name !== 'cookie'),
  );
  return cookies.length === 0 ? rest : [...rest, { name: 'cookie', value: cookies.join('; ') }];
}

function withQuery(target: string, query: string | undefined): string {
  return query === undefined ? target : `${target.split('?', 1)[0] ?? ''}?${query}`;
}

function withClient(from: Request['from'], address: string): Request['from'] | undefined {
  switch (from.kind) {
    case 'internet':
      return { ...from, address };
    case 'network':
    case 'address':
    case 'node':
    case 'pod':
    case 'workload':
      return undefined;
    default:
      return from satisfies never;
  }
}

function replaced(headers: readonly Header[], others: readonly Header[]): readonly Header[] {
  const names = new Set(others.map(({ name }) => name));
  return [...headers.filter(({ name }) => !names.has(name)), ...others];
}

import { toBytes } from '../../address/byte-text.js';
import { bracketedHost, hostOfHeader } from '../../address/host-port.js';
import { readTarget } from '../../ingress/nginx/request/target.js';
import { parseIP } from '../../address/ip.js';
import { usesHttp, usesTls } from '../../request/read-request.js';
import { isFrom } from '../partition/anybody.js';
import type { Reader } from '../partition/reader.js';
import type { Packet } from '../../request/packet.js';
import type { Request } from '../../request/request.js';
import { hostTest } from '../language/host-test.js';
import { passes, type TextTest } from '../language/text-test.js';
import type { RequestSet } from './request-set.js';

/** Whether a request is in a set. */
export function isIn(set: RequestSet, request: Request): boolean {
  switch (set.kind) {
    case 'any':
      return true;
    case 'from':
      return set.origin === 'anywhere' || isFrom(set.origin, request.from);
    case 'port':
      return request.port === set.port;
    case 'usual':
      return isUsual(set, request);
    case 'host':
      return passes(hostTest(set.host), hostIn(request.hostHeader));
    case 'below':
      return isBelow(set.path, request.target);
    case 'and':
      return set.sets.every((each) => isIn(each, request));
    case 'or':
      return set.sets.some((each) => isIn(each, request));
    case 'not':
      return !isIn(set.set, request);
    default:
      return set satisfies never;
  }
}

/** Whether a client sends a request by the name of a host, and nothing in it says otherwise. */
function isUsual(
  { scheme, host }: Extract<RequestSet, { kind: 'usual' }>,
  { scheme: sent, host: name, address, hostHeader, sni, method, proxyProtocol }: Request,
): boolean {
  return (
    sent === scheme &&
    bare(name) === bare(host) &&
    address === undefined &&
    (!usesHttp(scheme) || hostIn(hostHeader) === named(host)) &&
    (!usesTls(scheme) || sni === null
      ? parseIP(host) !== undefined || !usesTls(scheme)
      : bare(sni) === bare(host)) &&
    method !== 'TRACE' &&
    method !== 'CONNECT' &&
    proxyProtocol === undefined
  );
}

/** A name as it is compared. */
function bare(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}

/** A name as the Host of a request has it. */
function named(host: string): string {
  return bracketedHost(bare(host));
}

function hostIn(header: string | null): string {
  return header === null ? '' : hostOfHeader(header);
}

/** The path of a target with escapes read, slashes merged and dots resolved; undefined where that cannot be. */
function pathIn(target: string): string | undefined {
  return readTarget(target)?.path;
}

function isBelow(path: string, target: string): boolean {
  const asked = pathIn(target);
  return asked !== undefined && passes(pathTest(path), asked);
}

function pathTest(path: string): TextTest {
  return { kind: 'below', path: pathIn(path) ?? toBytes(path) };
}

/** Every set that a set is made of. */
export function* partsOf(set: RequestSet): Generator<RequestSet> {
  yield set;
  if (set.kind === 'not') yield* partsOf(set.set);
  if (set.kind === 'and' || set.kind === 'or') for (const each of set.sets) yield* partsOf(each);
}

/** A reader that every request comes to first, and that asks what the set asks of hosts and paths. */
export function readerOf(set: RequestSet): Reader | undefined {
  const parts = [...partsOf(set)];
  const hosts = parts.flatMap((part) =>
    part.kind === 'host' || part.kind === 'usual' ? hostTest(named(part.host)) : [],
  );
  const asksPath = parts.some(({ kind }) => kind === 'below');
  // Every path is below the root.
  const paths = parts.flatMap((part) =>
    part.kind === 'below' && part.path !== '/' ? pathTest(part.path) : [],
  );
  if (hosts.length === 0 && !asksPath) return undefined;
  return {
    name: 'asked',
    isFirst: true,
    distinctions: {
      early: ({ http }: Packet) => {
        if (http === undefined) return 'no request';
        return asksPath && pathIn(http.target) === undefined ? 'a target that cannot be read' : undefined;
      },
      earlyExamples: [{ target: '/%' }],
      hostOf: ({ http }) => hostIn(http?.host ?? null),
      hosts,
      oddHosts: parts.flatMap(oddHost),
      pathOf: ({ http }) => pathIn(http?.target ?? '') ?? '',
      paths: paths.length === 0 ? 'not-compared' : 'decoded',
      pathsAt: () => paths,
      fieldsAt: () => [],
    },
  };
}

/** A host that is an address, or no name that a URL could have: those that can be names are found by themselves. */
function oddHost(part: RequestSet): readonly string[] {
  return (part.kind === 'host' || part.kind === 'usual') && !part.host.startsWith('*.')
    ? [named(part.host)]
    : [];
}

/** The names that a set speaks of. */
export function namesIn(set: RequestSet): readonly string[] {
  return [...partsOf(set)].flatMap((part) => (part.kind === 'usual' ? part.host : []));
}

/** The ports that a set asks for. */
export function portsIn(set: RequestSet): readonly number[] {
  return [...partsOf(set)].flatMap((part) => (part.kind === 'port' ? part.port : []));
}

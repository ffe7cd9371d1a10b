import { bracketedHost } from '../../address/host-port.js';
import type { Scheme } from '../../request/request.js';
import type { RequestCondition, RequestDestination, RequestRange } from './request-range.js';
import { anyOther } from './test-text.js';

/** The schemes that a reader takes for granted once another is told. */
const implied: Readonly<Partial<Record<Scheme, Scheme>>> = { grpc: 'http', grpcs: 'https', tls: 'tcp' };

const overTCP: readonly Scheme[] = ['http', 'https', 'grpc', 'grpcs', 'tcp', 'tls'];

/**
 * Schemes without those that fare like a plainer one: gRPC like HTTP, TLS like TCP, all like TCP, and of HTTP and HTTPS the
 * one that is usual at the port; none where all fare alike.
 */
function plainSchemes(
  schemes: readonly Scheme[],
  port: RequestDestination['port'],
): readonly (Scheme | undefined)[] {
  const isAny = overTCP.every((scheme) => schemes.includes(scheme));
  if (isAny && schemes.includes('udp') && schemes.includes('sctp')) return [undefined];
  const kept = isAny ? schemes.filter((scheme) => scheme === 'tcp' || !overTCP.includes(scheme)) : schemes;
  const unusual = kept.includes('http') && kept.includes('https') ? (port === 443 ? 'http' : 'https') : '';
  return kept.filter((scheme) => {
    const plainer = implied[scheme];
    return scheme !== unusual && (plainer === undefined || !kept.includes(plainer));
  });
}

/** A place that requests are sent to, as URLs begin: `https://shop.example.com`. */
export interface Start {
  readonly text: string;
  /** The name or the address. */
  readonly host: string;
  /** Whether it has a name. */
  readonly isNamed: boolean;
}

/** How the URLs of a range begin. */
export function startsOf({ schemes, destinations }: RequestRange): readonly Start[] {
  return destinations.flatMap((destination) =>
    plainSchemes(schemes, destination.port).flatMap((scheme) => startsAt(scheme, destination)),
  );
}

function startsAt(
  scheme: Scheme | undefined,
  { names, addresses, port }: RequestDestination,
): readonly Start[] {
  const isNamed = names.length > 0;
  const hosts = isNamed ? names : addresses.map(bracketedHost);
  const suffix = port === 'other' ? ':*' : isUsual(scheme, port) ? '' : `:${port}`;
  const prefix = scheme === undefined ? '' : `${scheme}://`;
  return hosts.map((host) => ({ text: `${prefix}${host}${suffix}`, host, isNamed }));
}

function isUsual(scheme: Scheme | undefined, port: number): boolean {
  const isPlain = scheme === 'http' || scheme === 'grpc';
  return (isPlain && port === 80) || ((scheme === 'https' || scheme === 'grpcs') && port === 443);
}

/** A list of texts, of which a few are shown. */
export function shortened(texts: readonly string[], most = 3): string {
  const more = texts.length - most;
  return more > 0 ? `${texts.slice(0, most).join(', ')} and ${more} more` : texts.join(', ');
}

/** The paths of a range; a path itself is not told beside everything below it. */
export function pathsText(paths: readonly string[]): string {
  if (paths.length === 0) return 'any';
  const told = paths.filter((path) => !paths.includes(path.endsWith('/') ? `${path}…` : `${path}/…`));
  return [...told].sort().join(', ');
}

/** The name of the server for what no host takes: it fares like any other name. */
const serverOfNobody = '_';

/** The Hosts of a range; empty where they do not matter. */
export function hostsText(hosts: readonly string[]): string {
  if (hosts.length === 0) return '';
  const named = hosts.filter((host) => host !== anyOther);
  if (named.length === hosts.length) return `Host ${named.join(', ')}`;
  return ['any other Host', ...named.filter((host) => host !== serverOfNobody)].join(', ');
}

/** What else a range asks of requests and of clients; what comes of those that end early is told elsewhere. */
export function conditionsText({ conditions, example }: RequestRange): string {
  return [
    ...conditions.map(conditionText),
    // Nobody who minds the certificate would be here: the example is the most usual of the requests.
    ...(example.insecure === true ? ['certificate not checked'] : []),
  ].join(', ');
}

function conditionText({ kind, of, is }: RequestCondition): string {
  return kind === 'answer' ? `${of}: ${is.join(' or ')}` : `ends early at ${of}`;
}

/** Whether requests are answered before anything of the cluster's rules is asked: they are malformed, for instance. */
export function endsEarly({ conditions }: RequestRange): boolean {
  return conditions.some(({ kind }) => kind === 'early-end');
}

/** Where requests are sent: first to the hosts that they name. */
function placesText(range: RequestRange): string {
  const starts = startsOf(range);
  const own = starts.filter(({ host }) => range.hosts.includes(host));
  const others = starts.filter(({ host }) => !range.hosts.includes(host));
  const most = own.length === 0 ? 3 : Math.min(own.length, 3);
  return shortened(
    [...own, ...others].map(({ text }) => text),
    most,
  );
}

/** Requests in a line: paths, where they are sent, and what else tells them apart. */
export function rangeText(range: RequestRange): string {
  const starts = placesText(range);
  const where = range.paths.length === 0 ? starts : `${pathsText(range.paths)} at ${starts}`;
  return [where, hostsText(range.hosts), conditionsText(range)].filter((text) => text !== '').join(', ');
}

import { usesTls } from '../../request/read-request.js';
import type { Request } from '../../request/request.js';
import type { RequestPatch } from '../distinction/distinctions.js';
import type { TextTest } from '../language/text-test.js';
import { cellsOf } from '../language/text-cells.js';
import { decodedPath, otherTarget, rawPath, sentHost, type TextDomain } from '../language/text-domain.js';
import { answersOf, type AskedField } from './field-values.js';
import { joinedPatch, patched, patchedPacket } from './patched.js';
import type { Arrival } from './reader.js';
import { plainPath } from './plain-path.js';
import { pathTestsAt } from './reading.js';
import { encodedPath, respelled } from '../language/spelling.js';

/** A request that shows one way in which readers tell requests apart. */
export interface Proposal {
  readonly request: Request;
  /** Another one that readers take for the same, with a longer path. */
  readonly other?: Request;
}

/** Requests that show every way in which readers tell requests apart. */
export interface Proposals {
  readonly requests: Iterable<Proposal>;
  /** Whether these are all that there are; known once they have been looked at. */
  readonly isExact: () => boolean;
}

/** How a request may be sent. */
interface Sender {
  /** By these names. */
  readonly names: ReadonlySet<string>;
  /** Whether anybody may send it. */
  readonly isFree: boolean;
  /** Whether only the names themselves are sent as Host. */
  readonly ownHosts: boolean;
}

/**
 * Changes a request so that readers tell the results apart in every way that there is: by early ends, by hosts, by the
 * paths of each host, and by what else they ask of requests with that host and path.
 *
 * @param arrivals the readers, and the request as it came to them
 */
export function proposalsFor(
  request: Request,
  arrivals: readonly Arrival[],
  { names, isFree, ownHosts }: Sender,
): Proposals {
  let isExact = true;
  const domain = domainOf(arrivals);
  const isMixed = domain === plainPath;
  function* requests(): Generator<Proposal> {
    for (const early of earlyOnes(request, arrivals)) yield { request: early };
    const hosts = cellsOf(
      arrivals.flatMap(({ reader }) => reader.distinctions.hosts),
      sentHost,
    );
    isExact &&= hosts.isExact;
    const handshakes = handshakesOf(request, arrivals);
    const oddHosts = arrivals.flatMap(({ reader }) => reader.distinctions.oddHosts);
    const found = ownHosts ? names : [...hosts.cells.map(({ witness }) => witness), ...oddHosts];
    for (const host of found) {
      for (const asked of forHost(request, arrivals, { names, handshakes }, host))
        yield* ofPaths(asked, host);
    }
  }
  function* ofPaths(asked: AskedHost, host: string): Generator<Proposal> {
    const { request: ofHost, reading } = asked;
    const tests = testsAt(reading, host);
    for (const each of domain === rawPath ? [rawPath, otherTarget] : [domain]) {
      const paths = cellsOf(tests, each);
      isExact &&= paths.isExact;
      const sent = (text: string): string => (domain === rawPath ? text : encodedPath(text));
      for (const { witness: path, other } of paths.cells) {
        for (const target of isMixed ? respelled(path) : [sent(path)]) {
          const fields = fieldsAsked(asked, { host, path, target });
          const { patches, isCut } = answersOf(fields, isFree);
          isExact &&= !isCut && fields.every(({ distinction }) => distinction.isOpen === undefined);
          for (const patch of patches) {
            const changed = patched(ofHost, joinedPatch({ target }, patch));
            if (changed === undefined) continue;
            const isPlain = target === sent(path);
            const longer =
              other === undefined || !isPlain ? undefined : patched(changed, { target: sent(other) });
            yield { request: changed, ...(longer === undefined ? {} : { other: longer }) };
          }
        }
      }
    }
  }
  return { requests: { [Symbol.iterator]: requests }, isExact: () => isExact && !isMixed };
}

function domainOf(arrivals: readonly Arrival[]): TextDomain {
  const kinds = new Set(arrivals.map(({ reader }) => reader.distinctions.paths));
  kinds.delete('not-compared');
  if (kinds.size > 1) return plainPath;
  return kinds.has('decoded') ? decodedPath : rawPath;
}

function testsAt(arrivals: readonly Arrival[], host: string): readonly TextTest[] {
  return arrivals.flatMap(({ reader }) => pathTestsAt(reader, host));
}

/** One request for each way in which readers end it early or do not. */
function* earlyOnes(request: Request, arrivals: readonly Arrival[]): Generator<Request> {
  const seen = new Set<string>();
  for (const patch of earlyExamplesOf(request, arrivals)) {
    const key = endsText(endsOf(arrivals, patch));
    if (seen.has(key)) continue;
    seen.add(key);
    const changed = patched(request, patch);
    if (changed !== undefined) yield changed;
  }
}

function earlyExamplesOf(request: Request, arrivals: readonly Arrival[]): readonly RequestPatch[] {
  const examples = arrivals.flatMap(({ reader }) => reader.distinctions.earlyExamples);
  return manners(request).flatMap((manner) => examples.map((patch) => ({ ...manner, ...patch })));
}

/** Where readers would end a request early that is changed so; undefined for those that would read it. */
function endsOf(arrivals: readonly Arrival[], patch: RequestPatch): readonly (string | undefined)[] {
  return arrivals.map(({ reader, packet }) => reader.distinctions.early(patchedPacket(packet, patch)));
}

function endsText(ends: readonly (string | undefined)[]): string {
  return JSON.stringify(ends.map((end) => end ?? null));
}

/** What is looked for behind the handshake is also found by clients that take any certificate. */
function manners({ scheme }: Request): readonly RequestPatch[] {
  return usesTls(scheme) ? [{}, { insecure: true }, { sni: null, insecure: true }] : [{}];
}

/** A request for a host, and the readers that do not end it early. */
interface AskedHost {
  readonly request: Request;
  /** At least one. */
  readonly reading: readonly Arrival[];
}

/**
 * The request with another host, sent by that name where it leads there: once for every manner in which some readers end
 * it early and others do not, each in its own way.
 */
function* forHost(
  request: Request,
  arrivals: readonly Arrival[],
  {
    names,
    handshakes,
  }: { readonly names: ReadonlySet<string>; readonly handshakes: readonly RequestPatch[] },
  host: string,
): Generator<AskedHost> {
  const isKnown = names.has(host) && request.address === undefined;
  const port = request.hostHeader?.match(/:\d+$/)?.[0] ?? '';
  const named = { ...request, ...(isKnown ? { host } : {}), hostHeader: `${host}${port}` };
  const seen = new Set<string>();
  for (const handshake of [...ownHandshakes(request, host), ...handshakes]) {
    // What one reader ends early whatever the request, other readers may read; and none may read it as it is.
    for (const patch of [{}, ...arrivals.flatMap(plainExamples)]) {
      const manner = { ...handshake, ...patch };
      const ends = endsOf(arrivals, { ...manner, hostHeader: named.hostHeader });
      const key = endsText(ends);
      const reading = arrivals.filter((_, index) => ends[index] === undefined);
      const changed = patched(named, manner);
      if (seen.has(key) || reading.length === 0 || changed === undefined) continue;
      seen.add(key);
      yield { request: changed, reading };
      if (arrivals.length === 1) return;
    }
  }
}

function ownHandshakes({ scheme }: Request, host: string): readonly RequestPatch[] {
  if (!usesTls(scheme)) return [{}];
  return [{ sni: host }, { sni: host, insecure: true }, { sni: null, insecure: true }];
}

/** One handshake for each way in which several readers end it or do not. */
function handshakesOf(request: Request, arrivals: readonly Arrival[]): readonly RequestPatch[] {
  if (arrivals.length === 1 || !usesTls(request.scheme)) return [];
  const found = new Map<string, RequestPatch>();
  for (const patch of earlyExamplesOf(request, arrivals)) {
    if (patch.sni === undefined) continue;
    const key = endsText(endsOf(arrivals, patch));
    if (!found.has(key)) found.set(key, patch);
  }
  return [...found.values()];
}

/** What a reader ends early whatever the host and the path. */
function plainExamples({ reader }: Arrival): readonly RequestPatch[] {
  return reader.distinctions.earlyExamples.filter(
    ({ target, hostHeader, sni }) => target === undefined && hostHeader === undefined && sni === undefined,
  );
}

/** What readers ask beside host and path of a request with these. */
function fieldsAsked(
  { request, reading }: AskedHost,
  { host, path, target }: { readonly host: string; readonly path: string; readonly target: string },
): readonly AskedField[] {
  return reading.flatMap(({ reader, packet }) => {
    const arriving = patchedPacket(packet, { hostHeader: request.hostHeader, target });
    return reader.distinctions.fieldsAt(host, path).map((distinction) => ({ distinction, packet: arriving }));
  });
}

import { usesTls } from '../../request/read-request.js';
import type { Request } from '../../request/request.js';
import type { Distinction, RequestPatch } from '../distinction/distinctions.js';
import type { TextTest } from '../language/text-test.js';
import type { Packet } from '../../request/packet.js';
import { cellsOf } from '../language/text-cells.js';
import { decodedPath, hostName, rawPath, type TextDomain } from '../language/text-domain.js';
import { joinedPatch, patched, patchedPacket } from './patched.js';
import type { Arrival } from './reader.js';
import { plainPath } from './plain-path.js';
import { pathTestsAt } from './reading.js';
import { encodedPath, respelled } from './spelling.js';

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

/**
 * Changes a request so that readers tell the results apart in every way that there is: by early ends, by hosts, by the
 * paths of each host, and by what else they ask of requests with that host and path.
 *
 * @param arrivals the readers, and the request as it came to them
 * @param sender the names by which the request may be sent, and whether anybody may send it
 */
export function proposalsFor(
  request: Request,
  arrivals: readonly Arrival[],
  { names, isFree }: { readonly names: ReadonlySet<string>; readonly isFree: boolean },
): Proposals {
  let isExact = true;
  const domain = domainOf(arrivals);
  const isMixed = domain === plainPath;
  function* requests(): Generator<Proposal> {
    for (const early of earlyOnes(request, arrivals)) yield { request: early };
    const hosts = cellsOf(
      arrivals.flatMap(({ reader }) => reader.distinctions.hosts),
      hostName,
    );
    isExact &&= hosts.isExact;
    const oddHosts = arrivals.flatMap(({ reader }) => reader.distinctions.oddHosts);
    for (const host of [...hosts.cells.map(({ witness }) => witness), ...oddHosts]) {
      const ofHost = forHost(request, arrivals, names, host);
      if (ofHost === undefined) continue;
      const paths = cellsOf(testsAt(arrivals, host), domain);
      isExact &&= paths.isExact;
      // Some targets are no paths.
      const odd = domain === rawPath ? [{ witness: '*', other: undefined }] : [];
      for (const { witness: path, other } of [...paths.cells, ...odd]) {
        const sent = (text: string): string => (domain === rawPath ? text : encodedPath(text));
        const targets = isMixed ? respelled(path) : [sent(path)];
        isExact &&= !isOpenAt(arrivals, host, path);
        for (const target of targets) {
          for (const changed of withFields(ofHost, arrivals, { host, path, target, isFree })) {
            yield {
              request: changed,
              ...(other === undefined ? {} : { other: { ...changed, target: sent(other) } }),
            };
          }
        }
      }
    }
  }
  return { requests: { [Symbol.iterator]: requests }, isExact: () => isExact && !isMixed };
}

/** Whether a reader asks something of a path of which not all answers are known. */
function isOpenAt(arrivals: readonly Arrival[], host: string, path: string): boolean {
  return arrivals.some(({ reader }) =>
    reader.distinctions.fieldsAt(host, path).some(({ isOpen }) => isOpen === true),
  );
}

function domainOf(arrivals: readonly Arrival[]): TextDomain {
  const kinds = new Set(arrivals.map(({ reader }) => reader.distinctions.paths));
  if (kinds.size > 1) return plainPath;
  return kinds.has('decoded') ? decodedPath : rawPath;
}

function testsAt(arrivals: readonly Arrival[], host: string): readonly TextTest[] {
  return arrivals.flatMap(({ reader }) => pathTestsAt(reader, host));
}

/** One request for each early end. */
function* earlyOnes(request: Request, arrivals: readonly Arrival[]): Generator<Request> {
  for (const { reader, packet } of arrivals) {
    const { early, earlyExamples } = reader.distinctions;
    const seen = new Set<string | undefined>();
    for (const patch of manners(request).flatMap((manner) =>
      earlyExamples.map((each) => ({ ...manner, ...each })),
    )) {
      const end = early(patchedPacket(packet, patch));
      if (seen.has(end)) continue;
      seen.add(end);
      const changed = patched(request, patch);
      if (changed !== undefined) yield changed;
    }
  }
}

/** What is looked for behind the handshake is also found by clients that take any certificate. */
function manners({ scheme }: Request): readonly RequestPatch[] {
  return usesTls(scheme) ? [{}, { insecure: true }] : [{}];
}

/** The request with another host, sent by that name where it leads there, in a way that no reader ends early. */
function forHost(
  request: Request,
  arrivals: readonly Arrival[],
  names: ReadonlySet<string>,
  host: string,
): Request | undefined {
  const isKnown = names.has(host) && request.address === undefined;
  const port = request.hostHeader?.match(/:\d+$/)?.[0] ?? '';
  const named = { ...request, ...(isKnown ? { host } : {}), hostHeader: `${host}${port}` };
  const handshakes: readonly RequestPatch[] = usesTls(request.scheme)
    ? [{ sni: host }, { sni: host, insecure: true }, { sni: null, insecure: true }]
    : [{}];
  const handshake = handshakes.find((patch) =>
    arrivals.every(({ reader, packet }) => {
      const arriving = patchedPacket(packet, { ...patch, hostHeader: named.hostHeader });
      return reader.distinctions.early(arriving) === undefined;
    }),
  );
  return handshake === undefined ? undefined : patched(named, handshake);
}

/** No more answers than these are combined with each other. */
const mostCombinations = 512;

function* withFields(
  request: Request,
  arrivals: readonly Arrival[],
  {
    host,
    path,
    target,
    isFree,
  }: { readonly host: string; readonly path: string; readonly target: string; readonly isFree: boolean },
): Generator<Request> {
  let patches: readonly RequestPatch[] = [{ target }];
  for (const { reader, packet } of arrivals) {
    for (const distinction of reader.distinctions.fieldsAt(host, path)) {
      const arriving = patchedPacket(packet, { hostHeader: request.hostHeader, target });
      const examples = examplesOf(distinction, arriving, isFree);
      if (examples.length <= 1) continue;
      patches = patches
        .flatMap((patch) => examples.map((example) => joinedPatch(patch, example)))
        .slice(0, mostCombinations);
    }
  }
  for (const patch of patches) {
    const changed = patched(request, patch);
    if (changed !== undefined) yield changed;
  }
}

/** One change for each answer; none for that which the request gets as it is. */
function examplesOf(
  { answer, examples }: Distinction<Packet>,
  packet: Packet,
  isFree: boolean,
): readonly RequestPatch[] {
  const found = new Map<string, RequestPatch>([[answer(packet), {}]]);
  for (const patch of examples) {
    if (patch.client !== undefined && !isFree) continue;
    const given = answer(patchedPacket(packet, patch));
    if (!found.has(given)) found.set(given, patch);
  }
  return [...found.values()];
}

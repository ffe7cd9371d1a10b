import type { IngressResult } from '../../ingress/decision.js';
import type { Packet } from '../../request/packet.js';
import type { Request } from '../../request/request.js';
import type { Rule } from '../../trace/rule.js';
import type { Fate } from '../fate/fate.js';
import { locationFor } from '../fate/location.js';
import type { Followed } from './followed.js';
import type { Arrival } from './reader.js';
import { type Reading, readingOf } from './reading.js';

/** A request that came to a controller and was not changed on the way: others come to it in the same manner. */
export interface Approach {
  readonly request: Request;
  readonly arrivals: readonly Arrival[];
}

/** What is known of a request without sending it. */
export interface Foreseen {
  readonly readings: readonly Reading[];
  readonly fate: Fate;
  readonly rule: Rule;
}

/**
 * Remembers what comes of what a controller decides: a request about which it decides the same as about an earlier one
 * fares like that one, and need not be followed.
 */
export class Verdicts {
  readonly #fates = new Map<string, Fate>();

  /** What becomes of a request that comes by the same approach; undefined where nothing like it was followed yet. */
  foresee(approach: Approach, request: Request): Foreseen | undefined {
    const verdict = verdictAfter(approach, request);
    const fate = verdict === undefined ? undefined : this.#fates.get(verdict.text);
    if (verdict === undefined || fate === undefined) return undefined;
    return { readings: verdict.readings, fate, rule: verdict.rule };
  }

  /** Remembers what became of a request that was followed. */
  learn(approach: Approach, request: Request, { arrivals }: Followed, fate: Fate): void {
    // What comes to further readers depends on more than what this one decided.
    if (arrivals.length !== approach.arrivals.length) return;
    const verdict = verdictAfter(approach, request);
    if (verdict !== undefined) this.#fates.set(verdict.text, fate);
  }
}

/** The approach of a request, where its readers are one controller and whatever looks at requests as they are sent. */
export function approachOf(request: Request, { arrivals }: Followed): Approach | undefined {
  const deciding = arrivals.filter(({ reader }) => reader.decide !== undefined);
  const isPlain = arrivals.every(
    ({ packet: { http }, reader }) =>
      (reader.decide !== undefined || reader.isFirst === true) &&
      http !== undefined &&
      http.host === request.hostHeader &&
      http.target === request.target &&
      http.headers.length === request.headers.length,
  );
  return deciding.length === 1 && isPlain ? { request, arrivals } : undefined;
}

interface Verdict {
  readonly text: string;
  readonly readings: readonly Reading[];
  readonly rule: Rule;
}

function verdictAfter({ request: base, arrivals }: Approach, request: Request): Verdict | undefined {
  if (request.from !== base.from || request.proxyProtocol !== base.proxyProtocol) return undefined;
  const coming = arrivals.map(({ reader, packet }) => ({ reader, packet: carrying(packet, request) }));
  const readings = coming.map(readingOf);
  if (readings.some(({ kind }) => kind === 'early')) return undefined;
  const controller = coming.find(({ reader }) => reader.decide !== undefined);
  const decision = controller?.reader.decide?.(controller.packet);
  if (decision === undefined) return undefined;
  return { text: textOf(decision.result, request), readings, rule: decision.rule };
}

/** The packet with another request in it. */
function carrying(
  packet: Packet,
  { method, version, hostHeader, target, headers, sni, insecure }: Request,
): Packet {
  const { tls } = packet;
  return {
    ...packet,
    http: { version, method, host: hostHeader, target, headers },
    ...(tls === undefined ? {} : { tls: { sni, ...(insecure === true ? { insecure } : {}) } }),
  };
}

/** Results with the same text are carried out alike, up to the path and the host that are sent on. */
function textOf(result: IngressResult, request: Request): string {
  switch (result.kind) {
    case 'forward': {
      const { backends, by, protocol, http, errorPages = [] } = result;
      return JSON.stringify([
        'forward',
        backends.map(({ service, port, share }) => [service, port, share]),
        by,
        protocol,
        http.target === request.target,
        http.host === request.hostHeader ? '' : http.host,
        errorPages.map(({ status, location }) => [status, location]),
      ]);
    }
    case 'response': {
      const location = result.headers.find(({ name }) => name === 'location')?.value;
      const sent = location === undefined ? '' : locationFor(request, location);
      return JSON.stringify(['response', result.status, result.cause.code, sent]);
    }
    case 'left':
      return JSON.stringify(['left', result.backend, result.to, result.http?.target === request.target]);
    case 'unknown':
      return JSON.stringify(['unknown', result.missing, result.cause.code]);
    case 'pass':
    case 'refused':
    case 'tls-error':
    case 'closed':
      return JSON.stringify([result.kind, request]);
    default:
      return result satisfies never;
  }
}

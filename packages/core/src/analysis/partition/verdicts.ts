import type { IngressResult } from '../../ingress/decision.js';
import type { Packet } from '../../request/packet.js';
import { usesTls } from '../../request/read-request.js';
import type { Request } from '../../request/request.js';
import type { Rule } from '../../trace/rule.js';
import type { Fate } from '../fate/fate.js';
import { decidingRule } from '../fate/deciding-rule.js';
import { fateOf } from '../fate/fate-of.js';
import { locationFor } from '../fate/location.js';
import { nothingTold, wordingAt, wordingOfAnswer } from '../fate/wording.js';
import type { Followed } from './followed.js';
import type { Arrival } from './reader.js';
import { type Reading, readingOf } from './reading.js';

/** How requests of one manner come to the readers of a cluster, seen from one of them. */
export type Approach =
  /** A controller decides, and the request came to it as it was sent. */
  | { readonly kind: 'decided'; readonly request: Request; readonly arrivals: readonly Arrival[] }
  /** Nobody reads them: all of them fare alike. */
  | {
      readonly kind: 'unread';
      readonly arrivals: readonly Arrival[];
      readonly fate: Fate;
      readonly rule: Rule | undefined;
      readonly isAtPod: boolean;
    };

/** What is known of a request in one cluster without sending it. */
export interface Foreseen {
  readonly readings: readonly Reading[];
  readonly fate: Fate;
  readonly rule: Rule | undefined;
  readonly wording: string;
}

/**
 * Remembers what comes of what the controllers of a cluster decide: a request about which one decides the same as about an
 * earlier one fares like that one, and need not be followed.
 */
export class Verdicts {
  readonly #fates = new Map<string, Fate>();

  /** What becomes of a request that comes by an approach; undefined where nothing like it was followed yet. */
  foresee(approach: Approach, request: Request): Foreseen | undefined {
    if (approach.kind === 'unread') return unread(approach, request);
    const verdict = verdictAfter(approach, request);
    const fate = verdict === undefined ? undefined : this.#fates.get(verdict.text);
    if (verdict === undefined || fate === undefined) return undefined;
    const { readings, rule, wording } = verdict;
    return { readings, fate, rule, wording };
  }

  /** Remembers what became of a request that was followed. */
  learn(approach: Approach, request: Request, { arrivals }: Followed, fate: Fate): void {
    // What comes to further readers depends on more than what this one decided.
    if (approach.kind === 'unread' || arrivals.length !== approach.arrivals.length) return;
    const verdict = verdictAfter(approach, request);
    if (verdict !== undefined) this.#fates.set(verdict.text, fate);
  }
}

/** The approach of a request that was followed; undefined where others may come in another manner. */
export function approachOf(request: Request, { all, arrivals }: Followed): Approach | undefined {
  const deciding = arrivals.filter(({ reader }) => reader.decide !== undefined);
  const isAsSent = arrivals.every(
    ({ packet: { http }, reader }) =>
      (reader.decide !== undefined || reader.isFirst === true) &&
      http !== undefined &&
      http.host === request.hostHeader &&
      http.target === request.target &&
      http.headers.length === request.headers.length,
  );
  if (!isAsSent || deciding.length > 1) return undefined;
  if (deciding.length === 1) return { kind: 'decided', request, arrivals };
  const isAtPod = all.branches.some(({ trace: { hops } }) => hops.at(-1)?.stage === 'pod');
  return { kind: 'unread', arrivals, fate: fateOf(all), rule: decidingRule(all), isAtPod };
}

function unread(
  { arrivals, fate, rule, isAtPod }: Extract<Approach, { kind: 'unread' }>,
  request: Request,
): Foreseen {
  const readings = arrivals.map(({ reader, packet }) =>
    readingOf({ reader, packet: carrying(packet, request) }),
  );
  const { target, hostHeader, headers, scheme } = request;
  const wording = isAtPod ? wordingAt({ target, host: hostHeader, headers }, usesTls(scheme)) : nothingTold;
  return { readings, fate, rule, wording };
}

interface Verdict {
  readonly text: string;
  readonly readings: readonly Reading[];
  readonly rule: Rule;
  readonly wording: string;
}

function verdictAfter(
  { request: base, arrivals }: Extract<Approach, { kind: 'decided' }>,
  request: Request,
): Verdict | undefined {
  if (request.from !== base.from || request.proxyProtocol !== base.proxyProtocol) return undefined;
  const coming = arrivals.map(({ reader, packet }) => ({ reader, packet: carrying(packet, request) }));
  const readings = coming.map(readingOf);
  if (readings.some(({ kind }) => kind === 'early')) return undefined;
  const controller = coming.find(({ reader }) => reader.decide !== undefined);
  const decision = controller?.reader.decide?.(controller.packet);
  if (decision === undefined) return undefined;
  const { result, rule } = decision;
  return { text: textOf(result, request), readings, rule, wording: wordingOfResult(result) };
}

function wordingOfResult(result: IngressResult): string {
  switch (result.kind) {
    case 'forward':
      return wordingAt(result.http, result.tls !== undefined);
    case 'response':
      return wordingOfAnswer(result.headers);
    case 'left':
    case 'unknown':
    case 'pass':
    case 'refused':
    case 'tls-error':
    case 'closed':
      return nothingTold;
    default:
      return result satisfies never;
  }
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

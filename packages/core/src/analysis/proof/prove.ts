import type { Cluster } from '../../cluster/cluster.js';
import { checkExpectation } from '../../expectation/check-expectation.js';
import type { Expectations, WayExpectation } from '../../expectation/expectation.js';
import type { Failure, Verdict } from '../../expectation/verdict.js';
import type { Assumption } from '../../problem/assumption.js';
import type { Origin } from '../../request/origin.js';
import type { Request } from '../../request/request.js';
import type { Trace } from '../../trace/trace.js';
import type { Cell } from '../partition/cell.js';
import { partitionOf } from '../partition/partition.js';
import { isAnybody } from '../partition/anybody.js';
import { requestsOver } from '../partition/over-way.js';
import { smallestOf } from '../routes/smallest.js';
import { isIn, namesIn, portsIn, readerOf } from './membership.js';
import { originsOf } from './origins.js';
import type { RequestSet } from './request-set.js';

/** What a proof is of: an expectation for every way, or expectations as tests have them. @public */
export type Property = WayExpectation | Pick<Expectations, 'expect' | 'may'>;

/** Whether a property holds for all requests of a set. @public */
export type Proof =
  | {
      readonly kind: 'holds';
      /** How many kinds of requests were looked at; 0: there is none in the set. */
      readonly kinds: number;
      /** What was taken for granted on some way. */
      readonly assumptions: readonly Assumption[];
    }
  | {
      readonly kind: 'fails';
      readonly kinds: number;
      /** The smallest request for which the property does not hold. */
      readonly counterexample: Request;
      /** The way on which it does not hold: `traceRequest` with `replay(trace)` gives it again. */
      readonly trace: Trace;
      readonly failures: readonly Failure[];
    }
  | {
      readonly kind: 'unknown';
      readonly kinds: number;
      /** A request of which the model does not know what comes; absent where only not all kinds could be found. */
      readonly example?: Request;
      readonly trace?: Trace;
      readonly reason: string;
    };

/**
 * Looks at every request of a set, a kind at a time: the property holds for all of them on every way that they may take,
 * or the smallest counterexample is given. Where the model does not know what comes of some, the proof is `unknown`.
 *
 * What is told word for word (`pathAtBackend`, `redirectsTo` and the like) can fail or stay `unknown`, and never holds: it
 * may be another thing for each request of a kind. Requests come from the origins that the set names, or from the
 * platform's own; one that is named anywhere in the set stands for all of it. `internet()` is anybody. Names that nobody states are left out: they lead to some address, and every address is looked at.
 * @throws {ExpectationError} when the property cannot be read
 * @public
 * @example
 * prove(cluster, under('https://shop.example.com/api'), { reaches: 'service/shop/api' }).kind; // 'holds'
 */
export function prove(cluster: Cluster, requests: RequestSet, property: Property): Proof {
  const expectations = isExpectations(property) ? property : { expect: property };
  const cells: Cell[] = [];
  let isExact = true;
  const asked = readerOf(requests);
  const origins = originsOf(cluster, requests);
  for (const origin of origins) {
    const partition = partitionOf([cluster], origin, {
      ports: portsIn(requests),
      names: namesIn(requests),
      ...(asked === undefined ? {} : { asked }),
    });
    isExact &&= partition.isExact;
    cells.push(...partition.cells);
  }
  // Of anybody in the internet one of each kind is looked at: no single address stands apart.
  const isApart = origins.some(isAnybody) && origins.some((origin) => isOneOfMany(origin));
  isExact &&= !isApart;
  const members = cells.flatMap((cell) => membersOf(cell, requests));
  // A property that cannot be read is told, though there is nothing to hold it against.
  if (members.length === 0 && cells[0] !== undefined) {
    checkExpectation(cluster, cells[0].request, expectations);
  }
  const verdicts = new Map<Request, Verdict>();
  const assumed = new Map<string, Assumption>();
  for (const request of members) {
    const verdict = checkExpectation(cluster, request, expectations);
    for (const assumption of verdict.assumptions) assumed.set(JSON.stringify(assumption), assumption);
    if (!verdict.holds) verdicts.set(request, verdict);
  }
  const known = [...verdicts].filter(([, verdict]) => isKnown(verdict)).map(([request]) => request);
  const failing = smallestOf(known);
  const kinds = members.length;
  if (failing !== undefined) {
    const { failures = [] } = verdicts.get(failing) ?? {};
    const trace = failures.find((failure) => failure.trace?.outcome.kind !== 'unknown')?.trace;
    if (trace !== undefined) return { kind: 'fails', kinds, counterexample: failing, trace, failures };
  }
  const [example] = verdicts.keys();
  if (example !== undefined) {
    const trace = verdicts.get(example)?.failures.find((failure) => failure.trace !== undefined)?.trace;
    const reason = trace?.outcome.cause.message ?? 'The model does not know what comes of it.';
    return { kind: 'unknown', kinds, example, ...(trace === undefined ? {} : { trace }), reason };
  }
  const assumptions = [...assumed.values()];
  const reason = isExact
    ? (wordForWord(expectations) ?? policiesLeftOut(expectations, assumptions))
    : notExact;
  return reason === undefined ? { kind: 'holds', kinds, assumptions } : { kind: 'unknown', kinds, reason };
}

/** NetworkPolicies are not evaluated: they may keep requests from what they are to reach, and let none through that was stopped. */
function policiesLeftOut(
  { expect, may }: Expectations,
  assumptions: readonly Assumption[],
): string | undefined {
  const policy = assumptions.find(({ code }) => code === 'network-policy-not-evaluated');
  const members = [expect, may].flat().flatMap((each) => Object.keys(each ?? {}));
  return members.every((member) => member === 'neverReaches') ? undefined : policy?.message;
}

const notExact =
  'Not every kind of request can be found: a regular expression is not linear, paths are compared as they are sent, or one client is told from all others.';

/** What pods and clients get word for word may be another thing for each request of a kind. */
function wordForWord({ expect, may }: Expectations): string | undefined {
  const members = [expect, may].flat().flatMap((each) => Object.keys(each ?? {}));
  const told = members.find((member) => ofEachRequest.has(member) || isAddress(member, expect));
  return told === undefined
    ? undefined
    : `${told} is told word for word: it holds for one request of each kind, and may not for others.`;
}

const ofEachRequest: ReadonlySet<string> = new Set([
  'redirectsTo',
  'pathAtBackend',
  'hostAtBackend',
  'headersAtBackend',
]);

/** The source that a pod sees is the same kind of address for all requests, and not the same address. */
function isAddress(member: string, expect: Expectations['expect']): boolean {
  const { sourceAtPod } = expect ?? {};
  return member === 'sourceAtPod' && sourceAtPod !== 'client' && sourceAtPod !== 'node';
}

/** Whether something fails of which the model knows what it is. */
function isKnown({ unknown, failures }: Verdict): boolean {
  return unknown === 0 || failures.some(({ trace }) => trace?.outcome.kind !== 'unknown');
}

function isOneOfMany(origin: Origin): boolean {
  return origin.kind === 'internet' && !isAnybody(origin);
}

function isExpectations(property: Property): property is Pick<Expectations, 'expect' | 'may'> {
  return 'expect' in property || 'may' in property;
}

/** The requests of a cell that are in the set: one for each way and scheme. */
function membersOf(cell: Cell, set: RequestSet): readonly Request[] {
  const names = namesIn(set);
  const all = cell.ways.flatMap((way) => requestsOver(cell, way, names));
  return all.filter(
    (request) => isIn(set, request) && (!isOfUnknownName(cell.fates) || names.includes(request.host)),
  );
}

function isOfUnknownName(fates: Cell['fates']): boolean {
  return fates.every(({ ends }) => ends.every(({ cause }) => cause === 'public-name-unlisted'));
}

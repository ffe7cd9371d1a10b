import type { Cluster } from '../cluster/cluster.js';
import type { Assumption } from '../problem/assumption.js';
import type { Packet } from '../request/packet.js';
import type { RequestInput } from '../request/read-request.js';
import type { Request } from '../request/request.js';
import type { Memory } from '../step/memory.js';
import { emptyMemory } from '../step/memory.js';
import type { Flight, Step, Views } from '../step/step.js';
import type { Hop } from '../trace/hop.js';
import type { Outcome } from '../trace/outcome.js';
import type { Trace } from '../trace/trace.js';
import { traceApiVersion } from '../trace/trace.js';
import type { Fraction } from './fraction.js';
import { plus, shareOf, times, toNumber, whole } from './fraction.js';
import { replyTo } from './reply.js';
import { start } from './start.js';
import { stateKeyOf } from './state-key.js';
import { distinct } from './distinct.js';
import { toRequest } from './trace-request.js';
import { sameViews, walkOn } from './walk.js';

/**
 * One way that a request may take. Ways that continue equally are one branch: `trace` is one of them, `probability` the
 * share of all of them.
 *
 * @public
 */
export interface Branch {
  readonly trace: Trace;
  readonly probability: number;
}

/** An outcome with its share over all branches, and a trace that ends in it. @public */
export interface OutcomeShare {
  readonly outcome: Outcome;
  readonly probability: number;
  readonly example: Trace;
}

/** Every way of a request. The probabilities of the branches sum to 1. @public */
export interface AllTraces {
  readonly apiVersion: typeof traceApiVersion;
  readonly kind: 'AllTraces';
  readonly request: Request;
  readonly branches: readonly Branch[];
  /** Most probable first. */
  readonly outcomes: readonly OutcomeShare[];
}

/** How every way is followed. @public */
export interface TraceAllOptions {
  /**
   * What is to be told apart of ways that continue equally: those with different texts are not merged. It sees the hops
   * so far and the packet as it goes on.
   */
  readonly tellApart?: (hops: readonly Hop[], packet: Packet) => string;
}

/** A way so far: where it is, how it came there, with which share. */
interface Way {
  readonly flight: Flight;
  readonly memory: Memory;
  readonly path: Path;
  share: Fraction;
}

/** How a way came to where it is: the example's own hops and its own probability. */
interface Path {
  readonly hops: readonly Hop[];
  readonly assumptions: readonly Assumption[];
  readonly probability: number;
}

interface Leaf {
  readonly path: Path;
  readonly outcome: Outcome;
  share: Fraction;
}

/** A branch with its share as it was counted. */
interface Told {
  readonly trace: Trace;
  readonly share: Fraction;
}

/**
 * Follows every choice of a request, merges the ways that continue equally, and gives each its exact share.
 *
 * @throws {RequestError} when the URL cannot be read
 * @public
 * @example
 * traceAll(cluster, { url: 'http://shop.example.com/' }).outcomes.map(({ outcome }) => outcome.kind);
 */
export function traceAll(
  cluster: Cluster,
  input: RequestInput | Request,
  options: TraceAllOptions = {},
): AllTraces {
  const request = toRequest(cluster, input);
  const views = sameViews(cluster);
  const leaves = followAll(cluster, views, start(views, emptyMemory, request), options);
  const told = leaves.map(({ path, outcome, share }): Told => {
    const reply = replyTo(cluster, path.hops, outcome);
    const trace: Trace = {
      apiVersion: traceApiVersion,
      kind: 'Trace',
      request,
      hops: path.hops,
      reply: reply.hops,
      outcome: reply.outcome,
      probability: path.probability,
      assumptions: distinct([...cluster.assumptions, ...path.assumptions, ...reply.assumptions]),
    };
    return { trace, share };
  });
  return {
    apiVersion: traceApiVersion,
    kind: 'AllTraces',
    request,
    branches: told.map(({ trace, share }) => ({ trace, probability: toNumber(share) })),
    outcomes: outcomesOf(told),
  };
}

/** Goes on step by step with all ways at once; ways in the same state after the same number of steps become one. */
function followAll(
  cluster: Cluster,
  views: Views,
  first: Step,
  { tellApart }: TraceAllOptions,
): readonly Leaf[] {
  const keyOf = stateKeyOf(cluster);
  const leaves = new Map<string, Leaf>();
  let ways = new Map<string, Way>();
  spread(first, { hops: [], assumptions: [], probability: 1 }, whole, 'start', {
    keyOf,
    tellApart,
    ways,
    leaves,
  });
  while (ways.size > 0) {
    const onwards = new Map<string, Way>();
    for (const [key, way] of ways) {
      const step = walkOn(views, way.memory, way.flight, way.path.hops.length);
      spread(step, way.path, way.share, key, { keyOf, tellApart, ways: onwards, leaves });
    }
    ways = onwards;
  }
  return [...leaves.values()];
}

interface Collected {
  readonly keyOf: ReturnType<typeof stateKeyOf>;
  readonly tellApart: TraceAllOptions['tellApart'];
  readonly ways: Map<string, Way>;
  readonly leaves: Map<string, Leaf>;
}

/** Adds what a step leads to; `key` names the state that it was made from. */
function spread(step: Step, path: Path, share: Fraction, key: string, into: Collected): void {
  if (step.kind === 'choose') {
    const { of, by, candidates } = step;
    for (const [index, candidate] of candidates.entries()) {
      const { probability } = candidate;
      const choice = { of, by, among: candidates.length, index, probability };
      const onwards = { ...path, probability: path.probability * probability };
      spread(
        step.take(index, choice),
        onwards,
        times(share, shareOf(candidates, candidate)),
        `${key}/${index}`,
        into,
      );
    }
    return;
  }
  const onwards: Path = {
    hops: [...path.hops, ...step.hops],
    assumptions: [...path.assumptions, ...step.assumptions],
    probability: path.probability,
  };
  if (step.kind === 'done') {
    const leaf = into.leaves.get(key);
    if (leaf === undefined) into.leaves.set(key, { path: onwards, outcome: step.outcome, share });
    else leaf.share = plus(leaf.share, share);
    return;
  }
  const equal = into.keyOf(step.flight, step.memory);
  const state =
    into.tellApart === undefined ? equal : `${equal}\n${into.tellApart(onwards.hops, step.flight.packet)}`;
  const way = into.ways.get(state);
  if (way === undefined) {
    into.ways.set(state, { flight: step.flight, memory: step.memory, path: onwards, share });
  } else {
    way.share = plus(way.share, share);
  }
}

/** Outcomes that a client cannot tell apart, added up. */
function outcomesOf(told: readonly Told[]): readonly OutcomeShare[] {
  const sums = new Map<string, { readonly example: Trace; share: Fraction }>();
  for (const { trace, share } of told) {
    const key = seenByClient(trace.outcome);
    const sum = sums.get(key);
    if (sum === undefined) sums.set(key, { example: trace, share });
    else sum.share = plus(sum.share, share);
  }
  return [...sums.values()]
    .map(({ example, share }) => ({ outcome: example.outcome, probability: toNumber(share), example }))
    .sort((one, other) => other.probability - one.probability);
}

function seenByClient(outcome: Outcome): string {
  const { kind, cause } = outcome;
  return JSON.stringify(
    outcome.kind === 'response'
      ? [kind, outcome.status, outcome.from, outcome.headers, cause.code]
      : [kind, cause.code],
  );
}

import type { Target } from '../request/packet.js';
import type { Memory } from '../step/memory.js';
import { done, next } from '../step/result.js';
import type { Candidate, Flight, Step, Views } from '../step/step.js';
import type { Choice } from '../trace/choice.js';
import type { Skip } from '../trace/rule.js';
import { keep, keptIndex } from './affinity.js';
import { outcomeOf } from './cause.js';
import { filteredHop, forwardedHop, refusedHop, undecidedHop } from './hop.js';
import { sourceDecision } from './masquerade.js';
import { proxyHostOf } from './proxy-host.js';
import { rulingOn } from './proxy-mode.js';
import type { Question } from './question.js';
import type { Forwarded } from './ruling.js';

/** A packet at the service proxy of a node, with the flight it belongs to. */
interface Arrival extends Question {
  readonly flight: Flight;
  readonly memory: Memory;
}

/**
 * The service proxy of a node: a packet for a Service gets the address of an endpoint and goes on its way out, with the
 * masquerade mark where the answer must come back through this node; or it is refused, or dropped.
 *
 * What is not for a Service goes on as it is, without a hop.
 * @see kubernetes/website reference/networking/virtual-ips.md
 */
export function serviceComponent(views: Views, memory: Memory, flight: Flight): Step {
  const { at, packet } = flight;
  if (at.kind !== 'arriving')
    throw new TypeError(`the service proxy takes packets that arrive, not at ${at.kind}`);
  const cluster = views.of({ kind: 'kube-proxy', node: at.node });
  const host = proxyHostOf(cluster, at.node);
  const arrival: Arrival = { cluster, host, packet, from: at.from, flight, memory };
  const ruling = rulingOn(arrival);
  switch (ruling.kind) {
    case 'passed':
      return next([], { ...flight, at: { kind: 'leaving', node: at.node, from: at.from } }, memory);
    case 'forwarded':
      return forward(arrival, ruling);
    case 'refused':
      return done([refusedHop(host, packet, ruling)], outcomeOf(arrival, ruling));
    case 'filtered':
      return done([filteredHop(host, packet, ruling)], outcomeOf(arrival, ruling));
    case 'undecided':
      return done([undecidedHop(host, packet, ruling)], outcomeOf(arrival, ruling));
    default:
      return ruling satisfies never;
  }
}

/** To the endpoint that the client keeps, else to any of the list. */
function forward(arrival: Arrival, ruling: Forwarded): Step {
  const { targets } = ruling.list;
  const kept = targets[keptIndex(arrival.memory, arrival, ruling)];
  if (kept !== undefined) return deliver(arrival, ruling, kept, { skipped: clientKept });
  if (targets.length === 1) return deliver(arrival, ruling, ruling.first, {});
  return {
    kind: 'choose',
    of: 'endpoint',
    by: arrival.host.settings.mode === 'ipvs' ? 'round-robin' : 'random',
    candidates: sharesOf(targets),
    take: (index, choice) => deliver(arrival, ruling, targets[index] ?? ruling.first, { choice }),
  };
}

const clientKept: readonly Skip[] = [{ code: 'no-choice-client-kept', path: 'spec.sessionAffinity' }];

/** How an endpoint was come by. */
interface Chosen {
  readonly choice?: Choice;
  readonly skipped?: readonly Skip[];
}

/** The packet goes on to the way out of the node, with its endpoint as the destination. */
function deliver(arrival: Arrival, ruling: Forwarded, endpoint: Target, { choice, skipped }: Chosen): Step {
  const { flight, host, memory, from } = arrival;
  const { packet } = flight;
  const decision = sourceDecision(arrival, ruling, endpoint);
  const hop = forwardedHop(host, packet, ruling, endpoint, decision, choice);
  return next(
    [skipped === undefined ? hop : { ...hop, skipped: [...hop.skipped, ...skipped] }],
    {
      ...flight,
      at: { kind: 'leaving', node: host.topology.name, from },
      packet:
        decision.masqueradeRule === undefined
          ? { ...packet, destination: endpoint }
          : { mark: 'masquerade', ...packet, destination: endpoint },
    },
    keep(memory, arrival, ruling.claim.port, endpoint),
  );
}

const shares = new WeakMap<readonly Target[], readonly Candidate[]>();

/** Every endpoint is as likely as the others. */
function sharesOf(targets: readonly Target[]): readonly Candidate[] {
  let candidates = shares.get(targets);
  if (candidates === undefined) {
    const share: Candidate = { probability: 1 / targets.length };
    candidates = targets.map(() => share);
    shares.set(targets, candidates);
  }
  return candidates;
}

import type { Packet, Target } from '../request/packet.js';
import type { Connection, Memory } from '../step/memory.js';
import type { Position } from '../step/position.js';
import { done, next } from '../step/result.js';
import type { Candidate, Flight, Step, Views } from '../step/step.js';
import type { Choice } from '../trace/choice.js';
import type { Skip } from '../trace/rule.js';
import { keptIndex } from './affinity.js';
import { outcomeOf } from './cause.js';
import { afterForward, afterPass, connectionOf, track } from './conntrack.js';
import { answeredHealthCheck } from './health-check.js';
import { filteredHop, forwardedHop, knownHop, refusedHop, undecidedHop } from './hop.js';
import { sourceDecision } from './masquerade.js';
import { proxyHostOf, type ProxyHost } from './proxy-host.js';
import { rulingOn } from './proxy-mode.js';
import type { Question } from './question.js';
import type { Forwarded } from './ruling.js';

type Arriving = Extract<Position, { kind: 'arriving' }>;

/** A packet at the service proxy of a node, with the flight it belongs to. */
interface Arrival extends Question {
  readonly flight: Flight;
  readonly memory: Memory;
}

/**
 * The service proxy of a node: a packet for a Service gets the address of an endpoint and goes on its way out, with the
 * masquerade mark where the answer must come back through this node; or it is refused, or dropped.
 *
 * What is not for a Service goes on as it is, without a hop; what belongs to a connection that the node tracks goes on as
 * that began.
 * @see kubernetes/website reference/networking/virtual-ips.md
 */
export function serviceComponent(views: Views, memory: Memory, flight: Flight): Step {
  const { at, packet } = flight;
  if (at.kind !== 'arriving')
    throw new TypeError(`the service proxy takes packets that arrive, not at ${at.kind}`);
  const cluster = views.of({ kind: 'kube-proxy', node: at.node });
  const host = proxyHostOf(cluster, at.node);
  const known = connectionOf(memory, at.node, packet);
  if (known !== undefined) return goOn(host, at, flight, known, memory);
  const arrival: Arrival = { cluster, host, packet, from: at.from, flight, memory };
  const ruling = rulingOn(arrival);
  switch (ruling.kind) {
    case 'passed':
      return (
        answeredHealthCheck(arrival, packet) ??
        next([], leaving(flight, at, packet), afterPass(memory, arrival))
      );
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

/** A connection that the node tracks goes on as it began. */
function goOn(host: ProxyHost, at: Arriving, flight: Flight, known: Connection, memory: Memory): Step {
  const { endpoint, masqueradeRule, servicePort } = known;
  const { packet } = flight;
  const hops = servicePort === undefined ? [] : [knownHop(host, packet, known, servicePort)];
  const onward = translated(packet, endpoint, masqueradeRule !== undefined);
  return next(hops, leaving(flight, at, onward), track(memory, at.node, known));
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
    leaving(
      flight,
      { node: host.topology.name, from },
      translated(packet, endpoint, decision.masqueradeRule !== undefined),
    ),
    afterForward(memory, arrival, ruling, endpoint, decision.masqueradeRule),
  );
}

/** The flight on its way out of the node, with this packet. */
function leaving(flight: Flight, { node, from }: Pick<Arriving, 'node' | 'from'>, packet: Packet): Flight {
  return { ...flight, at: { kind: 'leaving', node, from }, packet };
}

function translated(packet: Packet, endpoint: Target, isMasqueraded: boolean): Packet {
  return isMasqueraded
    ? { mark: 'masquerade', ...packet, destination: endpoint }
    : { ...packet, destination: endpoint };
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

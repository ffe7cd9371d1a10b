import type { Listener, LoadBalancer } from '../cluster/infrastructure.js';
import type { TargetGroup } from '../cluster/listener-rule.js';
import type { Assumption } from '../problem/assumption.js';
import { done } from '../step/result.js';
import type { Flight, Step } from '../step/step.js';
import type { LoadBalancerHop, LoadBalancerTarget } from '../trace/hop.js';
import type { Cause, Outcome } from '../trace/outcome.js';
import type { Rule, Skip } from '../trace/rule.js';
import { listenerKind } from './listener-kind.js';
import { probeOf } from './probe-of.js';

/** A connection at a load balancer; without a listener there is nothing behind it. */
export interface Arrival {
  readonly balancer: LoadBalancer;
  readonly listener?: Listener;
  readonly flight: Flight;
  readonly targets: readonly LoadBalancerTarget[];
  /** What took the request, where it was not the listener alone. */
  readonly rule?: Rule;
  /** What that asks of a request. */
  readonly conditions?: readonly string[];
  /** The target group that was chosen. */
  readonly group?: TargetGroup;
}

const nothing: readonly Skip[] = [];
const none: readonly Assumption[] = [];

/** The hop of a connection that goes no further. */
export function hopOf({
  balancer,
  flight: { packet },
  listener,
  targets,
  rule,
  conditions,
  group,
}: Arrival): LoadBalancerHop {
  return {
    stage: 'load-balancer',
    loadBalancer: balancer.id,
    kind: listenerKind(balancer, listener),
    place: { kind: 'load-balancer', name: balancer.id },
    packet,
    rule: rule ?? listenerRule(balancer, listener),
    skipped: nothing,
    listener: { protocol: packet.protocol, port: packet.destination.port },
    targets,
    ...probeAt(balancer, listener, group),
    ...(conditions === undefined ? {} : { conditions }),
    ...(group === undefined
      ? {}
      : { backend: { service: { kind: 'Service', ...group.service }, port: group.port.port } }),
    action: 'dropped',
    changes: [],
  };
}

/** Addresses that nodes announce are asked by nobody. */
function probeAt(
  balancer: LoadBalancer,
  listener: Listener | undefined,
  group: TargetGroup | undefined,
): Pick<LoadBalancerHop, 'probe'> {
  if (group !== undefined) return { probe: group.probe };
  if (listener === undefined || listener.routing !== undefined || balancer.kind === 'announce') return {};
  return { probe: probeOf(balancer, listener) };
}

function listenerRule(balancer: LoadBalancer, listener: Listener | undefined): Rule {
  return { id: 'load-balancer-listener', object: balancer.owner, path: listener?.path ?? 'spec.ports' };
}

/** Nothing comes back to the client. */
export function lost(at: Arrival, cause: Cause): Step {
  const hop = hopOf(at);
  return done([hop], { kind: 'timeout', place: hop.place, cause });
}

/** The balancer ends the connection. */
export function endedAs(at: Arrival, kind: 'closed' | 'tls-error', cause: Cause): Step {
  const hop = hopOf(at);
  return done([{ ...hop, action: 'rejected' }], { kind, place: hop.place, cause });
}

/** No source says what a client gets. */
export function undocumented(
  at: Arrival,
  missing: string,
  cause: Cause,
  assumptions: readonly Assumption[] = none,
): Step {
  const hop = hopOf(at);
  return done([hop], { kind: 'unknown', missing, place: hop.place, cause }, assumptions);
}

/** An outcome without its place. */
export type Answer = Pick<
  Extract<Outcome, { kind: 'response' }>,
  'kind' | 'status' | 'headers' | 'from' | 'cause'
>;

/** The balancer answers itself. */
export function answered(at: Arrival, answer: Answer, assumptions: readonly Assumption[] = none): Step {
  const hop = hopOf(at);
  return done([{ ...hop, action: 'terminated' }], { ...answer, place: hop.place }, assumptions);
}

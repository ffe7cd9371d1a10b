import { isInAny } from '../address/cidr.js';
import type { Listener, LoadBalancer } from '../cluster/infrastructure.js';
import type { Assumption } from '../problem/assumption.js';
import type { Packet } from '../request/packet.js';
import type { Memory } from '../step/memory.js';
import { done, next } from '../step/result.js';
import type { Flight, Step, Views } from '../step/step.js';
import type { Choice } from '../trace/choice.js';
import type { LoadBalancerHop, LoadBalancerTarget } from '../trace/hop.js';
import { answered, type Arrival, endedAs, hopOf, lost, undocumented } from './arrival.js';
import {
  hairpin,
  loadBalancerGone,
  noListener,
  noTarget,
  plainAtTls,
  sourceRefused,
  tlsAtPlain,
  unknownWithoutTarget,
} from './causes.js';
import { checked } from './checked.js';
import { forward } from './forward.js';
import { listenerKind } from './listener-kind.js';
import { route } from './route.js';
import { sharesOf } from './shares.js';
import { targetsOf } from './targets.js';

/**
 * A load balancer outside of the cluster takes a connection at one of its listeners and sends it to a healthy target: a
 * node, or a pod.
 *
 * Passthrough keeps the client's address; a proxy ends the connection and opens its own. What arrives at the node is the
 * balancer's address, a node port or a pod's address, as the provider does it.
 * @see kubernetes/website concepts/services-networking/service.md, type LoadBalancer
 */
export function loadBalancerComponent(views: Views, memory: Memory, flight: Flight, id: string): Step {
  const cluster = views.of({ kind: 'load-balancer', id });
  const balancer = cluster.loadBalancer(id);
  if (balancer === undefined) {
    return done([], { kind: 'timeout', place: { kind: 'network' }, cause: loadBalancerGone(id) });
  }
  const { packet } = flight;
  const { port } = packet.destination;
  const listener = balancer.listeners.find(
    (entry) => entry.port === port && entry.protocol === packet.protocol,
  );
  if (listener === undefined) {
    const at = { balancer, flight, targets: [] };
    const cause = noListener(cluster, balancer, packet);
    return balancer.allPorts === undefined ? lost(at, cause) : undocumented(at, 'port-of-no-service', cause);
  }
  if (isShutOut(balancer, listener, packet)) {
    return lost({ balancer, flight, listener, targets: [] }, sourceRefused(balancer, packet));
  }
  const mismatch = mismatchOf({ balancer, listener, flight, targets: [] });
  if (mismatch !== undefined) return mismatch;
  if (listener.routing !== undefined) {
    return route(views, memory, flight, { balancer, listener, routing: listener.routing });
  }
  const targets = checked(views, balancer, targetsOf(cluster, balancer, listener));
  const at = { balancer, listener, flight, targets } satisfies Arrival;
  const healthy = targets.filter((target) => target.healthy);
  const taking = healthy.length === 0 && balancer.allUnhealthy.behaviour === 'fail-open' ? targets : healthy;
  const [only] = taking;
  if (only === undefined) return withoutTarget(at);
  const { probabilities, assumptions } = sharesOf(cluster, balancer, taking);
  const send = (target: LoadBalancerTarget, choice?: Choice): Step =>
    sendTo(at, memory, target, assumptions, choice);
  if (taking.length === 1) return send(only);
  return {
    kind: 'choose',
    of: balancer.targetType === 'pod' ? 'endpoint' : 'node',
    by: 'hash',
    candidates: probabilities.map((probability) => ({ probability })),
    take: (index, choice) => send(taking[index] ?? only, choice),
  };
}

function isShutOut({ sourceRanges }: LoadBalancer, listener: Listener, { source }: Packet): boolean {
  return (
    sourceRanges.length > 0 &&
    listener.ignoresSourceRanges === undefined &&
    !isInAny(sourceRanges, source.address)
  );
}

/** The client speaks plain HTTP to a listener that ends TLS, or TLS to one of plain HTTP. */
function mismatchOf(at: Arrival & { readonly listener: Listener }): Step | undefined {
  const { http, tls } = at.flight.packet;
  if (http === undefined) return undefined;
  switch (at.listener.terminates) {
    case 'TLS':
      return tls === undefined ? endedAs(at, 'closed', plainAtTls(at)) : undefined;
    case 'HTTPS':
      return tls === undefined ? undocumented(at, 'answer-to-plain-http', plainAtTls(at)) : undefined;
    case 'HTTP':
      return tls === undefined ? undefined : endedAs(at, 'tls-error', tlsAtPlain(at));
    case undefined:
      return undefined;
    default:
      return at.listener.terminates satisfies never;
  }
}

function sendTo(
  at: Arrival & { readonly listener: Listener },
  memory: Memory,
  target: LoadBalancerTarget,
  taken: readonly Assumption[],
  choice?: Choice,
): Step {
  const { balancer, listener, flight } = at;
  const isSelf = listener.preservesClient && flight.packet.source.address === target.address;
  if (isSelf && balancer.delivers !== 'vip') return lost(at, hairpin(balancer, target));
  const { packet, changes, assumptions } = forward(flight.packet, balancer, listener, target);
  const kind = listenerKind(balancer, listener);
  const isProxy = kind === 'l4-proxy' || kind === 'l7-proxy';
  const hop: LoadBalancerHop = {
    ...hopOf(at),
    action: isProxy ? 'terminated' : 'forwarded',
    changes,
    target: target.name,
    ...(choice === undefined ? {} : { choice }),
  };
  const arriving = { kind: 'arriving', node: target.node, from: 'wire' } as const;
  return next([hop], { ...flight, at: arriving, left: hop.place, packet }, memory, [
    ...taken,
    ...assumptions,
  ]);
}

/** No target takes the connection: silence, an answer of the balancer itself, or what no source says. */
function withoutTarget(at: Arrival): Step {
  const { allUnhealthy } = at.balancer;
  switch (allUnhealthy.behaviour) {
    case 'fail-open':
    case 'fail-closed':
      return lost(at, noTarget(at.balancer, at.targets));
    case 'error': {
      const cause = noTarget(at.balancer, at.targets);
      const { status } = allUnhealthy;
      return answered(at, { kind: 'response', status, headers: [], from: 'proxy', cause });
    }
    case 'unknown':
      return undocumented(at, 'load-balancer-without-target', unknownWithoutTarget(at.balancer, at.targets));
    default:
      return allUnhealthy satisfies never;
  }
}

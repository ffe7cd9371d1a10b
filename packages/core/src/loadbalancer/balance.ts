import { isInAny } from '../address/cidr.js';
import { familyOf } from '../address/ip.js';
import type { Cluster } from '../cluster/cluster.js';
import type { Listener, LoadBalancer } from '../cluster/infrastructure.js';
import { nodeAddress } from '../cluster/node-address.js';
import type { Packet } from '../request/packet.js';
import type { Memory } from '../step/memory.js';
import { done, next } from '../step/result.js';
import type { Flight, Step, Views } from '../step/step.js';
import type { Change } from '../trace/change.js';
import type { Choice } from '../trace/choice.js';
import type { LoadBalancerHop, LoadBalancerTarget } from '../trace/hop.js';
import type { Cause } from '../trace/outcome.js';
import type { Rule, Skip } from '../trace/rule.js';
import { targetsOf } from './targets.js';

/**
 * A load balancer outside of the cluster takes a connection at one of its listeners and sends it to a healthy node.
 *
 * Passthrough keeps the client's address; a proxy ends the connection and opens its own. What arrives at the node is the
 * balancer's address or a node port, as the provider does it.
 * @see kubernetes/website concepts/services-networking/service.md, type LoadBalancer
 */
export function loadBalancerComponent(views: Views, memory: Memory, flight: Flight, id: string): Step {
  const cluster = views.of({ kind: 'load-balancer', id });
  const balancer = cluster.loadBalancer(id);
  if (balancer === undefined) {
    return done([], {
      kind: 'timeout',
      place: { kind: 'network' },
      cause: { code: 'load-balancer-gone', message: `Load balancer ${id} does not exist any more.` },
    });
  }
  const { packet } = flight;
  const listener = balancer.listeners.find(
    (entry) => entry.port === packet.destination.port && entry.protocol === packet.protocol,
  );
  if (listener === undefined)
    return lost(balancer, flight, undefined, [], noListener(cluster, balancer, packet));
  if (balancer.sourceRanges.length > 0 && !isInAny(balancer.sourceRanges, packet.source.address)) {
    return lost(balancer, flight, listener, [], sourceRefused(balancer, packet));
  }
  const targets = targetsOf(cluster, balancer, listener);
  const healthy = targets.filter((target) => target.healthy);
  const only = healthy[0];
  if (only === undefined) return lost(balancer, flight, listener, targets, noTarget(balancer, targets));
  const send = (target: LoadBalancerTarget, choice?: Choice): Step =>
    forward(cluster, memory, flight, { balancer, listener, targets, target }, choice);
  if (healthy.length === 1) return send(only);
  const share = { probability: 1 / healthy.length };
  return {
    kind: 'choose',
    of: 'node',
    by: 'hash',
    candidates: healthy.map(() => share),
    take: (index, choice) => send(healthy[index] ?? only, choice),
  };
}

interface Forwarding {
  readonly balancer: LoadBalancer;
  readonly listener: Listener;
  readonly targets: readonly LoadBalancerTarget[];
  readonly target: LoadBalancerTarget;
}

function forward(cluster: Cluster, memory: Memory, flight: Flight, way: Forwarding, choice?: Choice): Step {
  const { balancer, listener, target } = way;
  const { packet } = flight;
  const node = cluster.get('Node', target.name);
  const family = familyOf(packet.destination.address);
  const address =
    balancer.delivers === 'vip' || node === undefined
      ? packet.destination.address
      : (nodeAddress(node, family) ?? target.address);
  const destination = { address, port: listener.targetPort };
  const source = balancer.preservesClient ? packet.source : { address: balancer.proxyAddress ?? '' };
  const onwards = { ...packet, source, destination };
  const hop: LoadBalancerHop = {
    stage: 'load-balancer',
    loadBalancer: balancer.id,
    kind: balancer.kind,
    place: { kind: 'load-balancer', name: balancer.id },
    packet,
    rule: ruleOf(balancer, listener),
    skipped: nothing,
    listener: { protocol: packet.protocol, port: packet.destination.port },
    targets: way.targets,
    action: balancer.kind === 'l4-proxy' ? 'terminated' : 'forwarded',
    changes: changesOf(packet, onwards),
    target: target.name,
    ...(choice === undefined ? {} : { choice }),
  };
  const at = { kind: 'arriving', node: target.name, from: 'wire' } as const;
  return next([hop], { ...flight, at, packet: onwards }, memory);
}

function changesOf(before: Packet, after: Packet): readonly Change[] {
  const changes: Change[] = [];
  const from = before.destination;
  const to = after.destination;
  if (from.address !== to.address || from.port !== to.port) {
    changes.push({
      kind: 'dnat',
      field: 'destination',
      from: `${from.address}:${from.port}`,
      to: `${to.address}:${to.port}`,
    });
  }
  if (before.source.address !== after.source.address) {
    changes.push({
      kind: 'connection',
      field: 'source',
      from: before.source.address,
      to: after.source.address,
    });
  }
  return changes;
}

const nothing: readonly Skip[] = [];

function ruleOf(balancer: LoadBalancer, listener: Listener | undefined): Rule {
  return { id: 'load-balancer-listener', object: balancer.owner, path: listener?.path ?? 'spec.ports' };
}

function lost(
  balancer: LoadBalancer,
  { packet }: Flight,
  listener: Listener | undefined,
  targets: readonly LoadBalancerTarget[],
  cause: Cause,
): Step {
  const place = { kind: 'load-balancer', name: balancer.id } as const;
  const hop: LoadBalancerHop = {
    stage: 'load-balancer',
    loadBalancer: balancer.id,
    kind: balancer.kind,
    place,
    packet,
    rule: ruleOf(balancer, listener),
    skipped: nothing,
    listener: { protocol: packet.protocol, port: packet.destination.port },
    targets,
    action: 'dropped',
    changes: [],
  };
  return done([hop], { kind: 'timeout', place, cause });
}

function noListener(
  cluster: Cluster,
  { owner, listeners }: LoadBalancer,
  { destination, protocol }: Packet,
): Cause {
  const has = listeners.map((entry) => `${entry.port}/${entry.protocol}`).join(', ') || 'none';
  const message = `The load balancer has no listener on ${destination.port}/${protocol} (it has ${has}).`;
  const ports = cluster.get('Service', `${owner.namespace ?? ''}/${owner.name}`)?.spec.ports ?? [];
  const index = ports.findIndex((entry) => entry.port === destination.port && entry.protocol === protocol);
  if (index >= 0) {
    return {
      code: 'no-listener',
      object: owner,
      path: `spec.ports[${index}].nodePort`,
      message: `${message} The port of the Service has no node port to lead to.`,
      fix: 'Give the port a nodePort, or leave out spec.allocateLoadBalancerNodePorts: false.',
    };
  }
  return {
    code: 'no-listener',
    object: owner,
    path: 'spec.ports',
    message,
    fix: `Add port ${destination.port} to spec.ports of the Service, or ask one of its ports.`,
  };
}

function sourceRefused(balancer: LoadBalancer, packet: Packet): Cause {
  return {
    code: 'source-not-in-ranges',
    object: balancer.owner,
    path: 'spec.loadBalancerSourceRanges',
    message: `${packet.source.address} is in none of the source ranges ${balancer.sourceRanges.join(', ')}.`,
    fix: `Add the client's range to spec.loadBalancerSourceRanges.`,
  };
}

function noTarget(balancer: LoadBalancer, targets: readonly LoadBalancerTarget[]): Cause {
  if (targets.length === 0) {
    return {
      code: 'no-healthy-target',
      object: balancer.owner,
      message: 'The load balancer has no node to send to.',
      fix: 'Add a node, or remove the label node.kubernetes.io/exclude-from-external-load-balancers.',
    };
  }
  return {
    code: 'no-healthy-target',
    object: balancer.owner,
    path: balancer.probe.kind === 'local-endpoints' ? 'spec.externalTrafficPolicy' : 'spec.selector',
    message: `None of the ${targets.length} nodes passes the health check: ${targets[0]?.reason ?? ''}.`,
    fix:
      balancer.probe.kind === 'local-endpoints'
        ? 'With externalTrafficPolicy Local a node is healthy only with a ready pod of its own: make pods of the Service ready.'
        : 'Make the nodes ready.',
  };
}

import type { Cluster, Hop, Origin, Outcome, Place, Trace } from '@kubehop/core';
import type { Position } from '@kubehop/core/engine';
import type { Obstacles } from '../fault/obstacles.js';

/** The part of a way that a connection of a client stands on: up to the first proxy of layer 7, else up to the pod. */
export interface Standing {
  readonly hops: readonly Hop[];
  /** What was taken for granted on the way. */
  readonly assumptions: Trace['assumptions'];
  /** Where requests on the connection go on. */
  readonly end: Hop;
}

/** The connection that stands after a request; undefined where none does. */
export function standingOf({ hops, outcome, assumptions }: Trace): Standing | undefined {
  if (outcome.kind !== 'response' && outcome.kind !== 'connected') return undefined;
  const index = hops.findIndex(endsConnection);
  const end = hops[index];
  return end === undefined ? undefined : { hops: hops.slice(0, index), assumptions, end };
}

/** What keeps the packets of a connection that stands from its end; undefined: nothing does. */
export function obstacleOn(
  { hops, end }: Standing,
  obstacles: Obstacles,
  cluster: Cluster,
  from: Origin,
): Outcome | undefined {
  return cutAt([...hops, end], obstacles, cluster, from)?.obstacle;
}

/** The first hop of a way that packets do not come to any more, and what keeps them from it. */
export function cutAt(
  hops: readonly Hop[],
  obstacles: Obstacles,
  cluster: Cluster,
  from: Origin,
): { readonly index: number; readonly obstacle: Outcome } | undefined {
  let left: Place | undefined;
  for (const [index, hop] of hops.entries()) {
    const at = positionOf(hop);
    if (at === undefined) continue;
    const obstacle = obstacles.of(cluster, { at, ...(left === undefined ? {} : { left }) }, from);
    if (obstacle !== undefined) return { index, obstacle };
    left = hop.place;
  }
  return undefined;
}

function positionOf(hop: Hop): Position | undefined {
  switch (hop.stage) {
    case 'load-balancer':
      return { kind: 'load-balancer', id: hop.loadBalancer };
    case 'node':
    case 'service':
      return { kind: 'arriving', node: hop.node, from: 'wire' };
    case 'pod':
    case 'ingress':
      return hop.place.kind === 'pod'
        ? { kind: 'pod', namespace: hop.place.namespace, name: hop.place.name }
        : undefined;
    case 'client':
    case 'dns':
    case 'network-policy':
      return undefined;
    default:
      return hop satisfies never;
  }
}

function endsConnection(hop: Hop): boolean {
  if (hop.stage === 'pod') return true;
  if (hop.stage === 'ingress') return hop.action === 'terminated';
  return hop.stage === 'load-balancer' && hop.action === 'terminated' && hop.forwarded !== undefined;
}

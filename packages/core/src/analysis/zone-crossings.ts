import type { Cluster } from '../cluster/cluster.js';
import type { Hop } from '../trace/hop.js';
import type { Place } from '../trace/place.js';
import type { Trace } from '../trace/trace.js';

/** A step of a way from one zone into another. @public */
export interface ZoneCrossing {
  /** The index of the hop that it ends at. */
  readonly hop: number;
  readonly from: { readonly place: Place; readonly zone: string };
  readonly to: { readonly place: Place; readonly zone: string };
}

/** A step of which nobody can tell whether it leaves its zone. @public */
export interface UnknownZone {
  /** The index of the hop that it ends at. */
  readonly hop: number;
  /** A node without the label of its zone, or a load balancer, of which no source says in which zone it takes the connection. */
  readonly reason: 'node-without-zone' | 'load-balancer';
  readonly place: Place;
}

/** Where a way crosses zones. @public */
export interface ZoneCrossings {
  readonly crossings: readonly ZoneCrossing[];
  readonly unknown: readonly UnknownZone[];
}

/**
 * Where the way of a request leads from one zone into another: from a client pod to the node of the endpoint, from the
 * node that took it to a second one, from the pod of a controller to a backend. Nodes have the zone of their label
 * `topology.kubernetes.io/zone`. The way back crosses the same zones, unless the answer goes to the client directly.
 *
 * In which zone a load balancer takes a connection is not modelled: its step to the target is `unknown`, but for one
 * that keeps connections in the zone where they come in.
 * @see kubernetes/website reference/labels-annotations-taints, topology.kubernetes.io/zone
 * @public
 * @example
 * const { crossings, unknown } = zoneCrossings(cluster, traceRequest(cluster, request));
 */
export function zoneCrossings(cluster: Cluster, { hops }: Trace): ZoneCrossings {
  const crossings: ZoneCrossing[] = [];
  const unknown: UnknownZone[] = [];
  let before: Position | undefined;
  for (const [hop, at] of hops.entries()) {
    if (isPassing(cluster, at)) continue;
    const now = positionAt(cluster, at);
    if (before !== undefined && now !== undefined && !isSamePosition(before, now)) {
      if (before.kind === 'zone' && now.kind === 'zone') {
        if (before.zone !== now.zone) crossings.push({ hop, from: before, to: now });
      } else {
        const open = before.kind === 'zone' ? now : before;
        if (open.kind !== 'zone') unknown.push({ hop, reason: open.kind, place: open.place });
      }
    }
    before = now;
  }
  return { crossings, unknown };
}

/** Where a hop is: in a zone, or somewhere of which the zone is not known. Nowhere in the cluster: undefined. */
type Position =
  | { readonly kind: 'zone'; readonly zone: string; readonly node: string; readonly place: Place }
  | { readonly kind: 'node-without-zone'; readonly node: string; readonly place: Place }
  | { readonly kind: 'load-balancer'; readonly place: Place };

function positionAt(cluster: Cluster, { place }: Hop): Position | undefined {
  switch (place.kind) {
    case 'node':
      return positionOn(cluster, place.name, place);
    case 'pod':
      return positionOn(cluster, place.node, place);
    case 'load-balancer':
      return { kind: 'load-balancer', place };
    case 'internet':
    case 'network':
    case 'dns-server':
    case 'external':
      return undefined;
    default:
      return place satisfies never;
  }
}

function positionOn(cluster: Cluster, node: string, place: Place): Position {
  const zone = cluster.get('Node', node)?.metadata.labels['topology.kubernetes.io/zone'] ?? '';
  return zone === '' ? { kind: 'node-without-zone', node, place } : { kind: 'zone', zone, node, place };
}

/**
 * No place of its own: a look-up, the network that translates the public address of a node, an address that a node
 * announces itself, and a load balancer that has the zone of its target.
 */
function isPassing(cluster: Cluster, hop: Hop): boolean {
  switch (hop.stage) {
    case 'dns':
      return true;
    case 'node':
      return hop.place.kind === 'network';
    case 'load-balancer': {
      const balancer = cluster.loadBalancer(hop.loadBalancer);
      return balancer?.traits.crossZone === false || balancer?.kind === 'announce';
    }
    case 'client':
    case 'service':
    case 'network-policy':
    case 'ingress':
    case 'pod':
      return false;
    default:
      return hop satisfies never;
  }
}

function isSamePosition(one: Position, other: Position): boolean {
  return one.kind !== 'load-balancer' && other.kind !== 'load-balancer' && one.node === other.node;
}

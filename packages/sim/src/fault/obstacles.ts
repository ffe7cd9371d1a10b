import type { Cause, Cluster, Origin, Outcome, Place } from '@kubehop/core';
import type { Underway } from '@kubehop/core/engine';
import type { LinkEnd } from './fault.js';

const zoneLabel = 'topology.kubernetes.io/zone';

/** What is down or cut at this moment. */
export class Obstacles {
  readonly #downNodes = new Set<string>();
  readonly #downBalancers = new Set<string>();
  readonly #links = new Map<string, readonly [LinkEnd, LinkEnd]>();

  /** Whether a node is up. */
  isUp(node: string): boolean {
    return !this.#downNodes.has(node);
  }

  /** A node goes down, or comes back. */
  setNode(node: string, isUp: boolean): void {
    if (isUp) this.#downNodes.delete(node);
    else this.#downNodes.add(node);
  }

  /** A load balancer goes down, or comes back. */
  setBalancer(id: string, isUp: boolean): void {
    if (isUp) this.#downBalancers.delete(id);
    else this.#downBalancers.add(id);
  }

  /** A link is cut, or mended. */
  setLink(link: readonly [LinkEnd, LinkEnd], isUp: boolean): void {
    const key = JSON.stringify(link);
    if (isUp) this.#links.delete(key);
    else this.#links.set(key, link);
  }

  /** What keeps a packet from where it is going; `from` is where its client is. */
  of(cluster: Cluster, { at, left }: Underway, from: Origin): Outcome | undefined {
    if (this.#downNodes.size + this.#downBalancers.size + this.#links.size === 0) return undefined;
    switch (at.kind) {
      case 'load-balancer': {
        const place: Place = { kind: 'load-balancer', name: at.id };
        if (this.#downBalancers.has(at.id)) return lost(place, balancerDown(at.id));
        return this.#cut(cluster, left ?? placeOf(from), place);
      }
      case 'arriving':
      case 'leaving': {
        const place: Place = { kind: 'node', name: at.node };
        if (this.#downNodes.has(at.node)) return lost(place, nodeDown(at.node));
        return at.kind === 'arriving' && at.from === 'wire'
          ? this.#cut(cluster, left ?? placeOf(from), place)
          : undefined;
      }
      case 'pod': {
        const node = cluster.get('Pod', `${at.namespace}/${at.name}`)?.spec.nodeName ?? '';
        return this.#downNodes.has(node) ? lost({ kind: 'node', name: node }, nodeDown(node)) : undefined;
      }
      case 'client':
      case 'internet':
      case 'network':
        return undefined;
      default:
        return at satisfies never;
    }
  }

  #cut(cluster: Cluster, one: Place, other: Place): Outcome | undefined {
    for (const [a, b] of this.#links.values()) {
      const isCut =
        (isAt(cluster, a, one) && isAt(cluster, b, other)) ||
        (isAt(cluster, b, one) && isAt(cluster, a, other));
      if (isCut) return lost(other, linkDown(one, other));
    }
    return undefined;
  }
}

function isAt(cluster: Cluster, end: LinkEnd, place: Place): boolean {
  if ('outside' in end) return place.kind === end.outside;
  if ('loadBalancer' in end) return place.kind === 'load-balancer' && place.name === end.loadBalancer;
  if (place.kind !== 'node') return false;
  if ('node' in end) return place.name === end.node;
  return cluster.get('Node', place.name)?.metadata.labels[zoneLabel] === end.zone;
}

function placeOf(from: Origin): Place {
  switch (from.kind) {
    case 'internet':
      return { kind: 'internet' };
    case 'node':
      return { kind: 'node', name: from.node };
    case 'network':
    case 'address':
    case 'pod':
    case 'workload':
      return { kind: 'network' };
    default:
      return from satisfies never;
  }
}

function lost(place: Place, cause: Cause): Outcome {
  return { kind: 'timeout', place, cause };
}

function nodeDown(name: string): Cause {
  return {
    code: 'node-down',
    object: { kind: 'Node', name },
    message: `Node ${name} is down; nothing answers on its addresses and those of its pods.`,
    fix: 'Wait until whoever sends has learned of it, or let it learn sooner: health checks that ask often.',
  };
}

function balancerDown(id: string): Cause {
  return { code: 'load-balancer-down', message: `Load balancer ${id} is down.` };
}

function linkDown(one: Place, other: Place): Cause {
  return { code: 'link-down', message: `Nothing gets from ${text(one)} to ${text(other)}.` };
}

function text(place: Place): string {
  return 'name' in place ? `${place.kind} ${place.name}` : `the ${place.kind}`;
}

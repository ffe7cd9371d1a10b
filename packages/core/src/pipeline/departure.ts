import type { IPFamily } from '../address/ip.js';
import type { Cluster } from '../cluster/cluster.js';
import { nodeAddress } from '../cluster/node-address.js';
import type { Node } from '../object/node.js';
import type { Pod } from '../object/pod.js';
import { isReady } from '../object/readiness.js';
import type { Origin, WorkloadReference } from '../request/origin.js';
import type { Position } from '../step/position.js';
import type { Outcome } from '../trace/outcome.js';
import type { Place } from '../trace/place.js';

/** Where a client's packets enter the model, and from which addresses they come. */
export interface Departure {
  readonly position: Position;
  readonly place: Place;
  /** The client's address in a family; `undefined` where it has none. */
  readonly sourceFor: (family: IPFamily) => string | undefined;
  /** The node whose network it shares. */
  readonly node?: Node;
  /** The pod that sends, where it has a network namespace of its own. */
  readonly pod?: Pod;
}

/**
 * Finds where the packets of an origin enter, or says why nothing can be sent from there.
 *
 * @throws {TypeError} when it is no origin
 */
export function departureOf(cluster: Cluster, origin: Origin): Departure | Outcome {
  switch (origin.kind) {
    case 'internet':
      return outside({ kind: 'internet' }, origin.address);
    case 'network':
      return outside({ kind: 'network' }, origin.address);
    case 'node':
      return fromNode(cluster, origin.node);
    case 'pod': {
      const pod = cluster.get('Pod', `${origin.namespace}/${origin.name}`);
      return pod === undefined
        ? originMissing({ kind: 'Pod', namespace: origin.namespace, name: origin.name })
        : fromPod(cluster, pod);
    }
    case 'workload': {
      const pod = podOf(cluster, origin.workload);
      return pod === undefined ? originMissing(origin.workload) : fromPod(cluster, pod);
    }
    case 'address': {
      if (cluster.get('Node', origin.node) === undefined)
        return originMissing({ kind: 'Node', name: origin.node });
      const place: Place = { kind: 'external', name: origin.address };
      return {
        position: { kind: 'arriving', node: origin.node, from: 'wire' },
        place,
        sourceFor: () => origin.address,
      };
    }
    default:
      throw noOrigin(origin satisfies never);
  }
}

/** What is thrown for an origin that no type checker lets pass, such as a text. */
function noOrigin(origin: unknown): TypeError {
  return new TypeError(
    `from: ${JSON.stringify(origin)} is no origin: write internet(), network(address), node(name), ` +
      'pod(namespace, name) or workload(kind, namespace, name)',
  );
}

function outside(place: { readonly kind: 'internet' | 'network' }, address: string): Departure {
  return { position: place, place, sourceFor: () => address };
}

function fromNode(cluster: Cluster, name: string): Departure | Outcome {
  const node = cluster.get('Node', name);
  if (node === undefined) return originMissing({ kind: 'Node', name });
  return {
    position: { kind: 'arriving', node: name, from: 'host' },
    place: { kind: 'node', name },
    sourceFor: (family) => nodeAddress(node, family),
    node,
  };
}

function fromPod(cluster: Cluster, pod: Pod): Departure | Outcome {
  const { namespace, name } = pod.metadata;
  const node = pod.spec.nodeName;
  if (node === undefined || pod.status.phase !== 'Running') {
    return {
      kind: 'unknown',
      missing: 'origin',
      place: { kind: 'pod', namespace, name, node: node ?? '' },
      cause: {
        code: 'origin-not-running',
        object: { kind: 'Pod', namespace, name },
        path: 'status.phase',
        message: `Pod ${namespace}/${name} is ${pod.status.phase} and sends nothing${reasonOf(pod)}.`,
        fix: 'Send from a pod that runs, or make this one run.',
      },
    };
  }
  const place: Place = { kind: 'pod', namespace, name, node };
  if (pod.spec.hostNetwork) {
    const host = fromNode(cluster, node);
    return 'position' in host ? { ...host, place } : host;
  }
  return {
    position: { kind: 'arriving', node, from: 'pod' },
    place,
    sourceFor: (family) => pod.status.podIPs.find((ip) => ip.includes(':') === (family === 'IPv6')),
    pod,
  };
}

function reasonOf(pod: Pod): string {
  return pod.status.message === undefined ? '' : ` (${pod.status.message})`;
}

/** The first ready pod of a workload, by name; a Deployment's through its ReplicaSets. */
function podOf(cluster: Cluster, workload: WorkloadReference): Pod | undefined {
  const pods = cluster
    .list('Pod', workload.namespace)
    .filter((pod) => isOwnedBy(cluster, pod, workload) && pod.status.phase === 'Running');
  return pods.find(isReady) ?? pods[0];
}

function isOwnedBy(cluster: Cluster, pod: Pod, workload: WorkloadReference): boolean {
  return pod.metadata.ownerReferences.some((owner) => {
    if (owner.kind === workload.kind) return owner.name === workload.name;
    if (owner.kind !== 'ReplicaSet' || workload.kind !== 'Deployment') return false;
    const replicaSet = cluster.get('ReplicaSet', `${workload.namespace}/${owner.name}`);
    return (
      replicaSet?.metadata.ownerReferences.some(
        (parent) => parent.kind === 'Deployment' && parent.name === workload.name,
      ) ?? false
    );
  });
}

function originMissing(object: {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}): Outcome {
  const name = object.namespace === undefined ? object.name : `${object.namespace}/${object.name}`;
  return {
    kind: 'unknown',
    missing: 'origin',
    place: { kind: 'external', name },
    cause: {
      code: 'origin-not-found',
      object: {
        kind: object.kind,
        name: object.name,
        ...(object.namespace === undefined ? {} : { namespace: object.namespace }),
      },
      message: `The request should come from ${object.kind} ${name}, which does not exist or has no pod that runs.`,
      fix: 'Name a pod, workload or node of this cluster as the origin.',
    },
  };
}

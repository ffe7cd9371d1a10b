import type { Cluster } from '../../cluster/cluster.js';
import type { Pod } from '../../object/pod.js';
import { controllerOf } from '../workload/ownership.js';
import { isFinished } from '../workload/pod-state.js';
import { conflicts, type HostPort, hostPortsOf } from './host-ports.js';
import { PodBuckets } from './pod-buckets.js';
import { type PodTerm, PodTerms } from './pod-term.js';
import { KeptTally, Tallies, type Tally } from './tally.js';

/**
 * What the scheduler knows of the nodes: the pods of the cluster, and those that it placed since it looked.
 *
 * @see kubernetes/kubernetes pkg/scheduler/backend/cache/cache.go, AssumePod
 */
export class Placements {
  readonly #cluster: Cluster;
  /** Pods by node. */
  readonly #pods = new Map<string, number>();
  /** Finished pods by node, counted once: those of a large Job would be counted again for each pod that waits. */
  readonly #finished = new Map<string, number>();
  /** Unfinished pods of an owner by node. */
  readonly #siblings = new Map<string, Map<string, number>>();
  readonly #hostPorts = new Map<string, HostPort[]>();
  /** What pods say of other pods. */
  readonly terms: PodTerms;
  readonly #tallies: Tallies;
  /** Where the pods are that keep others away, by the term that does so. */
  #repelling: PodBuckets<KeptTally> | undefined;
  readonly #repellers = new Map<object, KeptTally>();

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
    this.terms = new PodTerms(cluster);
    this.#tallies = new Tallies(cluster);
  }

  /** How many pods a node has, finished ones included. */
  podsOn(node: string): number {
    return this.#pods.get(node) ?? this.#cluster.podsOnNode(node).length;
  }

  /** Whether a node holds as many unfinished pods as this. @see kubernetes/kubernetes pkg/scheduler/framework/plugins/noderesources/fit.go */
  isFull(node: string, limit: number): boolean {
    const pods = this.podsOn(node);
    return pods >= limit && pods - this.#finishedOn(node) >= limit;
  }

  /** How many pods of the pod's owner each node has; of a pod without owner none. */
  siblingsOf(pod: Pod): ReadonlyMap<string, number> {
    return this.#siblingsOf(pod);
  }

  /** Whether these ports are free on a node. @see kubernetes/kubernetes pkg/scheduler/framework/types.go, CheckConflict */
  hostPortsFit(node: string, wanted: readonly HostPort[]): boolean {
    return wanted.every(
      (port) =>
        !this.#hostPorts.get(node)?.some((taken) => conflicts(taken, port)) &&
        this.#cluster
          .podsByHostPort(node, port.port)
          .every((pod) => isFinished(pod) || !hostPortsOf(pod.spec).some((taken) => conflicts(taken, port))),
    );
  }

  /** How many pods match a term. */
  tally(term: PodTerm): Tally {
    return this.#tallies.of(term);
  }

  /** Where the anti-affinity of other pods keeps this one from. */
  repelledFrom(pod: Pod): readonly KeptTally[] {
    this.#repelling ??= this.#allRepelling();
    return this.#repelling.for(pod).filter(({ term }) => term.matches(pod));
  }

  /** Notes that a pod was placed. */
  place(pod: Pod, node: string, hostPorts: readonly HostPort[]): void {
    this.#pods.set(node, this.podsOn(node) + 1);
    const siblings = this.#siblingsOf(pod);
    siblings.set(node, (siblings.get(node) ?? 0) + 1);
    if (hostPorts.length > 0) this.#hostPorts.set(node, [...(this.#hostPorts.get(node) ?? []), ...hostPorts]);
    this.#tallies.place(pod, node);
    if (this.#repelling !== undefined) this.#repel(this.#repelling, pod, node);
  }

  #allRepelling(): PodBuckets<KeptTally> {
    const repelling = new PodBuckets<KeptTally>();
    for (const pod of this.#cluster.podsMindingOthers('placed')) {
      this.#repel(repelling, pod, pod.spec.nodeName ?? '');
    }
    return repelling;
  }

  #repel(repelling: PodBuckets<KeptTally>, pod: Pod, node: string): void {
    for (const written of pod.spec.podAntiAffinity ?? []) {
      const term = this.terms.ofAffinity(written, pod);
      let tally = this.#repellers.get(term.id);
      if (tally === undefined) {
        tally = new KeptTally(this.#cluster, term);
        this.#repellers.set(term.id, tally);
        repelling.add(term.bucket, tally);
      }
      tally.count(node);
    }
  }

  #finishedOn(node: string): number {
    let count = this.#finished.get(node);
    if (count === undefined) {
      count = this.#cluster.podsOnNode(node).filter(isFinished).length;
      this.#finished.set(node, count);
    }
    return count;
  }

  #siblingsOf(pod: Pod): Map<string, number> {
    const owner = controllerOf(pod);
    if (owner === undefined) return new Map();
    const { namespace } = pod.metadata;
    const key = `${owner.kind}/${namespace}/${owner.name}`;
    let siblings = this.#siblings.get(key);
    if (siblings === undefined) {
      siblings = perNode(this.#cluster.ownedBy('Pod', { kind: owner.kind, namespace, name: owner.name }));
      this.#siblings.set(key, siblings);
    }
    return siblings;
  }
}

function perNode(pods: readonly Pod[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const pod of pods) {
    const { nodeName } = pod.spec;
    if (nodeName !== undefined && !isFinished(pod)) counts.set(nodeName, (counts.get(nodeName) ?? 0) + 1);
  }
  return counts;
}

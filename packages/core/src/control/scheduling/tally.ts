import type { Cluster } from '../../cluster/cluster.js';
import type { Pod } from '../../object/pod.js';
import { isFinished } from '../workload/pod-state.js';
import { bucketsOf, PodBuckets } from './pod-buckets.js';
import type { PodTerm } from './pod-term.js';

/** How many of some pods there are. */
export interface Tally {
  /** On each node. */
  readonly perNode: ReadonlyMap<string, number>;
  /** At each place: on the nodes that share a value of the topology key. */
  readonly perPlace: ReadonlyMap<string, number>;
}

/** Counts of pods that are kept while pods are placed: each is made once, and not for every pod that asks for it. */
export class Tallies {
  readonly #cluster: Cluster;
  readonly #tallies = new Map<object, KeptTally>();
  readonly #byPod = new PodBuckets<KeptTally>();
  /** The pods that were placed since the cluster was looked at; by bucket from the first tally on. */
  readonly #placed: Placed[] = [];
  #placedByBucket: PodBuckets<Placed> | undefined;

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  /** How many pods match the term; those that have ended do not count. */
  of(term: PodTerm): Tally {
    let tally = this.#tallies.get(term.id);
    if (tally !== undefined) return tally;
    tally = new KeptTally(this.#cluster, term);
    for (const pod of term.candidates()) {
      const { nodeName } = pod.spec;
      if (nodeName !== undefined && !isFinished(pod) && term.matches(pod)) tally.count(nodeName);
    }
    this.#placedByBucket ??= inBuckets(this.#placed);
    for (const { pod, node } of this.#placedByBucket.in(term.bucket)) {
      if (term.matches(pod)) tally.count(node);
    }
    this.#tallies.set(term.id, tally);
    this.#byPod.add(term.bucket, tally);
    return tally;
  }

  /** Notes that a pod was placed. */
  place(pod: Pod, node: string): void {
    const placed = { pod, node };
    if (this.#placedByBucket === undefined) this.#placed.push(placed);
    else addTo(this.#placedByBucket, placed);
    for (const tally of this.#byPod.for(pod)) if (tally.term.matches(pod)) tally.count(node);
  }
}

interface Placed {
  readonly pod: Pod;
  readonly node: string;
}

function inBuckets(placed: readonly Placed[]): PodBuckets<Placed> {
  const buckets = new PodBuckets<Placed>();
  for (const each of placed) addTo(buckets, each);
  return buckets;
}

function addTo(buckets: PodBuckets<Placed>, placed: Placed): void {
  for (const bucket of bucketsOf(placed.pod)) buckets.add(bucket, placed);
}

/** A tally that grows. */
export class KeptTally implements Tally {
  readonly term: PodTerm;
  readonly perNode: Map<string, number> = new Map();
  readonly perPlace: Map<string, number> = new Map();
  readonly #cluster: Cluster;

  constructor(cluster: Cluster, term: PodTerm) {
    this.#cluster = cluster;
    this.term = term;
  }

  /** One pod more on a node. A node without the label is no place, and one that does not exist counts nowhere. */
  count(name: string): void {
    const node = this.#cluster.get('Node', name);
    if (node === undefined) return;
    this.perNode.set(name, (this.perNode.get(name) ?? 0) + 1);
    const place = node.metadata.labels[this.term.topologyKey];
    if (place !== undefined) this.perPlace.set(place, (this.perPlace.get(place) ?? 0) + 1);
  }
}

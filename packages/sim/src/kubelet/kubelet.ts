import type { Pod } from '@kubehop/core';
import { isActive, isFinished, keyOf } from '@kubehop/core/engine';
import { drawn } from '../time/delay.js';
import type { World } from '../world.js';
import type { BehaviourTable } from './behaviour-table.js';
import type { PhaseOf } from './container-run.js';
import { PodWorker } from './pod-worker.js';

const second = 1_000;

/** The kubelet of a node: a worker for each pod that is placed there. */
export class Kubelet {
  readonly node: string;
  readonly #world: World;
  readonly #behaviours: BehaviourTable;
  readonly #workers = new Map<string, PodWorker>();
  #isUp = true;

  constructor(world: World, behaviours: BehaviourTable, node: string) {
    this.node = node;
    this.#world = world;
    this.#behaviours = behaviours;
  }

  /** Whether its node is up. */
  get isUp(): boolean {
    return this.#isUp;
  }

  /** The pods that it has, by namespace and name. */
  worker(pod: string): PodWorker | undefined {
    return this.#workers.get(pod);
  }

  /** All pods that it has. */
  get workers(): Iterable<PodWorker> {
    return this.#workers.values();
  }

  /** Takes over what has run on the node for long, and starts what waits for it. */
  adopt(pods: readonly Pod[]): void {
    for (const pod of pods) {
      if (isFinished(pod)) continue;
      if (pod.status.phase === 'Pending' || pod.status.podIPs.length === 0) this.sync(keyOf(pod));
      else this.#add(pod, this.#drawnPhase).adopt();
    }
  }

  /** Looks at a pod that has changed. */
  sync(key: string): void {
    if (!this.#isUp) return;
    const pod = this.#world.api.cluster.get('Pod', key);
    let worker = this.#workers.get(key);
    if (worker !== undefined && worker.uid !== pod?.metadata.uid) {
      worker.discard();
      this.#workers.delete(key);
      worker = undefined;
    }
    if (pod === undefined || pod.spec.nodeName !== this.node) return;
    if (worker === undefined) {
      if (isActive(pod)) this.#add(pod, this.#phaseFromNow()).start();
      else if (pod.metadata.deletionTimestamp !== undefined) this.#world.api.removePod(key, 'kubelet');
      return;
    }
    worker.update(pod);
    if (pod.metadata.deletionTimestamp !== undefined) worker.terminate();
  }

  /** The node is down. */
  stop(): void {
    this.#isUp = false;
    for (const worker of this.#workers.values()) worker.vanish();
  }

  /** The node is back: what was placed on it starts anew, what was deleted meanwhile is removed. */
  boot(): void {
    this.#isUp = true;
    const before = new Map(this.#workers);
    for (const worker of before.values()) worker.discard();
    this.#workers.clear();
    for (const pod of this.#world.api.cluster.podsOnNode(this.node)) {
      const key = keyOf(pod);
      if (isActive(pod) && pod.status.podIPs.length > 0)
        this.#add(pod, this.#phaseFromNow()).startAgain(before.get(key));
      else this.sync(key);
    }
  }

  #add(pod: Pod, phaseOf: PhaseOf): PodWorker {
    const worker = new PodWorker(this.#world, this.#behaviours, pod, phaseOf);
    this.#workers.set(worker.key, worker);
    return worker;
  }

  /** The workers of probes of a new pod begin with it. */
  #phaseFromNow(): PhaseOf {
    const { now } = this.#world.clock;
    return () => now;
  }

  readonly #drawnPhase: PhaseOf = (periodSeconds) => {
    const { random, delays } = this.#world;
    const { probePhase } = delays.kubelet;
    const period = periodSeconds * second;
    return drawn(random, probePhase === 'drawn' ? { from: 0, to: period - 1 } : probePhase);
  };
}

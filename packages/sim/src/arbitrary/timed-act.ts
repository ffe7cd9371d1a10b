import type { Cluster } from '@kubehop/core';
import type { Act } from '../act/act.js';

/** Something that is done to a cluster at its time. @public */
export class TimedAct {
  /** Milliseconds since the simulation began. */
  readonly at: number;
  /** What it does, in a few words: `roll out Deployment shop/web with web:2`. */
  readonly title: string;
  readonly #of: (cluster: Cluster) => Act | undefined;

  /** @internal */
  constructor(at: number, title: string, of: (cluster: Cluster) => Act | undefined) {
    this.at = at;
    this.title = title;
    this.#of = of;
  }

  /**
   * The act in a cluster as it is at that time: pods are named by their place among those of their workload. Undefined
   * when what it is about is there no more.
   */
  actIn(cluster: Cluster): Act | undefined {
    return this.#of(cluster);
  }

  /** When it does what, as fast-check shows it in a counterexample. */
  toString(): string {
    return `at ${this.at} ms: ${this.title}`;
  }
}

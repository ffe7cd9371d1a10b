import type { Cluster, EndpointSlice } from '@kubehop/core';
import { Simulation, type SimulationOptions } from '@kubehop/sim';
import type { Json } from '../../conformance/vectors.js';

const second = 1_000;

/** Where the zero of a case lies: before it there is time for what happens earlier. */
const zero = 100 * second;

/** A pod that was made since the case began. */
export interface MadePod {
  readonly name: string;
  readonly images: readonly string[];
}

/** A case on the clock, and what its test notes down. */
export class Stage {
  readonly simulation: Simulation;
  readonly seed: number;
  /** The pods that were made since the zero of the case. */
  readonly made: MadePod[] = [];
  /** What the acts of a test leave for its facts. */
  readonly notes = new Map<string, unknown>();

  constructor(objects: readonly Json[], options: SimulationOptions & { readonly seed: number }) {
    this.seed = options.seed;
    this.simulation = new Simulation(objects, options);
    this.simulation.on('event', (event) => {
      if (event.kind !== 'written' || event.verb !== 'added' || event.object.kind !== 'Pod') return;
      if (event.at < zero) return;
      const { namespace = '', name } = event.object;
      const pod = this.cluster.get('Pod', `${namespace}/${name}`);
      this.made.push({ name, images: pod?.spec.containers.map(({ image }) => image) ?? [] });
    });
  }

  get cluster(): Cluster {
    return this.simulation.cluster;
  }

  /** Milliseconds since the zero of the case. */
  get now(): number {
    return this.simulation.now - zero;
  }

  /** Lets time pass until a moment of the case, in milliseconds. */
  goTo(ms: number): void {
    this.simulation.advance(zero + ms - this.simulation.now);
  }

  /** Milliseconds of the case at which events of a kind happened, in order. */
  momentsOf(
    kind: Simulation['log'][number]['kind'],
    isMeant: (event: Simulation['log'][number]) => boolean = () => true,
  ): readonly number[] {
    return this.simulation.log
      .filter((event) => event.kind === kind && isMeant(event))
      .map(({ at }) => at - zero);
  }

  /** The endpoints of the Service `default/NAME` as a component believes them to be. */
  endpointsOf(
    service: string,
    cluster: Cluster = this.cluster,
  ): readonly EndpointSlice['endpoints'][number][] {
    return cluster.slicesOf(`default/${service}`).flatMap(({ endpoints }) => endpoints);
  }
}

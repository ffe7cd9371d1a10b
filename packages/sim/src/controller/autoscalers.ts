import { drawn, nextTick } from '../time/delay.js';
import type { World } from '../world.js';
import { replicasOf, scaled } from '../act/on-cluster.js';
import { workloadText, type WorkloadName } from '../act/act.js';
import type { Cancel } from '../time/clock.js';
import type { Leadership } from './leadership.js';
import { nextReplicas, recommended, type Recommendation, type ScaleEvent } from './next-replicas.js';

const second = 1_000;

/** What a user says of the load of a workload. */
export interface Wish {
  readonly workload: WorkloadName;
  readonly replicas: number;
  readonly least?: number;
  readonly most?: number;
}

/** The autoscaler of one workload. */
interface Autoscaler {
  wish: Wish;
  recommendations: Recommendation[];
  events: ScaleEvent[];
  /** Before this it has not decided. */
  since: number;
  appointment?: Cancel;
}

/**
 * The HorizontalPodAutoscalers: each decides every 15 s how many replicas its workload has.
 *
 * While a decision would change nothing, and nothing is to be forgotten, none is made.
 * @see kubernetes/kubernetes pkg/controller/podautoscaler/horizontal.go
 */
export class Autoscalers {
  readonly #world: World;
  readonly #leadership: Leadership;
  readonly #phase: number;
  readonly #all = new Map<string, Autoscaler>();

  constructor(world: World, leadership: Leadership) {
    const { random, delays, api } = world;
    const { loop, phase } = delays.autoscaling;
    this.#world = world;
    this.#leadership = leadership;
    this.#phase = drawn(random, phase === 'drawn' ? { from: 0, to: loop - 1 } : phase);
    api.onChange(({ updated }) => {
      if (this.#all.size === 0) return;
      for (const { to } of updated) {
        const { namespace, name } = to.metadata;
        this.#wake(this.#all.get(`${to.kind.toLowerCase()}/${namespace}/${name}`));
      }
    });
    leadership.onTaken(() => {
      for (const autoscaler of this.#all.values()) this.#beginAnew(autoscaler);
    });
  }

  /**
   * Makes out what it takes for the load of a workload to be another one from now on.
   *
   * @throws {RangeError} when there is no such workload, or no such number of replicas
   */
  wish(wish: Wish): () => void {
    const { replicas, workload, least = 1, most = Infinity } = wish;
    if (!Number.isFinite(replicas) || replicas < 0)
      throw new RangeError(`${replicas} is no number of replicas that a load would keep busy`);
    if (!(least >= 1 && least <= most)) throw new RangeError(`there is no number from ${least} to ${most}`);
    const current = replicasOf(this.#world.api.cluster, workload);
    return () => {
      this.#set(wish, current);
    };
  }

  #set(wish: Wish, current: number): void {
    const key = workloadText(wish.workload);
    const { now } = this.#world.clock;
    const known = this.#all.get(key);
    if (known === undefined) {
      const made = { wish, recommendations: [{ at: now, replicas: current }], events: [], since: now };
      this.#all.set(key, made);
      this.#wake(made);
      return;
    }
    this.#rememberLast(known, current);
    known.wish = wish;
    this.#wake(known);
  }

  /** Decisions that were left out, since they changed nothing, count: the last one does. */
  #rememberLast(autoscaler: Autoscaler, current: number): void {
    const { clock, delays } = this.#world;
    const next = nextTick(clock.now, delays.autoscaling.loop, this.#phase);
    const last = next === clock.now ? next : next - delays.autoscaling.loop;
    if (last < autoscaler.since) return;
    const { replicas, least, most } = autoscaler.wish;
    autoscaler.recommendations.push({ at: last, replicas: recommended(current, replicas, least, most) });
  }

  /** Another instance knows the present number only. */
  #beginAnew(autoscaler: Autoscaler): void {
    if (!this.#isThere(autoscaler)) return;
    const { now } = this.#world.clock;
    const current = replicasOf(this.#world.api.cluster, autoscaler.wish.workload);
    autoscaler.since = now;
    autoscaler.events = [];
    autoscaler.recommendations = [{ at: now, replicas: current }];
    this.#wake(autoscaler);
  }

  #wake(autoscaler: Autoscaler | undefined): void {
    if (autoscaler === undefined || autoscaler.appointment !== undefined) return;
    const { clock, delays } = this.#world;
    const at = nextTick(clock.now + 1, delays.autoscaling.loop, this.#phase);
    autoscaler.appointment = clock.at(at, () => {
      delete autoscaler.appointment;
      if (this.#leadership.isHeld && this.#isThere(autoscaler)) this.#decide(autoscaler);
    });
  }

  /** A workload may go; what it was scaled by is forgotten with it. */
  #isThere({ wish: { workload } }: Autoscaler): boolean {
    const { kind, namespace, name } = workload;
    if (this.#world.api.cluster.get(kind, `${namespace}/${name}`) !== undefined) return true;
    this.#all.delete(workloadText(workload));
    return false;
  }

  #decide(autoscaler: Autoscaler): void {
    const { clock, delays, api } = this.#world;
    const { now } = clock;
    const { stabilization } = delays.autoscaling;
    const { workload, replicas: wish, least, most } = autoscaler.wish;
    const current = replicasOf(api.cluster, workload);
    const bounds = {
      ...(least === undefined ? {} : { least }),
      ...(most === undefined ? {} : { most }),
    };
    const { recommendations, events } = autoscaler;
    const next = nextReplicas({ now, current, wish, ...bounds, recommendations, events, stabilization });
    const right = recommended(current, wish, least, most);
    autoscaler.recommendations = [
      ...recommendations.filter(({ at }) => at > now - stabilization),
      { at: now, replicas: right },
    ];
    if (next !== current) {
      autoscaler.events = [
        ...events.filter(({ at }) => at > now - 15 * second),
        { at: now, change: next - current },
      ];
      this.#world.record({ kind: 'autoscaled', workload: workloadText(workload), from: current, to: next });
      api.write(scaled(api.cluster, workload, next), 'horizontal-pod-autoscaler');
    }
    const isSettled =
      next === current && autoscaler.recommendations.every(({ replicas }) => replicas <= right);
    if (!isSettled) this.#wake(autoscaler);
  }
}

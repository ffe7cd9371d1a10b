import type { Container, Pod } from '@kubehop/core';
import { preStopSeconds, type Process } from '@kubehop/core/engine';
import { drawn } from '../time/delay.js';
import { millisecondsOf } from '../time/long-time.js';
import { Timers } from '../time/timers.js';
import type { World } from '../world.js';
import type { Behaviour } from './behaviour.js';
import type { BehaviourTable } from './behaviour-table.js';
import { Prober, type Finding } from './prober.js';
import { forgetsRestarts, restartDelay } from './restart-delay.js';

const second = 1_000;

/** A SIGKILL comes no sooner after SIGTERM. @see kubernetes/kubernetes pkg/kubelet/kuberuntime, minimumGracePeriodInSeconds */
const leastGrace = 2 * second;

/** The pod that a container runs in, as far as the container has to do with it. */
export interface HostPod {
  pod(): Pod;
  /** Whether the pod is being deleted. */
  isTerminating(): boolean;
  /** Something that the status of the pod tells has changed. */
  changed(): void;
  /** The processes of the container have ended. */
  ended(run: ContainerRun): void;
}

/** Where in their period the probes of a pod stand. */
export type PhaseOf = (periodSeconds: number) => number;

/** A container of a pod on its node: its process, its probes, its restarts. */
export class ContainerRun {
  readonly container: Container;
  readonly #world: World;
  readonly #behaviours: BehaviourTable;
  readonly #host: HostPod;
  /** Everything that waits for its process. */
  readonly #timers: Timers;
  readonly #onEnd = new Set<() => void>();
  readonly #readiness: Prober | undefined;
  readonly #liveness: Prober | undefined;
  readonly #startup: Prober | undefined;
  #startedAt: number | undefined;
  #holdsSince: number | undefined;
  #endedAt: number | undefined;
  #listensFrom = 0;
  #restarts = 0;
  #exitCode = 0;
  #isClosing = false;
  #isKilled = false;

  constructor(
    world: World,
    behaviours: BehaviourTable,
    host: HostPod,
    container: Container,
    phaseOf: PhaseOf,
  ) {
    this.container = container;
    this.#world = world;
    this.#behaviours = behaviours;
    this.#host = host;
    this.#timers = new Timers(world.clock);
    this.#startup = this.#prober('startupProbe', phaseOf, false);
    this.#readiness = this.#prober('readinessProbe', phaseOf, false);
    this.#liveness = this.#prober('livenessProbe', phaseOf, true);
  }

  /** Since when its process runs; undefined while none does. */
  get startedAt(): number | undefined {
    return this.#startedAt;
  }

  /**
   * Since when its process takes connections and keeps them; undefined once it has begun to end. Where its node is down
   * nobody has closed them.
   */
  get holdsSince(): number | undefined {
    return this.#holdsSince;
  }

  /** How often it was started again. */
  get restarts(): number {
    return this.#restarts;
  }

  /** What its last process ended with. */
  get exitCode(): number {
    return this.#exitCode;
  }

  /** Whether it has started, as its startup probe sees it. */
  get isStarted(): boolean {
    return this.#startedAt !== undefined && (this.#startup?.passes ?? true);
  }

  /** Whether it counts as ready: what its readiness probe says, or that it runs. */
  get isReady(): boolean {
    return this.isStarted && (this.#readiness?.passes ?? true);
  }

  /** How many looks each kind of probe has taken. */
  get looks(): { readonly startup: number; readonly readiness: number; readonly liveness: number } {
    return {
      startup: this.#startup?.looks ?? 0,
      readiness: this.#readiness?.looks ?? 0,
      liveness: this.#liveness?.looks ?? 0,
    };
  }

  /** What its process does at this moment. */
  get behaviour(): Behaviour {
    return this.#behaviours.of(this.#host.pod(), this.container);
  }

  /** Takes over a process that has run for long. */
  adopt(isReady: boolean): void {
    this.#startedAt = 0;
    this.#holdsSince = 0;
    this.#startup?.settle(true);
    this.#liveness?.settle(true);
    this.#readiness?.settle(isReady);
    this.#planEnd();
    // What is given as not ready stays so: nobody said that its process answers.
    for (const [prober] of this.#probers(false)) if (isReady || prober !== this.#readiness) prober.wake();
  }

  /** Starts its process. */
  start(): void {
    const { clock, random } = this.#world;
    const { now } = clock;
    this.#startedAt = now;
    this.#holdsSince = now;
    this.#isClosing = false;
    this.#isKilled = false;
    this.#listensFrom = now + drawn(random, this.behaviour.startup);
    this.#world.record({
      kind: 'container-started',
      pod: this.#podKey,
      container: this.container.name,
      restarts: this.#restarts,
    });
    for (const [prober, passes] of this.#probers(false)) prober.restart(passes);
    if (this.#listensFrom > now) this.#timers.at(this.#listensFrom, () => this.#processChanged());
    this.#planEnd();
    this.#processChanged();
    this.#host.changed();
  }

  /** Runs something when its process ends, until the function that it gives is called. */
  onEnd(act: () => void): () => void {
    this.#onEnd.add(act);
    return () => {
      this.#onEnd.delete(act);
    };
  }

  /** What its process does has been said anew. */
  behaviourChanged(): void {
    if (this.#startedAt === undefined) return;
    this.#planEnd();
    this.#processChanged();
  }

  /** A readiness probe besides its ticks: the kubelet takes one whenever it looks at a started container that is not ready. */
  probeReadiness(): void {
    if (this.isStarted && !this.isReady) this.#readiness?.lookNow();
  }

  /** The pod ends: nothing is started any more, readiness is asked on. */
  stopHealing(): void {
    this.#liveness?.stop();
    this.#startup?.stop();
  }

  /** Runs no more, and asks no more: its node is down. */
  vanish(): void {
    this.#startedAt = undefined;
    this.#timers.clear();
    for (const [prober] of this.#probers(false)) prober.stop();
  }

  /**
   * Ends its process as the kubelet does: preStop, SIGTERM, and SIGKILL once the grace is over.
   *
   * @param graceEnd when the grace of the whole pod is over
   * @param termAt when SIGTERM comes, once preStop has had its time
   * @see kubernetes/kubernetes pkg/kubelet/kuberuntime/kuberuntime_container.go, killContainer
   */
  kill(graceEnd: number, termAt: number): void {
    if (this.#startedAt === undefined || this.#isKilled) return;
    this.#isKilled = true;
    const sigterm = Math.min(termAt, Math.max(graceEnd, this.#world.clock.now));
    this.#timers.at(sigterm, () => {
      this.#terminate();
      if (this.#startedAt === undefined) return;
      this.#timers.at(Math.max(graceEnd, sigterm + leastGrace), () => {
        this.#signal('SIGKILL');
        this.#end(137);
      });
    });
  }

  /** Its process ends by itself, now. */
  crash(code: number): void {
    if (this.#startedAt !== undefined) this.#end(code);
  }

  /** What comes to its ports meets. */
  process(): Process {
    if (this.#startedAt === undefined) return { kind: 'stopped' };
    const { listens, hangs, status, errorRate, errorStatus } = this.behaviour;
    if (!listens || this.#isClosing || this.#world.clock.now < this.#listensFrom)
      return { kind: 'not-listening' };
    if (hangs) return { kind: 'hangs' };
    if (errorRate <= 0)
      return status === undefined
        ? { kind: 'usual' }
        : { kind: 'answers', answers: [{ status, probability: 1 }] };
    const errors = { status: errorStatus, probability: Math.min(errorRate, 1) };
    if (errorRate >= 1) return { kind: 'answers', answers: [errors] };
    return {
      kind: 'answers',
      answers: [{ status: status ?? 200, probability: 1 - errors.probability }, errors],
    };
  }

  /** When it may be started again, after an end that nobody asked for. */
  restartAt(): number {
    const longest = this.#world.delays.kubelet.maxRestart;
    return (this.#endedAt ?? 0) + restartDelay(this.#restarts, longest);
  }

  /** Starts it again. */
  restart(): void {
    this.#restarts++;
    this.start();
  }

  /** Its next start is a restart of one that ran on this node before. */
  follow(before: ContainerRun | undefined): void {
    if (before !== undefined) this.#restarts = before.restarts + 1;
  }

  get #podKey(): string {
    const { namespace, name } = this.#host.pod().metadata;
    return `${namespace}/${name}`;
  }

  #prober(
    kind: 'readinessProbe' | 'livenessProbe' | 'startupProbe',
    phaseOf: PhaseOf,
    passes: boolean,
  ): Prober | undefined {
    const probe = this.container[kind];
    if (probe === undefined) return undefined;
    return new Prober(this.#world.clock, probe, phaseOf(probe.periodSeconds), passes, {
      startedAt: () => this.#startedAt,
      isDue: () => (kind === 'startupProbe' ? this.#startup?.passes !== true : this.isStarted),
      find: () => this.#find(),
      turned: (now) => {
        this.#turned(kind, now);
      },
    });
  }

  #probers(onlyOthers: boolean): readonly (readonly [prober: Prober, passes: boolean])[] {
    const all = [
      [onlyOthers ? undefined : this.#startup, false],
      [this.#readiness, false],
      [this.#liveness, true],
    ] as const;
    return all.flatMap(([prober, passes]) => (prober === undefined ? [] : [[prober, passes] as const]));
  }

  #find(): Finding {
    const { healthy, status = 200, errorRate } = this.behaviour;
    const process = this.process();
    if (process.kind === 'stopped' || process.kind === 'not-listening') return 'fails';
    if (healthy !== undefined) return healthy ? 'passes' : 'fails';
    if (process.kind === 'hangs') return 'silence';
    return errorRate < 1 && status >= 200 && status < 400 ? 'passes' : 'fails';
  }

  #turned(kind: 'readinessProbe' | 'livenessProbe' | 'startupProbe', passes: boolean): void {
    if (passes) {
      if (kind === 'startupProbe') for (const [prober] of this.#probers(true)) prober.wake();
      this.#host.changed();
      return;
    }
    if (kind === 'readinessProbe') {
      this.#host.changed();
      return;
    }
    if (this.#host.isTerminating()) return;
    (kind === 'livenessProbe' ? this.#liveness : this.#startup)?.hold();
    const { now } = this.#world.clock;
    const grace = millisecondsOf(this.#host.pod().spec.terminationGracePeriodSeconds);
    const preStop = preStopTime(this.container);
    this.kill(now + grace, now + preStop);
  }

  #processChanged(): void {
    for (const [prober] of this.#probers(false)) prober.wake();
    this.#world.changed();
  }

  #terminate(): void {
    this.#signal('SIGTERM');
    const { onSigterm, shutdown } = this.behaviour;
    if (onSigterm === 'ignore') return;
    const { clock, random } = this.#world;
    if (onSigterm !== 'serve') {
      this.#isClosing = true;
      this.#holdsSince = undefined;
      this.#processChanged();
    }
    const endsAt = clock.now + drawn(random, shutdown);
    if (endsAt === clock.now) this.#end(onSigterm === 'exit' ? 143 : 0);
    else this.#timers.at(endsAt, () => this.#end(onSigterm === 'exit' ? 143 : 0));
  }

  #signal(signal: 'SIGTERM' | 'SIGKILL'): void {
    this.#world.record({ kind: 'signal', pod: this.#podKey, container: this.container.name, signal });
  }

  #planEnd(): void {
    const { ends } = this.behaviour;
    if (ends === undefined) return;
    const { clock, random } = this.#world;
    const at = Math.max(clock.now, (this.#startedAt ?? 0) + drawn(random, ends.after));
    this.#timers.at(at, () => this.#end(ends.code));
  }

  #end(code: number): void {
    if (this.#startedAt === undefined) return;
    const { now } = this.#world.clock;
    if (forgetsRestarts(now - this.#startedAt, this.#world.delays.kubelet.maxRestart)) this.#restarts = 0;
    this.#exitCode = code;
    this.#endedAt = now;
    this.#startedAt = undefined;
    this.#holdsSince = undefined;
    this.#timers.clear();
    this.#world.record({ kind: 'container-ended', pod: this.#podKey, container: this.container.name });
    this.#world.changed();
    for (const act of this.#onEnd) act();
    this.#host.ended(this);
  }
}

/** Milliseconds that the preStop hook takes; one of which that is not known is taken to be done at once. */
export function preStopTime(container: Container): number {
  const seconds = preStopSeconds(container) ?? 0;
  return seconds === 'unknown' ? 0 : millisecondsOf(seconds);
}

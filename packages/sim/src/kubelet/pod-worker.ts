import type { Container, Pod } from '@kubehop/core';
import { hostIPsOf, isReady, isSameValue, keyOf, podAddressesOf, type Process } from '@kubehop/core/engine';
import type { Cancel } from '../time/clock.js';
import { drawn, type Delay } from '../time/delay.js';
import { millisecondsOf } from '../time/long-time.js';
import { Timers } from '../time/timers.js';
import type { World } from '../world.js';
import type { BehaviourTable } from './behaviour-table.js';
import { ContainerRun, type HostPod, type PhaseOf, preStopTime } from './container-run.js';
import { podStatus, type PodProgress } from './pod-status.js';

/**
 * A pod on its node, from the moment when the kubelet learns of it until its processes have ended.
 *
 * @see kubernetes/kubernetes pkg/kubelet/pod_workers.go
 */
export class PodWorker {
  readonly key: string;
  readonly uid: string;
  readonly #world: World;
  readonly #behaviours: BehaviourTable;
  readonly #timers: Timers;
  readonly #runs: readonly ContainerRun[];
  readonly #sidecars: readonly ContainerRun[];
  #given: Pod;
  #podIPs: readonly string[];
  #isInitialized = false;
  #wasCreated: boolean;
  #terminatingSince: number | undefined;
  #readySince: number | undefined;
  #isGone = false;

  constructor(world: World, behaviours: BehaviourTable, pod: Pod, phaseOf: PhaseOf) {
    this.key = keyOf(pod);
    this.uid = pod.metadata.uid;
    this.#world = world;
    this.#behaviours = behaviours;
    this.#timers = new Timers(world.clock);
    this.#given = pod;
    this.#podIPs = pod.status.podIPs;
    this.#wasCreated = pod.status.phase === 'Running';
    const host: HostPod = {
      pod: () => this.#given,
      isTerminating: () => this.#terminatingSince !== undefined,
      changed: () => {
        this.#report();
        this.#probeReadiness();
      },
      ended: (run) => {
        this.#ended(run);
      },
    };
    const runOf = (container: Container): ContainerRun =>
      new ContainerRun(world, behaviours, host, container, phaseOf);
    this.#runs = pod.spec.containers.map(runOf);
    this.#sidecars = pod.spec.initContainers
      .filter(({ restartPolicy }) => restartPolicy === 'Always')
      .map(runOf);
  }

  /** When it became Ready, in the simulation's time; undefined while it is not. */
  get readySince(): number | undefined {
    return this.#readySince;
  }

  /** Whether the kubelet has begun to end it. */
  get isTerminating(): boolean {
    return this.#terminatingSince !== undefined;
  }

  /** Its containers by name. */
  container(name: string): ContainerRun | undefined {
    return [...this.#runs, ...this.#sidecars].find(({ container }) => container.name === name);
  }

  /** Its first container; undefined where it has none. */
  get first(): ContainerRun | undefined {
    return this.#runs[0];
  }

  /** Takes over a pod that has run for long. */
  adopt(): void {
    this.#isInitialized = true;
    for (const run of [...this.#sidecars, ...this.#runs]) run.adopt(isReady(this.#given));
    this.#readySince = isReady(this.#given) ? -Infinity : undefined;
  }

  /** Starts a pod that is new on the node: its sandbox with the address, init containers, containers. */
  start(): void {
    const { random, delays } = this.#world;
    this.#timers.after(drawn(random, delays.kubelet.sandbox), () => {
      this.#giveAddress();
      this.#report();
      this.#init(0);
    });
  }

  /** Starts a pod whose node is back: with a new sandbox, and therefore another address. */
  startAgain(before: PodWorker | undefined): void {
    for (const run of [...this.#runs, ...this.#sidecars]) run.follow(before?.container(run.container.name));
    this.#podIPs = [];
    this.start();
  }

  /** What the API server says of it now. */
  update(pod: Pod): void {
    this.#given = pod;
    this.#report();
  }

  /** What its processes do has been said anew. */
  behaviourChanged(): void {
    for (const run of [...this.#runs, ...this.#sidecars]) run.behaviourChanged();
  }

  /**
   * Ends it: preStop, SIGTERM and SIGKILL of its containers at once, then of its sidecars from the last to the first.
   *
   * @see kubernetes/website concepts/workloads/pods/pod-lifecycle.md, termination; KEP-753
   */
  terminate(): void {
    if (this.#terminatingSince !== undefined || this.#isGone) return;
    const { now } = this.#world.clock;
    this.#terminatingSince = now;
    for (const run of [...this.#runs, ...this.#sidecars]) run.stopHealing();
    const running = this.#runs.filter(({ startedAt }) => startedAt !== undefined);
    for (const run of running) run.kill(this.#graceEnd, now + preStopTime(run.container));
    if (running.length === 0) this.#endSidecars();
  }

  /** Its node is down: nothing of it runs or is reported any more. */
  vanish(): void {
    this.#timers.clear();
    for (const run of [...this.#runs, ...this.#sidecars]) run.vanish();
  }

  /** Ends at once, and is forgotten. */
  discard(): void {
    this.#isGone = true;
    for (const run of [...this.#runs, ...this.#sidecars]) run.crash(137);
    this.vanish();
  }

  /** What a packet for a port of the pod meets. */
  process(port: number): Process {
    return this.#runAt(port)?.process() ?? { kind: 'stopped' };
  }

  /** How long an answer of the process at a port takes. */
  answerDelay(port: number): Delay {
    return this.#runAt(port)?.behaviour.latency ?? 0;
  }

  /** Runs something when the process at a port ends, until the function that it gives is called. */
  onEnd(port: number, act: () => void): Cancel {
    return this.#runAt(port)?.onEnd(act) ?? (() => undefined);
  }

  /** The container that declares a port; the first one where none does. */
  #runAt(port: number): ContainerRun | undefined {
    const declaring = [...this.#runs, ...this.#sidecars].find(({ container }) =>
      container.ports.some(({ containerPort }) => containerPort === port),
    );
    return declaring ?? this.#runs[0];
  }

  get #graceEnd(): number {
    return (this.#terminatingSince ?? 0) + millisecondsOf(this.#given.spec.terminationGracePeriodSeconds);
  }

  #giveAddress(): void {
    if (this.#podIPs.length > 0) return;
    const { api } = this.#world;
    const { hostNetwork, nodeName = '' } = this.#given.spec;
    const node = api.cluster.get('Node', nodeName);
    if (node === undefined) return;
    if (hostNetwork) {
      this.#podIPs = hostIPsOf(node);
      return;
    }
    const addresses = podAddressesOf(api.cluster, node);
    this.#podIPs = addresses.next() ?? [];
    api.write(addresses.counts(), 'kubelet');
  }

  /** Init containers run one after the other; a sidecar counts as done once it has started. */
  #init(index: number): void {
    const container = this.#given.spec.initContainers[index];
    if (container === undefined) {
      this.#isInitialized = true;
      const { random, delays } = this.#world;
      this.#timers.after(drawn(random, delays.kubelet.imagePull), () => {
        this.#wasCreated = true;
        for (const run of this.#runs) run.start();
      });
      return;
    }
    const sidecar = this.#sidecars.find((run) => run.container === container);
    if (sidecar === undefined) {
      this.#timers.after(this.#initTime(container), () => {
        this.#init(index + 1);
      });
      return;
    }
    sidecar.start();
    this.#whenStarted(sidecar, () => {
      this.#init(index + 1);
    });
  }

  #initTime(container: Container): number {
    const { random, delays } = this.#world;
    const { ends } = this.#behaviours.of(this.#given, container);
    return drawn(random, ends?.after ?? delays.kubelet.initContainer);
  }

  #waiting: (() => void) | undefined;

  #whenStarted(run: ContainerRun, act: () => void): void {
    if (run.isStarted) act();
    else {
      this.#waiting = () => {
        if (!run.isStarted) return;
        this.#waiting = undefined;
        act();
      };
    }
  }

  #ended(run: ContainerRun): void {
    if (this.#isGone) return;
    if (this.#terminatingSince !== undefined) {
      this.#goOnEnding();
      return;
    }
    const { random, delays, clock } = this.#world;
    this.#timers.after(drawn(random, delays.kubelet.notice), () => {
      if (run.startedAt !== undefined || this.#terminatingSince !== undefined) return;
      this.#report();
      if (!this.#restarts(run)) return;
      this.#timers.after(Math.max(0, run.restartAt() - clock.now), () => {
        if (run.startedAt === undefined && this.#terminatingSince === undefined) run.restart();
      });
    });
  }

  #goOnEnding(): void {
    if (this.#runs.some(({ startedAt }) => startedAt !== undefined)) return;
    this.#endSidecars();
  }

  #endSidecars(): void {
    const last = this.#sidecars.findLast(({ startedAt }) => startedAt !== undefined);
    const { now } = this.#world.clock;
    if (last !== undefined) {
      last.kill(this.#graceEnd, Math.max(now, (this.#terminatingSince ?? now) + preStopTime(last.container)));
      return;
    }
    this.#isGone = true;
    this.#timers.clear();
    for (const run of [...this.#runs, ...this.#sidecars]) run.vanish();
    const { api } = this.#world;
    if (api.cluster.get('Pod', this.key)?.metadata.uid === this.uid) api.removePod(this.key, 'kubelet');
  }

  #restarts(run: ContainerRun): boolean {
    if (this.#sidecars.includes(run)) return true;
    const { restartPolicy } = this.#given.spec;
    return restartPolicy === 'Always' || (restartPolicy === 'OnFailure' && run.exitCode !== 0);
  }

  get #progress(): PodProgress {
    const all = [...this.#runs, ...this.#sidecars];
    return {
      phase: this.#phase,
      isInitialized: this.#isInitialized,
      containersReady: this.#isInitialized && all.every(({ isReady: ready }) => ready),
      podIPs: this.#podIPs,
    };
  }

  get #phase(): PodProgress['phase'] {
    if (!this.#wasCreated) return 'Pending';
    const isOver = this.#runs.every((run) => run.startedAt === undefined && !this.#restarts(run));
    if (!isOver) return 'Running';
    return this.#runs.every(({ exitCode }) => exitCode === 0) ? 'Succeeded' : 'Failed';
  }

  /**
   * The kubelet looks once more at containers that are not ready when something about them has changed, though not when
   * its own words come back to it.
   *
   * @see kubernetes/kubernetes pkg/kubelet/prober/prober_manager.go, UpdatePodStatus; pkg/kubelet/kubelet.go, HandlePodReconcile
   */
  #probeReadiness(): void {
    if (this.#isGone) return;
    for (const run of [...this.#runs, ...this.#sidecars]) run.probeReadiness();
  }

  /** Writes the status where it has changed. */
  #report(): void {
    this.#waiting?.();
    if (this.#isGone) return;
    const { api, clock } = this.#world;
    const stored = api.cluster.get('Pod', this.key);
    const node = api.cluster.get('Node', this.#given.spec.nodeName ?? '');
    if (stored?.metadata.uid !== this.uid || node === undefined) return;
    const status = podStatus(stored, node, this.#progress);
    if (isSameValue(status, stored.status)) return;
    const next = { ...stored, status };
    const ready = isReady(next);
    this.#given = next;
    if (ready !== isReady(stored)) this.#world.record({ kind: 'pod-ready', pod: this.key, ready });
    if (!ready) this.#readySince = undefined;
    else this.#readySince ??= clock.now;
    api.write([{ kind: 'put', object: next }], 'kubelet');
  }
}

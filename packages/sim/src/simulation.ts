import type {
  Cluster,
  ClusterInput,
  ObjectReference,
  Origin,
  Request,
  RequestInput,
  Trace,
} from '@kubehop/core';
import type { Memory } from '@kubehop/core/components';
import { openCluster, toRequest, type Views } from '@kubehop/core/engine';
import { EventEmitter } from 'eventemitter3';
import { actText, type Act, type WorkloadName } from './act/act.js';
import { deedOf } from './act/deed.js';
import { ApiServer } from './api/api-server.js';
import { ControlPlane } from './controller/control-plane.js';
import type { Progressing } from './controller/rollout-progress.js';
import type { Happening, SimulationEvent } from './event/event.js';
import type { Fault } from './fault/fault.js';
import { Obstacles } from './fault/obstacles.js';
import { History } from './history.js';
import type { Behaviour, ContainerSelection } from './kubelet/behaviour.js';
import { BehaviourTable } from './kubelet/behaviour-table.js';
import { Nodes } from './kubelet/nodes.js';
import type { SimulationOptions } from './options.js';
import { Asking } from './request/asking.js';
import { checkClient, type ClientOptions } from './request/client.js';
import { checkLoad, type LoadOptions } from './load/load.js';
import type { LoadRun } from './load/load-run.js';
import { Loads } from './load/loads.js';
import type { Connection } from './request/connection.js';
import { Requests } from './request/requests.js';
import type { Answer } from './request/exchange.js';
import type { Lookup } from './request/lookup.js';
import type { OutsideDeed, Snapshot } from './snapshot.js';
import { VirtualClock } from './time/clock.js';
import { delaysWith } from './time/delays.js';
import { SeededRandom } from './time/random.js';
import { Beliefs } from './view/beliefs.js';

/** What a simulation tells whoever listens. @public */
export interface SimulationListeners {
  /** Told of everything that happens. */
  event: (event: SimulationEvent) => void;
}

/**
 * A cluster in time: every component learns what the others did after a delay of its own, and requests meet what each
 * believes at that moment.
 *
 * It begins at rest, as `createCluster` makes it. Time passes only when it is told to.
 * @public
 * @example
 * ```ts
 * const simulation = new Simulation(manifests, { seed: 7 });
 * simulation.rollout({ kind: 'Deployment', namespace: 'shop', name: 'web' }, { image: 'web:2' });
 * simulation.advance(2_000);
 * simulation.send({ url: 'http://shop.example.com/' }).trace.outcome.kind;
 * ```
 */
export class Simulation extends EventEmitter<SimulationListeners> {
  readonly #input: ClusterInput;
  readonly #options: SimulationOptions;
  readonly #clock = new VirtualClock();
  readonly #api: ApiServer;
  readonly #behaviours: BehaviourTable;
  readonly #obstacles = new Obstacles();
  readonly #nodes: Nodes;
  readonly #beliefs: Beliefs;
  readonly #controlPlane: ControlPlane;
  readonly #requests: Requests;
  readonly #loads: Loads;
  readonly #log: SimulationEvent[] = [];
  readonly #history = new History(this.#clock);
  readonly #asking: Asking;

  constructor(input: ClusterInput, options: SimulationOptions = {}) {
    super();
    const { seed = 1, delays, behaviours = [], platform, admission } = options;
    if (!Number.isSafeInteger(seed) || seed < 0)
      throw new RangeError(`a seed is a whole number from 0 on, not ${seed}`);
    this.#input = input;
    this.#options = options;
    const cluster = openCluster(input, {
      ...(platform === undefined ? {} : { platform }),
      ...(admission === undefined ? {} : { admission }),
    });
    const record = (happening: Happening): void => {
      this.#record(happening);
    };
    this.#api = new ApiServer(cluster, this.#clock, record);
    this.#behaviours = new BehaviourTable(behaviours);
    const world = {
      clock: this.#clock,
      random: new SeededRandom(seed),
      delays: delaysWith(delays),
      api: this.#api,
      record,
      changed: () => {
        this.#beliefs?.changed();
      },
    };
    this.#nodes = new Nodes(world, this.#behaviours);
    this.#controlPlane = new ControlPlane(world, (pod) => this.#nodes.worker(pod)?.readySince);
    this.#beliefs = new Beliefs(world, this.#nodes, this.#obstacles, (before, after, node) => {
      record({ kind: 'proxy-synced', node });
      this.#requests.synced(before, after, node);
      this.#beliefs.changed();
    });
    const met = {
      clock: this.#clock,
      nodes: this.#nodes,
      beliefs: this.#beliefs,
      obstacles: this.#obstacles,
      cluster: () => this.cluster,
    };
    this.#requests = new Requests(met, seed, options.latency ?? {});
    this.#loads = new Loads(this.#clock, this.#requests, met, seed, options.followsEachRequest ?? false);
    this.#asking = new Asking(this.#clock, this.#requests, this.#history, (trace) => {
      this.#recordRequest(trace);
    });
  }

  /** Goes on from where a snapshot was taken: everything that happened until then happens again, and is the same. */
  static resume({ input, options, history, ...end }: Snapshot): Simulation {
    const simulation = new Simulation(input, options);
    for (const entry of history) {
      simulation.#history.passUntil(entry);
      simulation.#again(entry);
    }
    simulation.#history.passUntil(end);
    return simulation;
  }

  /** Milliseconds since the simulation began. */
  get now(): number {
    return this.#clock.now;
  }

  /** The cluster as the API server has it. */
  get cluster(): Cluster {
    return this.#api.cluster;
  }

  /** Everything that happened so far, in order. */
  get log(): readonly SimulationEvent[] {
    return this.#log;
  }

  /** What the components remember of clients: session affinity, and the connections that nodes track. */
  get memory(): Memory {
    return this.#requests.memory;
  }

  /** What each component believes at this moment, for requests from a place. */
  views(from: Origin = this.cluster.platform.defaultOrigin): Views {
    return this.#beliefs.of(from);
  }

  /** What the condition Progressing of a Deployment says, by namespace and name. */
  progressOf(deployment: string): Progressing | undefined {
    return this.#controlPlane.rollouts.of(deployment);
  }

  /** The targets of a load balancer by `NAME:PORT`, and whether its health checks have found each healthy. */
  targetsOf(balancer: string): ReadonlyMap<string, boolean> {
    return this.#beliefs.balancer(balancer)?.targets ?? new Map();
  }

  /** How often the nginx of a controller's pod was reloaded. */
  reloadsOf(pod: string): number {
    return this.#beliefs.controller(pod)?.reloads ?? 0;
  }

  /** How many looks each kind of probe has taken at a container. */
  looksAt(
    pod: string,
    container: string,
  ): { readonly startup: number; readonly readiness: number; readonly liveness: number } {
    const found = this.cluster.get('Pod', pod);
    const run = found === undefined ? undefined : this.#nodes.worker(found)?.container(container);
    return run?.looks ?? { startup: 0, readiness: 0, liveness: 0 };
  }

  /**
   * Does something to the cluster, at this moment.
   *
   * @throws {RangeError} when what it is about does not exist
   */
  do(act: Act): void {
    const deed = deedOf(act, {
      now: this.now,
      api: this.#api,
      nodes: this.#nodes,
      obstacles: this.#obstacles,
      behaviours: this.#behaviours,
      controlPlane: this.#controlPlane,
      beliefs: this.#beliefs,
    });
    this.#history.add({ kind: 'act', act });
    this.#record({ kind: 'act', act: act.act, detail: actText(act) });
    deed();
  }

  /** Applies objects as `kubectl apply` does. */
  apply(...objects: readonly unknown[]): void {
    this.do({ act: 'apply', objects });
  }

  /** Deletes objects as `kubectl delete` does. */
  delete(...objects: readonly ObjectReference[]): void {
    this.do({ act: 'delete', objects });
  }

  /** Sets the number of replicas. */
  scale(workload: WorkloadName, replicas: number): void {
    this.do({ act: 'scale', workload, replicas });
  }

  /** Makes new pods: with another image, or as `kubectl rollout restart` does. */
  rollout(
    workload: WorkloadName,
    change: { readonly image?: string; readonly container?: string } = {},
  ): void {
    this.do({ act: 'rollout', workload, ...change });
  }

  /** Takes a node out of service: no new pods, and those that it has are evicted. */
  drain(node: string): void {
    this.do({ act: 'drain', node });
  }

  /** Lets something fail. */
  fail(fault: Fault): void {
    this.do({ act: 'fail', fault });
  }

  /** Lets something that failed come back. */
  recover(fault: Fault): void {
    this.do({ act: 'recover', fault });
  }

  /** Says what some processes do from now on. */
  setResponse(selection: ContainerSelection, does: Partial<Behaviour>): void {
    this.do({ act: 'behave', behaviour: { ...selection, does } });
  }

  /** Lets time pass. */
  advance(ms: number): void {
    this.#clock.advance(ms);
  }

  /** Does something at a later moment, as time passes; what is still to come of that is not in a {@link Simulation.snapshot}. */
  at(time: number, act: () => void): void {
    this.#clock.at(time, () => {
      this.#history.askedFor();
      act();
    });
  }

  /**
   * Lets time pass until nothing is under way any more, and says how long that took.
   *
   * @param longest milliseconds after which it stops; an hour unless given
   */
  rest(longest = 3_600_000): number {
    const start = this.now;
    this.#clock.drain(longest);
    return this.now - start;
  }

  /**
   * Sends a request, and lets time pass until its client has an answer or waits no longer.
   *
   * @throws {RequestError} when the URL cannot be read
   * @throws {RangeError} when there can be no such client
   */
  send(input: RequestInput | Request, client: ClientOptions = {}): Answer {
    return this.#asking.send(toRequest(this.cluster, input), client);
  }

  /**
   * Opens a connection by a first request, to be used for others.
   *
   * @throws {RequestError} when the URL cannot be read
   */
  connect(input: RequestInput | Request, client: ClientOptions = {}): Connection {
    return this.#asking.connect(toRequest(this.cluster, input), client);
  }

  /**
   * Sends a stream of requests from now on, as time passes.
   *
   * @throws {RangeError} when the load cannot be so
   * @throws {RequestError} when the URL cannot be read
   */
  load(options: LoadOptions): LoadRun {
    checkLoad(options);
    const request = toRequest(this.cluster, options.request);
    this.#history.add({ kind: 'load', options: { ...options, request } });
    return this.#loads.begin(request, options);
  }

  /**
   * Looks a name up as a client does: by its resolver and the DNS servers, with what their caches remember.
   *
   * @throws {RequestError} when it can be no name
   * @example
   * simulation.lookup('web', pod('shop', 'client')).addresses;
   */
  lookup(name: string, from: Origin = this.cluster.platform.defaultOrigin): Lookup {
    this.#history.add({ kind: 'lookup', name, from });
    return this.#requests.lookup(toRequest(this.cluster, { from, url: `http://${name}/` }));
  }

  /** Sends a request and goes on; `done` gets the answer at its moment. */
  begin(request: Request, client: ClientOptions, done: (answer: Answer) => void): void {
    checkClient(client);
    this.#requests.begin(request, client, done);
  }

  /** Everything that it takes to go on from here elsewhere; plain JSON as long as the input is. */
  snapshot(): Snapshot {
    const { entries, moment } = this.#history;
    return { input: this.#input, options: this.#options, history: [...entries], ...moment };
  }

  /** What was done from outside, at its moment; nothing is waited for. */
  #again(entry: OutsideDeed): void {
    switch (entry.kind) {
      case 'act':
        this.do(entry.act);
        return;
      case 'send':
        this.#asking.beginToSend(entry.request, entry.client);
        return;
      case 'connect':
        this.#asking.beginToConnect(entry.request, entry.client);
        return;
      case 'send-over':
        this.#asking.beginToSendOver(entry.connection, entry.request);
        return;
      case 'load':
        this.load(entry.options);
        return;
      case 'lookup':
        this.lookup(entry.name, entry.from);
        return;
      default:
        entry satisfies never;
    }
  }

  #record(happening: Happening): void {
    const event: SimulationEvent = { at: this.#clock.now, ...happening };
    this.#log.push(event);
    this.emit('event', event);
  }

  #recordRequest({ request, outcome, hops }: Trace): void {
    const last = hops.at(-1);
    this.#record({
      kind: 'request',
      url: `${request.scheme}://${request.host}${request.target}`,
      outcome: outcome.kind === 'response' ? String(outcome.status) : outcome.kind,
      cause: outcome.cause.code,
      ...(last?.stage === 'pod' ? { pod: `${last.pod.namespace ?? ''}/${last.pod.name}` } : {}),
    });
  }
}

import type { ClusterInput, Problem } from '@kubehop/core';
import { toRequest } from '@kubehop/core/engine';
import type { SimulationEvent } from '../event/event.js';
import type { LoadReport } from '../load/report.js';
import type { SimulationOptions } from '../options.js';
import type { Answer } from '../request/exchange.js';
import { Simulation } from '../simulation.js';
import { absentOfAct, absentOfOrigin, absentWorkload, type Absent } from './absent.js';
import { checksOfAnswer, checksOfLoad } from './check.js';
import type { Check } from './expectation.js';
import { aboutPod, podOf } from './pod-of.js';
import type { Scenario, TimedAct, TimedLoad, TimedRequest } from './scenario.js';

/** What became of a load of a scenario. @public */
export interface LoadResult {
  readonly name: string;
  readonly report: LoadReport;
  readonly checks: readonly Check[];
}

/** What became of a single request of a scenario. @public */
export interface RequestResult {
  readonly name: string;
  readonly at: number;
  /** Absent where none came until the scenario was given up. */
  readonly answer?: Answer;
  readonly checks: readonly Check[];
}

/** What became of a scenario. @public */
export interface ScenarioReport {
  readonly seed: number;
  readonly until: number;
  readonly loads: readonly LoadResult[];
  readonly requests: readonly RequestResult[];
  /** What is wrong with the manifests, those that acts applied too. */
  readonly problems: readonly Problem[];
  /** Everything that happened up to its end. */
  readonly log: readonly SimulationEvent[];
  /** Whether everything is as expected. */
  readonly holds: boolean;
}

/** A part of a scenario that cannot be as it is. @public */
export interface ScenarioProblem {
  readonly part: 'acts' | 'loads' | 'requests';
  /** Which one of them, counted from 0. */
  readonly index: number;
  readonly message: string;
  /** What does not exist, where that is it, and what there is of its kind. */
  readonly absent?: { readonly name: string; readonly known: readonly string[] };
}

/** What became of a scenario, or why it cannot be played. @public */
export type ScenarioResult =
  | { readonly report: ScenarioReport; readonly problems?: never }
  | { readonly report?: never; readonly problems: readonly ScenarioProblem[] };

/** How a scenario is played. @public */
export interface ScenarioOptions extends Pick<SimulationOptions, 'platform' | 'admission'> {
  /** Is told how far it is, in milliseconds of the simulation. */
  readonly onProgress?: (now: number) => void;
}

/** After the end requests that are under way are waited for, but not longer than an hour. */
const longestWait = 3_600_000;

/** How often progress is told. */
const parts = 100;

/**
 * Plays a scenario in a cluster.
 *
 * An act whose object does not exist at its moment is a problem, and so is a request that nobody can send.
 * @throws {RangeError} when a load, a seed or a time cannot be so
 * @throws {RequestError} when a URL cannot be read
 * @public
 * @example
 * ```ts
 * const { report } = runScenario(manifests, {
 *   acts: [{ at: 5_000, act: { act: 'drain', node: 'node-1' } }],
 *   loads: [
 *     {
 *       name: 'visitors',
 *       request: { url: 'https://shop.example.com/cart' },
 *       arrivals: { model: 'constant', perSecond: 100 },
 *     },
 *   ],
 *   until: 60_000,
 * });
 * ```
 */
export function runScenario(
  input: ClusterInput,
  scenario: Scenario,
  options: ScenarioOptions = {},
): ScenarioResult {
  const play = new Play(input, scenario, options);
  const report = play.run();
  if (report !== undefined) return { report };
  // Whatever is wrong is told at once, and nobody waits for requests of a scenario that cannot be.
  const { problems } = new Play(input, scenario, options).check();
  return { problems: problems.length > 0 ? problems : play.problems };
}

interface Due {
  readonly at: number;
  readonly begin: () => void;
}

class Play {
  readonly problems: ScenarioProblem[] = [];
  readonly #scenario: Scenario;
  readonly #onProgress: (now: number) => void;
  readonly #simulation: Simulation;
  readonly #loads: { readonly load: TimedLoad; readonly run: ReturnType<Simulation['load']> }[] = [];
  readonly #clusterProblems = new Map<string, Problem>();
  readonly #answers = new Map<TimedRequest, Answer>();
  readonly #due: readonly Due[];
  #sends = true;

  constructor(input: ClusterInput, scenario: Scenario, { onProgress, ...options }: ScenarioOptions) {
    const { seed = 1, delays, behaviours, latency, loads = [], acts = [], requests = [] } = scenario;
    this.#scenario = scenario;
    this.#onProgress = onProgress ?? ((): void => {});
    this.#simulation = new Simulation(input, {
      ...options,
      seed,
      ...(delays === undefined ? {} : { delays }),
      ...(behaviours === undefined ? {} : { behaviours }),
      ...(latency === undefined ? {} : { latency }),
    });
    this.#noteProblems();
    this.#due = [
      ...loads.map((load, index): Due => ({ at: load.at ?? 0, begin: () => this.#load(load, index) })),
      ...acts.map((act, index): Due => ({ at: act.at, begin: () => this.#act(act, index) })),
      ...requests.map((each, index): Due => ({ at: each.at, begin: () => this.#send(each, index) })),
    ].sort((one, other) => one.at - other.at);
  }

  /** Plays the scenario; undefined as soon as something in it cannot be. */
  run(): ScenarioReport | undefined {
    for (const due of this.#due) {
      this.#advanceTo(due.at);
      due.begin();
      if (this.problems.length > 0) return undefined;
    }
    this.#advanceTo(this.#scenario.until);
    const log = [...this.#simulation.log];
    this.#wait();
    return this.#report(log);
  }

  /** Finds everything that cannot be, without sending requests. */
  check(): this {
    this.#sends = false;
    for (const due of this.#due) {
      this.#advanceTo(due.at);
      due.begin();
    }
    return this;
  }

  #advanceTo(time: number): void {
    const slice = Math.max(1, Math.ceil(this.#scenario.until / parts));
    while (this.#simulation.now < time) {
      const { now } = this.#simulation;
      // The same steps whether somebody looks or not: what is drawn must not depend on it.
      this.#simulation.advance(Math.min(time - now, slice - (now % slice)));
      this.#onProgress(this.#simulation.now);
    }
  }

  /** Follows what is under way to its end. */
  #wait(): void {
    const { requests = [] } = this.#scenario;
    const isUnderway = (): boolean =>
      this.#answers.size < requests.length || this.#loads.some(({ run }) => !run.isOver);
    for (let waited = 0; isUnderway() && waited < longestWait; waited += 1_000)
      this.#simulation.advance(1_000);
  }

  #load(load: TimedLoad, index: number): void {
    const { at = 0, duration = this.#scenario.until - at, expect: _, ...options } = load;
    const { step } = this.#scenario;
    if (this.#cannotSend('loads', index, load.request) || !this.#sends) return;
    const run = this.#simulation.load({ ...options, duration, ...(step === undefined ? {} : { step }) });
    this.#loads.push({ load, run });
  }

  #send(timed: TimedRequest, index: number): void {
    const { name: _, at: _at, request: input, expect: _expect, ...client } = timed;
    if (this.#cannotSend('requests', index, input) || !this.#sends) return;
    const request = toRequest(this.#simulation.cluster, input);
    this.#simulation.begin(request, client, (answer) => this.#answers.set(timed, answer));
  }

  #cannotSend(part: 'loads' | 'requests', index: number, input: TimedRequest['request']): boolean {
    const { cluster } = this.#simulation;
    const absent = absentOfOrigin(toRequest(cluster, input).from, cluster);
    if (absent === undefined) return false;
    this.#missing(part, index, absent, ' to send from');
    return true;
  }

  #act({ act, podOf: workload }: TimedAct, index: number): void {
    const { cluster } = this.#simulation;
    const withoutWorkload = workload === undefined ? undefined : absentWorkload(workload, cluster);
    if (withoutWorkload !== undefined) return this.#missing('acts', index, withoutWorkload);
    const pod = workload === undefined ? undefined : podOf(cluster, workload);
    if (workload !== undefined && pod === undefined) {
      const message = `${workload.kind} ${workload.namespace}/${workload.name} has no pod at this moment`;
      this.problems.push({ part: 'acts', index, message });
      return;
    }
    const meant = pod === undefined ? act : aboutPod(act, pod);
    const absent = absentOfAct(meant, cluster);
    if (absent !== undefined) return this.#missing('acts', index, absent);
    try {
      this.#simulation.do(meant);
      if (meant.act === 'apply') this.#noteProblems();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.problems.push({ part: 'acts', index, message: error.message });
    }
  }

  #noteProblems(): void {
    for (const problem of this.#simulation.cluster.problems) {
      this.#clusterProblems.set(JSON.stringify(problem), problem);
    }
  }

  #missing(part: ScenarioProblem['part'], index: number, { what, name, known }: Absent, purpose = ''): void {
    const when = this.#simulation.now === 0 ? '' : ' at this moment';
    const message = `there is no ${what} ${name}${purpose}${when}`;
    this.problems.push({ part, index, message, absent: { name, known } });
  }

  #report(log: readonly SimulationEvent[]): ScenarioReport {
    const { seed = 1, until, requests = [], expect = {} } = this.#scenario;
    const loads = this.#loads.map(({ load, run }): LoadResult => {
      const report = run.report();
      const checks = checksOfLoad(report, { ...expect, ...load.expect });
      return { name: load.name, report, checks };
    });
    const answers = requests.map((request): RequestResult => {
      const answer = this.#answers.get(request);
      return {
        name: request.name,
        at: request.at,
        ...(answer === undefined ? {} : { answer }),
        checks: checksOfAnswer(answer, request.expect ?? {}),
      };
    });
    const holds = [...loads, ...answers].every(({ checks }) => checks.every((check) => check.holds));
    return {
      seed,
      until,
      loads,
      requests: answers,
      problems: [...this.#clusterProblems.values()],
      log,
      holds,
    };
  }
}

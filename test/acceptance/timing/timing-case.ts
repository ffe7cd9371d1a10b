import { expect, test } from 'vitest';
import type { DelayOptions, StatedBehaviour, WorkloadName } from '@kubehop/sim';
import type { Json, JsonObject } from '../../conformance/vectors.js';
import { areLeftOut, recordedCase, type Expectation, type Fact, type TimingCase } from './facts.js';
import { holds, kindOf, throughout, type Holds } from './holds.js';
import { merged, settingsOf } from './settings.js';
import { Stage } from './stage.js';

const second = 1_000;

/** Seeds for cases in which something is left to chance. */
const manySeeds = Array.from({ length: 30 }, (_, index) => index + 1);
const fewSeeds = [1, 2, 3];

/** How the prose of a recorded case is to be understood. */
export interface Translation {
  /** What is done for each act of the timeline, by its text. */
  readonly acts: Readonly<Record<string, (stage: Stage) => void>>;
  /** What is done long before the first act. */
  readonly before?: (stage: Stage) => void;
  /** Objects in place of those of the case, or besides them. */
  readonly objects?: (given: readonly JsonObject[]) => readonly Json[];
  /** Delays besides those that the case names. */
  readonly delays?: DelayOptions;
  readonly behaviours?: readonly StatedBehaviour[];
  /** What facts of a kind mean in this case. */
  readonly facts?: Readonly<Record<string, Holds>>;
  /** Seconds over which what is drawn spreads the beginning of a fact, by its kind; the width of its range unless given. */
  readonly drawn?: Readonly<Record<string, number>>;
  /** Milliseconds between two looks at a fact that holds throughout; 100 unless given. */
  readonly looks?: number;
}

/** The test of a recorded case. */
export function timingCase(id: string, translation: Translation): void {
  test.skipIf(areLeftOut)(
    `${id}: ${areLeftOut ? 'there are no recorded cases' : recordedCase(id).title}`,
    () => {
      const recorded = recordedCase(id);
      const plays = seedsFor(recorded).map((seed) => new Play(recorded, translation, seed).run());
      const violations = plays.flatMap(({ violations: some }) => some);
      const begins = recorded.expect.flatMap((expectation) =>
        spreadViolations(expectation, plays, translation),
      );
      expect([...violations.slice(0, 5), ...(violations.length === 0 ? begins : [])]).toEqual([]);
    },
  );
}

function seedsFor({ expect: all }: TimingCase): readonly number[] {
  return all.some(({ t }) => typeof t !== 'number') ? manySeeds : fewSeeds;
}

/** A range is used to more than half of what is drawn: its facts do not always begin at the same end of it. */
function spreadViolations(
  expectation: Expectation,
  plays: readonly Play[],
  { drawn = {} }: Translation,
): readonly string[] {
  const { t, fact } = expectation;
  const kind = kindOf(fact);
  if (typeof t === 'number' || throughout.has(kind)) return [];
  const moments = plays.map(({ begins }) => begins.get(expectation) ?? 0);
  const width = (drawn[kind] ?? t[1] - t[0]) * second;
  const spread = Math.max(...moments) - Math.min(...moments);
  const isFine = width === 0 ? spread === 0 : spread > width / 2;
  return isFine
    ? []
    : [`${JSON.stringify(fact)} begins over ${spread} of ${width} ms: at ${moments.join(', ')} ms`];
}

/** A case, played with a seed. */
class Play {
  /** When each fact of a range began. */
  readonly begins = new Map<Expectation, number>();
  /** What was not as the case says. */
  readonly violations: string[] = [];
  readonly #recorded: TimingCase;
  readonly #translation: Translation;
  readonly #stage: Stage;
  /** What is done, and looked at after it, by the milliseconds of the case. */
  readonly #acts = new Map<number, (() => void)[]>();
  readonly #looks = new Map<number, (() => void)[]>();

  constructor(recorded: TimingCase, translation: Translation, seed: number) {
    this.#recorded = recorded;
    this.#translation = translation;
    this.#stage = stageOf(recorded, translation, seed);
  }

  run(): this {
    const stage = this.#stage;
    const { id, timeline, expect: all } = this.#recorded;
    this.#translation.before?.(stage);
    for (const { t, act } of timeline) {
      const done = this.#translation.acts[act];
      if (done === undefined) throw new RangeError(`${id}: nobody says what is done for "${act}"`);
      at(this.#acts, t * second, () => {
        done(stage);
      });
    }
    for (const expectation of all) this.#plan(expectation);
    const moments = new Set([...this.#acts.keys(), ...this.#looks.keys()]);
    for (const ms of [...moments].sort((a, b) => a - b)) {
      stage.goTo(ms);
      for (const act of this.#acts.get(ms) ?? []) act();
      stage.goTo(ms);
      for (const look of this.#looks.get(ms) ?? []) look();
    }
    return this;
  }

  #plan(expectation: Expectation): void {
    const { t, fact } = expectation;
    if (typeof t === 'number') {
      this.#look(t * second, fact, true);
      return;
    }
    const [from, to] = [t[0] * second, t[1] * second];
    if (throughout.has(kindOf(fact))) {
      for (const ms of steps(from, to, this.#translation.looks ?? 100)) this.#look(ms, fact, true);
      return;
    }
    this.#look(from - 1, fact, false);
    for (const ms of steps(from, to, Math.max(1, Math.round((to - from) / 500)))) {
      at(this.#looks, ms, () => {
        if (!this.begins.has(expectation) && this.#holds(fact)) this.begins.set(expectation, ms);
      });
    }
    at(this.#looks, to, () => {
      if (!this.begins.has(expectation)) this.#violated(to, fact, true);
    });
  }

  #look(ms: number, fact: Fact, holdsThen: boolean): void {
    at(this.#looks, ms, () => {
      if (this.#holds(fact) !== holdsThen) this.#violated(ms, fact, holdsThen);
    });
  }

  #holds(fact: Fact): boolean {
    return holds(this.#stage, fact, this.#translation.facts);
  }

  #violated(ms: number, fact: Fact, holdsThen: boolean): void {
    const told = holdsThen ? 'does not hold' : 'holds too early';
    this.violations.push(`${JSON.stringify(fact)} ${told}, at ${ms} ms with seed ${this.#stage.seed}`);
  }
}

function at(plan: Map<number, (() => void)[]>, ms: number, act: () => void): void {
  const planned = plan.get(ms) ?? [];
  planned.push(act);
  plan.set(ms, planned);
}

function steps(from: number, to: number, by: number): readonly number[] {
  const count = Math.floor((to - from) / by);
  const all = Array.from({ length: count + 1 }, (_, index) => from + index * by);
  return all.at(-1) === to ? all : [...all, to];
}

/** The stage of a case before anything is done. */
function stageOf(
  { cluster, objects }: TimingCase,
  { objects: change = (given) => given, delays, behaviours = [] }: Translation,
  seed: number,
): Stage {
  const { delays: recorded, platform } = settingsOf(cluster);
  return new Stage([...nodesOf(cluster), ...change(objects)], {
    platform,
    delays: merged(recorded ?? {}, delays),
    behaviours,
    seed,
  });
}

/** Nodes by letters, in one zone. */
function nodesOf({ nodes = 3 }: JsonObject): readonly JsonObject[] {
  return Array.from({ length: Number(nodes) }, (_, index) => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name: `node-${String.fromCodePoint(97 + index)}`,
      labels: { 'topology.kubernetes.io/zone': 'zone-a' },
    },
    status: { conditions: [{ type: 'Ready', status: 'True' }] },
  }));
}

/** The workload that most cases are about. */
export const web: WorkloadName = { kind: 'Deployment', namespace: 'default', name: 'web' };

/** For acts that say what is so by itself. */
export const nothing = (): void => undefined;

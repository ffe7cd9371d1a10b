import { foresee, type Fate, type Foresight } from './fate.js';
import { observe, observeKept } from './observe.js';
import { askedIn, type Asked, type Probe } from './probe.js';
import { program, type KernelMode } from './programmed.js';
import type { Testbed } from './testbed.js';
import { clusterOf, type World } from './world.js';

/** A question that the kernel answers otherwise than the model. */
export interface Difference {
  readonly question: string;
  readonly model: readonly Fate[];
  readonly kernel: readonly Fate[];
}

/** What came of a comparison. */
export interface Comparison {
  readonly differences: readonly Difference[];
  /** How many questions have this fate, or may have. */
  readonly foreseen: Readonly<Record<'questions' | 'answered' | 'refused' | 'silence' | 'kept', number>>;
}

let worlds = 0;

/** Programs the testbed for a world and puts every probe to both: the kernel and the model. */
export async function compare(
  testbed: Testbed,
  mode: KernelMode,
  world: World,
  probes: readonly Probe[],
): Promise<Comparison> {
  worlds += 1;
  const cluster = clusterOf(world, mode, worlds);
  await program(testbed, cluster, mode, world.family);
  const questions = distinct(probes.flatMap((probe) => askedIn(world, probe) ?? [])).map((asked) => ({
    asked,
    foresight: foresee(cluster, asked),
  }));
  const free = await Promise.all(
    questions
      .filter(({ foresight }) => foresight.keptAs === undefined)
      .map(async ({ asked, foresight }) => {
        const seen = await observe(testbed, asked, foresight);
        return differing(asked, [...foresight.fates.keys()], seen);
      }),
  );
  const memory = new Map<string, ReadonlySet<string>>();
  const kept: (readonly Difference[])[] = [];
  for (const { asked, foresight } of questions) {
    if (foresight.keptAs === undefined) continue;
    const foreseen = remembered(foresight, memory);
    // oxlint-disable-next-line no-await-in-loop -- what is kept depends on what was asked before
    const seen = await observeKept(testbed, asked, foresight);
    const isOne = seen.size === 1 && [...seen].every((fate) => foreseen.includes(fate));
    kept.push(isOne ? [] : differing(asked, foreseen, seen));
    remember(foresight, seen, memory);
  }
  return {
    differences: [...free, ...kept].flat(),
    foreseen: figuresOf(questions.map(({ foresight }) => foresight)),
  };
}

function figuresOf(foresights: readonly Foresight[]): Comparison['foreseen'] {
  const count = (applies: (foresight: Foresight) => boolean): number => foresights.filter(applies).length;
  return {
    questions: foresights.length,
    answered: count(({ fates }) =>
      [...fates.keys()].some((fate) => fate !== 'refused' && fate !== 'silence'),
    ),
    refused: count(({ fates }) => fates.has('refused')),
    silence: count(({ fates }) => fates.has('silence')),
    kept: count(({ keptAs }) => keptAs !== undefined),
  };
}

function distinct(questions: readonly Asked[]): readonly Asked[] {
  return [...new Map(questions.map((asked) => [questionText(asked), asked])).values()];
}

function questionText({ from, protocol, address, port }: Asked): string {
  return `${from.kind} ${from.number} asks ${address} ${port}/${protocol}`;
}

function differing(asked: Asked, foreseen: readonly Fate[], seen: ReadonlySet<Fate>): readonly Difference[] {
  const model = [...foreseen].sort();
  const kernel = [...seen].sort();
  const isSame = model.length === kernel.length && model.every((fate, index) => fate === kernel[index]);
  return isSame ? [] : [{ question: questionText(asked), model, kernel }];
}

/** The fates that are left when the client has been there before: of the endpoints that it had, the first one listed. */
function remembered(
  { fates, keptAs }: Foresight,
  memory: ReadonlyMap<string, ReadonlySet<string>>,
): readonly Fate[] {
  const had = memory.get(keptAs ?? '');
  const all = [...fates.keys()];
  if (had === undefined) return all;
  const again = all.find((fate) => fates.get(fate)?.some((endpoint) => had.has(endpoint)));
  return again === undefined ? all : [again];
}

/** Remembers the endpoint of a fate that leaves no doubt about it. */
function remember(
  { fates, keptAs }: Foresight,
  seen: ReadonlySet<Fate>,
  memory: Map<string, ReadonlySet<string>>,
): void {
  const [fate] = seen;
  const endpoints = fate === undefined ? [] : (fates.get(fate) ?? []);
  if (keptAs === undefined || endpoints.length !== 1) return;
  memory.set(keptAs, new Set([...(memory.get(keptAs) ?? []), ...endpoints]));
}

import type { PatternProgram } from '../../routing/pattern-program.js';
import type { Automaton } from './automaton.js';
import { type ByteContext, conditionsBefore, context, contextBehind } from './byte-context.js';
import { ListTable } from './number-tables.js';
import type { Partition, Partitions } from './partition.js';
import { PatternPlaces } from './pattern-places.js';

/** What is known of a text that was read so far. */
interface State {
  readonly before: ByteContext;
  /** The programs that were found, as the number of their list. */
  readonly found: number;
  /** Where threads of the other programs wait. */
  readonly waiting: readonly number[];
  readonly partition: Partition;
  /** By class of bytes. */
  readonly next: number[];
  verdict: number | undefined;
}

/** Steps of threads that cost as much as a state. */
const stepsOfState = 100;

/**
 * Programs that are found anywhere in a text: all their threads run together. A program begins anew at every place until
 * it is found; then it is done with.
 *
 * Conditions are decided once the next byte is known, or that there is none; until then threads wait before them.
 * @see Cox, Regular Expression Matching: the Virtual Machine Approach (2009)
 */
export class PatternAutomaton implements Automaton {
  readonly start: number;
  readonly size = 0;
  readonly #tests: readonly number[];
  readonly #places: PatternPlaces;
  readonly #lists = new ListTable();
  readonly #states: State[] = [];
  /** The programs that can begin within the text, and where. */
  readonly #restarting: readonly { readonly program: number; readonly places: readonly number[] }[];
  /** By the number of the list of found programs: where the others begin anew. */
  readonly #restarts: (readonly number[])[] = [];
  /** The numbers of states by what they are made of. */
  readonly #ids = new ListTable();
  #steps = 0;

  /** @param programs by the indexes of their tests, in order */
  constructor(programs: ReadonlyMap<number, PatternProgram>, partitions: Partitions) {
    this.#tests = [...programs.keys()];
    this.#places = new PatternPlaces([...programs.values()], partitions);
    const starts = this.#tests.map((_, program) => this.#places.started(program));
    this.#restarting = starts
      .map(({ places }, program) => ({
        program,
        places: places.filter((place) => !this.#places.isAtBegin(place)),
      }))
      .filter(({ places }) => places.length > 0);
    const found: number[] = [];
    const waiting: number[] = [];
    for (const [program, { places, isFound }] of starts.entries()) {
      if (isFound) found.push(program);
      else waiting.push(...places);
    }
    this.start = this.#stateOf(context.begin, this.#lists.idOf(found), waiting);
  }

  get effort(): number {
    return Math.floor(this.#steps / stepsOfState);
  }

  next(id: number, byte: number): number {
    const state = this.#states[id];
    const index = state?.partition.classOf[byte];
    if (state === undefined || index === undefined) return id;
    return (state.next[index] ??= this.#step(state, byte));
  }

  exceptions(): readonly number[] {
    return [];
  }

  partition(id: number): Partition {
    const state = this.#states[id];
    if (state === undefined) throw new RangeError(`no state ${id}`);
    return state.partition;
  }

  verdict(id: number): number {
    const state = this.#states[id];
    if (state === undefined) return 0;
    if (state.verdict === undefined) {
      const found = new Set(this.#lists.listOf(state.found));
      this.#pass(state.waiting, conditionsBefore(undefined, state.before), found);
      state.verdict = this.#lists.idOf(inOrder(found));
    }
    return state.verdict;
  }

  passed(verdict: number): readonly number[] {
    return this.#lists.listOf(verdict).flatMap((program) => this.#tests[program] ?? []);
  }

  #step(state: State, byte: number): number {
    const found = new Set(this.#lists.listOf(state.found));
    const ready = this.#pass(state.waiting, conditionsBefore(byte, state.before), found);
    const reached = new Set<number>();
    for (const id of ready) {
      const place = this.#places.at(id);
      if (place?.has?.[byte] !== 1 || found.has(place.program)) continue;
      const { places, isFound } = this.#places.past(place);
      if (isFound) found.add(place.program);
      else for (const next of places) if (!this.#places.isAtBegin(next)) reached.add(next);
    }
    const list =
      found.size === this.#lists.listOf(state.found).length ? state.found : this.#lists.idOf(inOrder(found));
    for (const restart of this.#restartsOf(list)) reached.add(restart);
    const waiting = [...reached].filter((id) => !found.has(this.#places.at(id)?.program ?? -1));
    return this.#stateOf(contextBehind(byte, this.#places.askedBy(waiting)), list, waiting);
  }

  /** The places that wait for a byte once these conditions hold. Programs that are found on the way are added to them. */
  #pass(waiting: readonly number[], conditions: number, found: Set<number>): ReadonlySet<number> {
    const ready = new Set(waiting);
    for (const id of ready) {
      this.#steps += 1;
      const place = this.#places.at(id);
      if (place?.instruction.kind !== 'condition') continue;
      if ((place.instruction.conditions & ~conditions) !== 0) continue;
      const { places, isFound } = this.#places.past(place);
      if (isFound) found.add(place.program);
      for (const next of places) ready.add(next);
    }
    return ready;
  }

  #restartsOf(list: number): readonly number[] {
    return (this.#restarts[list] ??= this.#restartWithout(new Set(this.#lists.listOf(list))));
  }

  #restartWithout(found: ReadonlySet<number>): readonly number[] {
    return this.#restarting.flatMap(({ program, places }) => (found.has(program) ? [] : places));
  }

  #stateOf(before: ByteContext, found: number, unordered: readonly number[]): number {
    const waiting = inOrder(unordered);
    // The empty list has number 0, and is none of these.
    const id = this.#ids.idOf([before, found, ...waiting]) - 1;
    if (id === this.#states.length) {
      const partition = this.#places.partitionAt(waiting);
      this.#states.push({ before, found, waiting, partition, next: [], verdict: undefined });
    }
    return id;
  }
}

function inOrder(numbers: Iterable<number>): readonly number[] {
  return [...numbers].sort((one, other) => one - other);
}

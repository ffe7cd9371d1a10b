import type { Automaton } from './automaton.js';
import { byReadability, byteCount } from './byte-alphabet.js';
import type { DomainAutomaton } from './domain-automaton.js';
import { PairTable } from './number-tables.js';
import type { Partition, Partitions } from './partition.js';

/** A way on as one number: the state that it leads to, and the most readable byte that leads there. */
export type Edge = number;

/** The state that an edge leads to. */
export function targetOf(edge: Edge): number {
  return Math.floor(edge / byteCount);
}

/** The byte of an edge. */
export function byteOf(edge: Edge): number {
  return edge % byteCount;
}

/**
 * The automata of all tests and the domain, run side by side: a state is made of one state of each. States are numbered
 * and made when they are first reached.
 */
export class Product {
  readonly start: number;
  readonly #domain: DomainAutomaton;
  readonly #automata: readonly Automaton[];
  readonly #partitions: Partitions;
  readonly #limit: number;
  /** One table for the domain and each automaton: what was numbered before, with one state more. */
  readonly #ids: readonly PairTable[];
  /** The same for verdicts. */
  readonly #verdicts: readonly PairTable[];
  readonly #passed: (readonly number[])[] = [];
  /** For each state: that of the domain, then those of the automata. */
  readonly #parts: number[] = [];
  /** The same for the state that is looked for. */
  readonly #next: number[];
  #size = 0;
  readonly #edges: (readonly Edge[])[] = [];
  /** By byte: the last state at which it was an exception. */
  readonly #exceptionAt = new Int32Array(byteCount).fill(-1);
  #isCut = false;

  constructor(
    domain: DomainAutomaton,
    automata: readonly Automaton[],
    partitions: Partitions,
    limit: number,
  ) {
    this.#domain = domain;
    this.#automata = automata;
    this.#partitions = partitions;
    this.#limit = limit;
    this.#ids = [domain, ...automata].map(() => new PairTable());
    this.#verdicts = automata.map(() => new PairTable());
    this.#next = [domain.start, ...automata.map(({ start }) => start)];
    this.start = this.#stateOfNext();
  }

  /** Whether states were left out because there were too many. */
  get isCut(): boolean {
    return this.#isCut;
  }

  /** The number of the set of tests that a text passes which ends in a state; undefined where no text ends. */
  verdict(state: number): number | undefined {
    if (!this.#domain.mayEnd(this.#part(state, 0))) return undefined;
    let id = 0;
    for (const [index, automaton] of this.#automata.entries()) {
      id = this.#verdicts[index]?.idOf(id, automaton.verdict(this.#part(state, index + 1))) ?? 0;
    }
    this.#passed[id] ??= this.#automata
      .flatMap((automaton, index) => automaton.passed(automaton.verdict(this.#part(state, index + 1))))
      .sort((one, other) => one - other);
    return id;
  }

  /** The tests of a verdict. */
  passed(verdict: number): readonly number[] {
    return this.#passed[verdict] ?? [];
  }

  /** The ways on from a state, the most readable first. */
  edges(state: number): readonly Edge[] {
    return (this.#edges[state] ??= this.#edgesOf(state));
  }

  #edgesOf(state: number): readonly Edge[] {
    const edges: Edge[] = [];
    for (const byte of this.#bytesFrom(state)) {
      const to = this.#follow(state, byte);
      if (to >= 0) edges.push(to * byteCount + byte);
    }
    return edges;
  }

  #part(state: number, index: number): number {
    return this.#parts[state * this.#ids.length + index] ?? 0;
  }

  /** A byte of each class that is told apart at a state. */
  #bytesFrom(state: number): readonly number[] {
    const bytes: number[] = [];
    let partition: Partition = this.#domain.partition(this.#part(state, 0));
    for (const [index, automaton] of this.#automata.entries()) {
      const part = this.#part(state, index + 1);
      partition = this.#partitions.common(partition, automaton.partition(part));
      for (const byte of automaton.exceptions(part)) {
        if (this.#exceptionAt[byte] === state) continue;
        this.#exceptionAt[byte] = state;
        bytes.push(byte);
      }
    }
    for (const members of partition.classes) {
      const byte = members.find((member) => this.#exceptionAt[member] !== state);
      if (byte !== undefined) bytes.push(byte);
    }
    return bytes.sort(byReadability);
  }

  /** -1 where the byte cannot follow, and for a state that is left out. */
  #follow(state: number, byte: number): number {
    const inDomain = this.#domain.next(this.#part(state, 0), byte);
    if (inDomain < 0) return -1;
    this.#next[0] = inDomain;
    for (const [index, automaton] of this.#automata.entries()) {
      this.#next[index + 1] = automaton.next(this.#part(state, index + 1), byte);
    }
    return this.#stateOfNext();
  }

  #stateOfNext(): number {
    const last = this.#ids.length - 1;
    let id = 0;
    for (const [index, table] of this.#ids.entries()) {
      id = table.idOf(id, this.#next[index] ?? 0, index < last || !this.#isFull());
    }
    if (id < 0) this.#isCut = true;
    if (id === this.#size) {
      this.#size += 1;
      this.#parts.push(...this.#next);
    }
    return id;
  }

  #isFull(): boolean {
    return this.#automata.reduce((effort, automaton) => effort + automaton.effort, this.#size) >= this.#limit;
  }
}

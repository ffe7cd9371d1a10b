import { condition, type PatternInstruction, type PatternProgram } from '../../routing/pattern-program.js';
import { byteCount } from './byte-alphabet.js';
import { asksForLines, asksForWords, wordBytes } from './byte-context.js';
import type { Partition, Partitions } from './partition.js';

/** Bytes, and the partition that tells them from the others. */
interface ByteSet {
  readonly id: number;
  readonly has: Uint8Array;
  readonly partition: Partition;
}

/** Where a thread waits: for a byte, or to know whether conditions hold. */
export interface Place {
  readonly id: number;
  /** The program by its position among all. */
  readonly program: number;
  readonly instruction: PatternInstruction;
  /** The bytes that lead on; none where conditions do. */
  readonly has: Uint8Array | undefined;
}

/** The places that are reached without a byte, whatever the conditions. */
export interface Reached {
  readonly places: readonly number[];
  /** Whether the program is found here. */
  readonly isFound: boolean;
}

/** The instructions of several programs, one program after the other. */
export class PatternPlaces {
  readonly #partitions: Partitions;
  readonly #places: Place[] = [];
  /** By program: where its instructions begin, and the conditions that it asks for. */
  readonly #programs: { readonly base: number; readonly start: number; readonly asked: number }[] = [];
  readonly #sets = new Map<string, ByteSet>();
  readonly #reached: Reached[] = [];
  readonly #setsAhead: (readonly ByteSet[])[] = [];

  constructor(programs: readonly PatternProgram[], partitions: Partitions) {
    this.#partitions = partitions;
    for (const { instructions, start } of programs) {
      const base = this.#places.length;
      let asked = 0;
      for (const instruction of instructions) {
        if (instruction.kind === 'condition') asked |= instruction.conditions;
        this.#places.push({
          id: this.#places.length,
          program: this.#programs.length,
          instruction,
          has: instruction.kind === 'character' ? this.#setOf(instruction.bytes).has : undefined,
        });
      }
      this.#programs.push({ base, start: base + start, asked });
    }
  }

  get count(): number {
    return this.#places.length;
  }

  at(place: number): Place | undefined {
    return this.#places[place];
  }

  /** What is reached from the start of a program. */
  started(program: number): Reached {
    return this.#reachedFrom(this.#programs[program]?.start ?? 0);
  }

  /** What is reached past the byte or the conditions of a place. */
  past({ instruction, program }: Place): Reached {
    const to = 'to' in instruction && typeof instruction.to === 'number' ? instruction.to : 0;
    return this.#reachedFrom((this.#programs[program]?.base ?? 0) + to);
  }

  #reachedFrom(place: number): Reached {
    return (this.#reached[place] ??= this.#walk(place));
  }

  #walk(from: number): Reached {
    const seen = new Set([from]);
    const places: number[] = [];
    let isFound = false;
    for (const id of seen) {
      const place = this.#places[id];
      if (place === undefined) continue;
      const { instruction, program } = place;
      switch (instruction.kind) {
        case 'character':
        case 'condition':
          places.push(id);
          break;
        case 'fork':
          for (const to of instruction.to) seen.add((this.#programs[program]?.base ?? 0) + to);
          break;
        case 'match':
          isFound = true;
          break;
        default:
          instruction satisfies never;
      }
    }
    return { places, isFound };
  }

  /** The conditions that the programs of these places ask for anywhere. */
  askedBy(places: readonly number[]): number {
    let asked = 0;
    for (const id of places) asked |= this.#programs[this.#places[id]?.program ?? -1]?.asked ?? 0;
    return asked;
  }

  /** The partition of the bytes that threads at these places can tell apart next. */
  partitionAt(places: readonly number[]): Partition {
    const sets = new Set(places.flatMap((place) => this.#ahead(place)));
    const asked = this.askedBy(places);
    if (asksForWords(asked)) sets.add(this.#setOf(wordBytes));
    if (asksForLines(asked)) sets.add(this.#setOf('\n'));
    return [...sets]
      .sort((one, other) => one.id - other.id)
      .reduce((common, { partition }) => this.#partitions.common(common, partition), this.#partitions.whole);
  }

  /** The sets of bytes that a place waits for, now or once conditions hold. */
  #ahead(place: number): readonly ByteSet[] {
    return (this.#setsAhead[place] ??= this.#lookAhead(place));
  }

  #lookAhead(from: number): readonly ByteSet[] {
    const seen = new Set([from]);
    const sets = new Set<ByteSet>();
    for (const id of seen) {
      const place = this.#places[id];
      if (place?.instruction.kind === 'character') sets.add(this.#setOf(place.instruction.bytes));
      else if (place !== undefined) for (const next of this.past(place).places) seen.add(next);
    }
    return [...sets];
  }

  /** Whether a place waits for the beginning of the text. */
  isAtBegin(place: number): boolean {
    const instruction = this.#places[place]?.instruction;
    return instruction?.kind === 'condition' && (instruction.conditions & condition.beginText) !== 0;
  }

  #setOf(bytes: string): ByteSet {
    const known = this.#sets.get(bytes);
    if (known !== undefined) return known;
    const has = new Uint8Array(byteCount);
    for (const byte of bytes) has[byte.charCodeAt(0)] = 1;
    const partition = this.#partitions.byLabel((byte) => has[byte] ?? 0);
    const made = { id: this.#sets.size, has, partition };
    this.#sets.set(bytes, made);
    return made;
  }
}

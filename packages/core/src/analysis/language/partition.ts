import { byteCount, readableBytes } from './byte-alphabet.js';
import { PairTable } from './number-tables.js';

/** The bytes in classes: what is asked of a text does not tell those of one class apart. */
export interface Partition {
  readonly id: number;
  /** The class of each byte. */
  readonly classOf: Uint8Array;
  /** The bytes of each class, the most readable first. */
  readonly classes: readonly (readonly number[])[];
}

/** Partitions, each made once. */
export class Partitions {
  readonly #known = new Map<string, Partition>();
  readonly #all: Partition[] = [];
  readonly #pairs = new PairTable();
  /** By the number of the pair. */
  readonly #common: Partition[] = [];

  /** All bytes in one class. */
  readonly whole: Partition = this.byLabel(() => 0);

  /** Bytes with the same label are in one class. */
  byLabel(labelOf: (byte: number) => number): Partition {
    const labels = new Map<number, number>();
    const classOf = new Uint8Array(byteCount);
    const classes: number[][] = [];
    for (const byte of readableBytes) {
      const label = labelOf(byte);
      const index = labels.get(label) ?? labels.size;
      labels.set(label, index);
      classOf[byte] = index;
      const members = classes[index];
      if (members === undefined) classes.push([byte]);
      else members.push(byte);
    }
    const key = String.fromCharCode(...classOf);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const made = { id: this.#all.length, classOf, classes };
    this.#all.push(made);
    this.#known.set(key, made);
    return made;
  }

  /** The coarsest partition that tells apart what either of the two does. */
  common(one: Partition, other: Partition): Partition {
    if (one === other || other.classes.length === 1) return one;
    if (one.classes.length === 1) return other;
    const pair = this.#pairs.idOf(one.id, other.id);
    const known = this.#common[pair];
    if (known !== undefined) return known;
    const { classOf } = other;
    const made = this.byLabel((byte) => (one.classOf[byte] ?? 0) * byteCount + (classOf[byte] ?? 0));
    this.#common[pair] = made;
    return made;
  }
}

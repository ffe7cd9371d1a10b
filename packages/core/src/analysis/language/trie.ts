import { byteCount, type Casing } from './byte-alphabet.js';

const none: readonly number[] = [];

/** Texts that share their beginnings. Its nodes are numbers, the root is 0; parents come before their children. */
export class Trie {
  readonly root = 0;
  readonly casing: Casing;
  /** By parent and character. */
  readonly #children = new Map<number, number>();
  readonly #parents: number[] = [-1];
  readonly #characters: number[] = [-1];
  /** By node: the bytes that lead on from it; none where it is a leaf. */
  readonly #bytes: (readonly number[])[] = [none];

  constructor(casing: Casing) {
    this.casing = casing;
  }

  get size(): number {
    return this.#parents.length;
  }

  /** The node of a text; undefined for one with characters that are no bytes. */
  add(text: string): number | undefined {
    const characters = this.casing.ofText(text);
    let node = this.root;
    for (let index = 0; index < characters.length; index += 1) {
      const character = characters.charCodeAt(index);
      if (character >= byteCount) return undefined;
      node = this.#children.get(node * byteCount + character) ?? this.#grow(node, character);
    }
    return node;
  }

  #grow(parent: number, character: number): number {
    const node = this.size;
    this.#children.set(parent * byteCount + character, node);
    this.#parents.push(parent);
    this.#characters.push(character);
    this.#bytes.push(none);
    const bytes = this.casing.bytesOf(character);
    const known = this.bytes(parent);
    this.#bytes[parent] = known === none ? bytes : [...known, ...bytes];
    return node;
  }

  /** The node that a character, in the casing of the trie, leads to. */
  child(node: number, character: number): number | undefined {
    return this.#children.get(node * byteCount + character);
  }

  /** -1 for the root. */
  parent(node: number): number {
    return this.#parents[node] ?? -1;
  }

  /** The character that leads to a node from its parent. */
  character(node: number): number {
    return this.#characters[node] ?? -1;
  }

  /** The bytes that lead on to children. */
  bytes(node: number): readonly number[] {
    return this.#bytes[node] ?? none;
  }
}

const stride = 3;
const none = -1;

/** A binary trie in one typed array: each node has two children and the number of the value that ends there. */
export class BitTrie {
  #nodes: Int32Array = new Int32Array(64 * stride);
  #count = 1;

  constructor() {
    this.#nodes[2] = none;
  }

  /** Lets the first `length` bits of these words lead to a value; a value already there is replaced. */
  insert(words: readonly number[], length: number, value: number): void {
    let node = 0;
    for (let bit = 0; bit < length; bit += 1) {
      const word = words[bit >>> 5] ?? 0;
      const slot = node * stride + ((word >>> (31 - (bit & 31))) & 1);
      node = this.#nodes[slot] ?? 0;
      if (node === 0) {
        node = this.#add();
        this.#nodes[slot] = node;
      }
    }
    this.#nodes[node * stride + 2] = value;
  }

  /** The value at the end of the longest prefix of these words; -1 when no prefix has one. */
  longest(words: readonly number[]): number {
    const nodes = this.#nodes;
    let best = nodes[2] ?? none;
    let node = 0;
    for (const word of words) {
      for (let shift = 31; shift >= 0; shift -= 1) {
        node = nodes[node * stride + ((word >>> shift) & 1)] ?? 0;
        if (node === 0) return best;
        const value = nodes[node * stride + 2] ?? none;
        if (value !== none) best = value;
      }
    }
    return best;
  }

  #add(): number {
    if ((this.#count + 1) * stride > this.#nodes.length) {
      const larger = new Int32Array(this.#nodes.length * 2);
      larger.set(this.#nodes);
      this.#nodes = larger;
    }
    const node = this.#count;
    this.#nodes[node * stride + 2] = none;
    this.#count += 1;
    return node;
  }
}

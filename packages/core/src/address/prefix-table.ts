import { BitTrie } from './bit-trie.js';
import type { CIDR } from './cidr.js';
import { isIPv4Mapped } from './ip.js';
import { parseIPv4 } from './ipv4.js';
import { parseIPv6 } from './ipv6.js';

/**
 * A table of ranges that finds the value of the most specific one that holds an address.
 *
 * Of two equal ranges the later one counts.
 * @see RFC 4632 section 5.1: longest prefix match
 * @public
 * @example
 * const table = new PrefixTable([[parseCIDR('10.0.0.0/8'), 'cluster'], [parseCIDR('10.1.0.0/16'), 'node-a']]);
 * table.lookup('10.1.2.3'); // 'node-a'
 */
export class PrefixTable<T> {
  readonly #ipv4: BitTrie = new BitTrie();
  readonly #ipv6: BitTrie = new BitTrie();
  readonly #values: T[] = [];

  constructor(entries: Iterable<readonly [CIDR, T]>) {
    for (const [cidr, value] of entries) {
      const trie = cidr.family === 'IPv4' ? this.#ipv4 : this.#ipv6;
      trie.insert(cidr.network.words, cidr.prefixLength, this.#values.length);
      this.#values.push(value);
    }
  }

  /** The value of the longest prefix that holds the address; undefined when none does, or the text is no address. */
  lookup(address: string): T | undefined {
    const number = parseIPv4(address);
    if (number >= 0) return this.#values[this.#ipv4.longest([number])];
    const words = parseIPv6(address);
    if (words === undefined) return undefined;
    return this.#values[isIPv4Mapped(words) ? this.#ipv4.longest(words.slice(3)) : this.#ipv6.longest(words)];
  }
}

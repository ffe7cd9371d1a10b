/**
 * Finds what belongs to a host: an equal host beats a wildcard, and a wildcard beats the entry for every host.
 *
 * Hosts are lower case, without port and without final dot. `*.x` covers exactly one label; the empty host covers all.
 * @see kubernetes/api networking/v1/types.go, IngressRule.host
 */
export class HostTable<T extends object> {
  readonly #exact = new Map<string, T>();
  /** By what follows the star: `.example.com`. */
  readonly #wildcards = new Map<string, T>();
  readonly #any: T | undefined;

  constructor(entries: Iterable<readonly [host: string, entry: T]>) {
    for (const [host, entry] of entries) {
      if (host === '') this.#any = entry;
      else if (host.startsWith('*.')) this.#wildcards.set(host.slice(1), entry);
      else this.#exact.set(host, entry);
    }
  }

  /** The entry of the most precise host that covers this one. */
  match(host: string): T | undefined {
    return this.#exact.get(host) ?? this.#wildcard(host) ?? this.#any;
  }

  /** The entries of all hosts that cover this one, the most precise first. */
  matchAll(host: string): readonly T[] {
    return [this.#exact.get(host), this.#wildcard(host), this.#any].filter((entry) => entry !== undefined);
  }

  #wildcard(host: string): T | undefined {
    if (this.#wildcards.size === 0) return undefined;
    const dot = host.indexOf('.');
    return dot > 0 ? this.#wildcards.get(host.slice(dot)) : undefined;
  }
}

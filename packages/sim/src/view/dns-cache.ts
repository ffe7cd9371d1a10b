import type { Cluster } from '@kubehop/core';

const second = 1_000;

/** What no cache of CoreDNS goes below. @see coredns/coredns plugin/cache, minTTL */
const leastTTL = 5 * second;

/** What answers about a name are made from, and until when they hold at their source. */
export interface Lifetime {
  readonly cluster: Cluster;
  readonly until: number;
}

/** A question of which a cache may know the answer. */
export interface CachedQuestion {
  readonly name: string;
  /** Whether there is such a name in a cluster. */
  readonly exists: (cluster: Cluster) => boolean;
  /** Asks what is behind the cache. */
  readonly ask: () => Lifetime;
}

/**
 * A cache of DNS answers: of each name it believes the cluster of the moment when it asked.
 *
 * What comes from another cache brings the time that is left of it; less than five seconds are rounded up.
 * @see coredns/coredns plugin/cache
 */
export class DnsCache {
  readonly #longest: { readonly success: number; readonly denial: number };
  readonly #kept: (entry: Lifetime) => void;
  readonly #entries = new Map<string, Lifetime>();

  /**
   * @param longest milliseconds for which answers, and denials, are kept at most
   * @param kept told of each new entry
   */
  constructor(
    longest: { readonly success: number; readonly denial: number },
    kept: (entry: Lifetime) => void = () => undefined,
  ) {
    this.#longest = longest;
    this.#kept = kept;
  }

  /** What is believed of a name at a moment. */
  get({ name, exists, ask }: CachedQuestion, now: number): Lifetime {
    const known = this.#entries.get(name);
    if (known !== undefined && known.until > now) return known;
    const fresh = ask();
    const longest = exists(fresh.cluster) ? this.#longest.success : this.#longest.denial;
    const left = Math.min(Math.max(fresh.until - now, leastTTL), longest);
    const entry = { cluster: fresh.cluster, until: now + left };
    if (left > 0) {
      this.#entries.set(name, entry);
      this.#kept(entry);
    }
    return entry;
  }
}

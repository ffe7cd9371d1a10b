import type { Cluster } from '@kubehop/core';

const second = 1_000;

/** What no cache of CoreDNS goes below. @see coredns/coredns plugin/cache, minTTL */
const leastTTL = 5 * second;

/** For how long an answer may be kept. */
interface Entry {
  /** The cluster that the answer was made from: the older view that a cache is. */
  readonly cluster: Cluster;
  readonly until: number;
}

/** What a cache is asked to keep something for. */
export interface Lifetime {
  readonly cluster: Cluster;
  /** When it ends at the source. */
  readonly until: number;
}

/**
 * A cache of DNS answers: of each name it believes the cluster of the moment when it asked.
 *
 * What comes from another cache brings the time that is left of it; less than five seconds are rounded up.
 * @see coredns/coredns plugin/cache
 */
export class DnsCache {
  readonly #longest: { readonly success: number; readonly denial: number };
  readonly #entries = new Map<string, Entry>();

  /** @param longest milliseconds for which answers, and denials, are kept at most */
  constructor(longest: { readonly success: number; readonly denial: number }) {
    this.#longest = longest;
  }

  /** The view of a name, asked for at `now`; `ask` looks behind the cache. */
  get(name: string, now: number, exists: (cluster: Cluster) => boolean, ask: () => Lifetime): Lifetime {
    const known = this.#entries.get(name);
    if (known !== undefined && known.until > now) return known;
    const fresh = ask();
    const longest = exists(fresh.cluster) ? this.#longest.success : this.#longest.denial;
    const left = Math.min(Math.max(fresh.until - now, leastTTL), longest);
    const entry = { cluster: fresh.cluster, until: now + left };
    if (left > 0) this.#entries.set(name, entry);
    return entry;
  }

  /** Forgets everything, as a restart does. */
  clear(): void {
    this.#entries.clear();
  }
}

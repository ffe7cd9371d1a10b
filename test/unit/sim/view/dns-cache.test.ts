import { describe, expect, test } from 'vitest';
import { createCluster, type Cluster } from '@kubehop/core';
import { DnsCache } from '../../../../packages/sim/src/view/dns-cache.js';

const second = 1_000;
const longest = { success: 30 * second, denial: 5 * second };
const old = createCluster([]);
const fresh = createCluster([]);

/** Asks a cache at a moment; behind it is a cluster until some moment. */
function ask(
  cache: DnsCache,
  now: number,
  { cluster, until, exists = true }: { cluster: Cluster; until: number; exists?: boolean },
): Cluster {
  return cache.get({ name: 'web', exists: () => exists, ask: () => ({ cluster, until }) }, now).cluster;
}

describe('a cache of DNS', () => {
  test('believes what it was told until that runs out', () => {
    const cache = new DnsCache(longest);
    ask(cache, 0, { cluster: old, until: 10 * second });
    expect(ask(cache, 10 * second - 1, { cluster: fresh, until: Infinity })).toBe(old);
    expect(ask(cache, 10 * second, { cluster: fresh, until: Infinity })).toBe(fresh);
  });

  test('keeps nothing for longer than it may', () => {
    const cache = new DnsCache(longest);
    ask(cache, 0, { cluster: old, until: 3_600 * second });
    expect(ask(cache, 30 * second - 1, { cluster: fresh, until: Infinity })).toBe(old);
    expect(ask(cache, 30 * second, { cluster: fresh, until: Infinity })).toBe(fresh);
  });

  // One second is left at the source: raised to five.
  test('keeps everything for five seconds at least', () => {
    const cache = new DnsCache(longest);
    ask(cache, 29 * second, { cluster: old, until: 30 * second });
    expect(ask(cache, 34 * second - 1, { cluster: fresh, until: Infinity })).toBe(old);
    expect(ask(cache, 34 * second, { cluster: fresh, until: Infinity })).toBe(fresh);
  });

  test('keeps denials for a time of their own', () => {
    const cache = new DnsCache({ success: 30 * second, denial: 8 * second });
    ask(cache, 0, { cluster: old, until: 30 * second, exists: false });
    expect(ask(cache, 8 * second - 1, { cluster: fresh, until: Infinity })).toBe(old);
    expect(ask(cache, 8 * second, { cluster: fresh, until: Infinity })).toBe(fresh);
  });

  test('keeps nothing where it may keep nothing', () => {
    const kept: number[] = [];
    const cache = new DnsCache({ success: 0, denial: 0 }, ({ until }) => kept.push(until));
    ask(cache, 0, { cluster: old, until: 30 * second });
    expect(ask(cache, 0, { cluster: fresh, until: 30 * second })).toBe(fresh);
    expect(kept).toEqual([]);
  });

  test('tells of what it keeps once, with the moment when it forgets that', () => {
    const kept: number[] = [];
    const cache = new DnsCache(longest, ({ until }) => kept.push(until));
    ask(cache, 0, { cluster: old, until: 10 * second });
    ask(cache, 1, { cluster: old, until: 10 * second });
    expect(kept).toEqual([10 * second]);
  });
});

import { describe, expect, test } from 'vitest';
import { events, visits } from '../../examples/affinity-after-restart.js';
import * as dns from '../../examples/dns-outage.js';
import { imbalance, kinds, phases } from '../../examples/keep-alive-imbalance.js';
import * as targets from '../../examples/slow-deregistration.js';

/** Figures of the stories of connections, names and targets against what follows by hand. */

const seeds = [1, 2, 3] as const;

/** What came of a kind of event, with each seed. */
function came(title: string): readonly ReturnType<typeof visits>[] {
  return events
    .filter((event) => event.title === title)
    .flatMap((event) => seeds.map((seed) => visits(event, seed)));
}

function total(pods: readonly number[]): number {
  return pods.reduce((sum, each) => sum + each, 0);
}

describe('connections that are kept', () => {
  const [anew, kept, one] = kinds.map((kind) => seeds.map((seed) => phases(kind, seed)));

  test('nobody loses a request, and each phase has its 2000', () => {
    const all = [anew, kept, one].flat(2).flatMap((phase) => phase ?? []);
    expect(all.map(({ failed }) => failed)).toEqual(all.map(() => 0));
    expect(all.map(({ pods }) => total(pods))).toEqual(all.map(() => 2_000));
  });

  test('new connections are even on as many pods as there are', () => {
    for (const told of anew ?? []) {
      // 2000 draws among six: a standard deviation of 17 around 333; five of them are a quarter.
      for (const phase of told) expect(imbalance(phase)).toBeLessThan(1.3);
      expect(told.map(({ pods }) => pods.length)).toEqual([2, 6, 6]);
    }
  });

  test('twelve that are kept give the four new pods nothing, and come as twelfths to pods after a restart', () => {
    for (const [before, scaled, restarted] of kept ?? []) {
      expect(scaled?.pods.slice(0, 2)).toHaveLength(2);
      expect(scaled?.pods.slice(2)).toEqual([0, 0, 0, 0]);
      // Each connection carries 2000 / 12 requests, give or take the one that another one had at the border.
      expect(Math.abs((before?.pods[0] ?? 0) - (scaled?.pods[0] ?? 0))).toBeLessThanOrEqual(12);
      for (const count of restarted?.pods ?? []) {
        expect(Math.abs(count - Math.round((count * 12) / 2_000) * (2_000 / 12))).toBeLessThanOrEqual(12);
      }
    }
  });

  test('one connection of gRPC is one pod, whatever happens', () => {
    const counts = (one ?? []).flat().map(({ pods }) => pods.filter((count) => count > 0).length);
    expect(counts).toEqual(counts.map(() => 1));
  });
});

describe('session affinity', () => {
  test('keeps everybody while nothing happens, and while pods are added', () => {
    for (const { same, other } of [...came('nothing'), ...came('three pods more')]) {
      expect([same, other]).toEqual([30, 0]);
    }
  });

  test('loses the clients of a pod that is deleted, and of no other', () => {
    for (const { concerned, same, other } of came('a pod is deleted')) {
      expect([same, other]).toEqual([30 - concerned, concerned]);
    }
  });

  test('loses most clients of a pod that was not ready for a moment: a third comes back by chance', () => {
    const restarts = came('a process restarts');
    for (const { concerned, same, other } of restarts) {
      expect(same + other).toBe(30);
      expect(same).toBeGreaterThanOrEqual(30 - concerned);
      expect(other).toBeGreaterThan(0);
    }
  });

  test('loses everybody in a rolling restart', () => {
    for (const { same, other } of came('a rolling restart')) expect([same, other]).toEqual([0, 30]);
  });

  test('is over after 10800 s, and is none of another node: a third comes to its pod by chance', () => {
    for (const { same, other } of [...came('three hours and a second'), ...came('the other node is asked')]) {
      expect(same + other).toBe(30);
      // 30 draws at a third: 10, with a standard deviation of 2.6.
      expect(same).toBeGreaterThanOrEqual(2);
      expect(same).toBeLessThanOrEqual(18);
    }
  });
});

describe('an outage of the DNS', () => {
  const [named, ...others] = dns.clients.map((each) => seeds.map((seed) => dns.outage(each, seed)));

  test('fails every new connection of a pod that is sent in it, and none long after it', () => {
    for (const report of named ?? []) {
      const [first = 0, last = 0] = dns.failing(report) ?? [];
      expect(first).toBe(20);
      // A probe of the DNS comes every 10 s; then two watches, a slice and a sync.
      expect(last).toBeGreaterThanOrEqual(79.9);
      expect(last).toBeLessThanOrEqual(92.2);
      expect(report.requests - report.ok).toBeGreaterThanOrEqual(600);
    }
  });

  test('is nothing to who keeps connections, asks an address, or comes through a proxy that knows addresses', () => {
    const failed = others.flat().map(({ requests, ok }) => requests - ok);
    expect(failed).toEqual(failed.map(() => 0));
  });

  // Seconds: a lookup every 0.1 since 9; each server of two has its own cache, filled by the first lookup that it gets.
  const bounds = [
    { found: [10, 10.1], forgotten: [10, 10.3] },
    { found: [39, 40], forgotten: [39, 40] },
    { found: [14, 14.1], forgotten: [39, 39.1] },
  ] as const;

  test.each(dns.caches.map((cache, index) => ({ cache, title: cache.title, bound: bounds[index] })))(
    '$title: a name that was missing, and one that has changed, are remembered for as long as it keeps them',
    ({ cache, bound }) => {
      for (const seed of seeds) {
        for (const [at, [least, most] = [0, 0]] of [
          [dns.found(cache, seed), bound?.found],
          [dns.forgotten(cache, seed), bound?.forgotten],
        ] as const) {
          expect(at).toBeGreaterThanOrEqual(least);
          expect(at).toBeLessThanOrEqual(most);
        }
      }
    },
  );
});

describe('a balancer that deregisters slower than pods stop', () => {
  const obeys = { ALB: [5, 20], NLB: [60, 120] } as const;
  /** From the end of the pod on: (U-1)*I + timeout to U*I + timeout. */
  const checks = { ALB: [20, 35], NLB: [30, 40] } as const;
  const rows = targets.balancers.flatMap((balancer) =>
    targets.pauses.map((pause) => ({ title: balancer.title as 'ALB' | 'NLB', balancer, pause })),
  );

  test.each(rows)(
    '$title, a pause of $pause s: lost is what comes after the pod',
    ({ title, balancer, pause }) => {
      for (const seed of seeds) {
        const { report, deregistered, last } = targets.deletion(balancer, pause, seed);
        const [least, most] = obeys[title];
        expect(deregistered).toBeGreaterThanOrEqual(least);
        // Two watches, and the tenth of a second in which it is looked at.
        expect(deregistered).toBeLessThanOrEqual(most + 0.3);
        const earliest = Math.min(deregistered, pause + checks[title][0]);
        const latest = Math.min(deregistered, pause + checks[title][1]);
        expect(last === undefined).toBe(pause >= deregistered);
        const lost = report.requests - report.ok;
        // A quarter of 20 requests a second.
        expect(lost).toBeGreaterThanOrEqual(Math.max(0, earliest - pause) * 5 * 0.6 - 3);
        expect(lost).toBeLessThanOrEqual(Math.max(0, latest - pause) * 5 * 1.4 + 3);
        expect(last ?? 0).toBeLessThanOrEqual(Math.max(0, latest));
      }
    },
  );
});

import { describe, expect, test } from 'vitest';
import { events, visits } from '../../examples/affinity-after-restart.js';
import { imbalance, kinds, phases } from '../../examples/keep-alive-imbalance.js';

/** Figures of the stories of connections, names and targets against what follows by hand. */

const seeds = [1, 2, 3] as const;

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
  const came = (title: string): readonly ReturnType<typeof visits>[] =>
    events
      .filter((event) => event.title === title)
      .flatMap((event) => seeds.map((seed) => visits(event, seed)));

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

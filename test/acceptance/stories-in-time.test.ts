import { describe, expect, test } from 'vitest';
import type { LoadReport } from '@kubehop/sim';
import { lose, losses } from '../../examples/ingress-controller-dies.js';
import * as localPolicy from '../../examples/local-policy-drain.js';
import * as nodeVanishes from '../../examples/node-vanishes.js';
import { tellings, type Told } from '../../examples/rolling-update.js';
import { clients, moments } from '../../examples/who-learns-when.js';

/** Figures of the stories against what follows by hand from the components' own delays. */

const seeds = [1, 2, 3] as const;

function failed({ requests, ok }: LoadReport): number {
  return requests - ok;
}

function countOf({ errors }: LoadReport, cause: string): number {
  return errors.reduce((sum, error) => (error.cause === cause ? sum + error.count : sum), 0);
}

describe('a pod comes back with another address', () => {
  // Milliseconds. A watch takes 1..100; a slice that has changed waits for a second before it changes again, and so do
  // rules; ingress-nginx syncs every 3333 at most, and its workers poll every 1000. The probe looks every 5000.
  const bounds: Readonly<Record<string, readonly [number, number]>> = {
    'the kubelet tells the process to end': [1, 100],
    'the EndpointSlice leaves the pod out': [1, 100],
    'the rules of node-1 leave it out': [2, 200],
    'ingress-nginx leaves it out': [2, 1_200],
    'the new pod has started': [3, 300],
    'the new pod is ready': [5_003, 5_300],
    'the EndpointSlice has it': [5_004, 5_400],
    'the rules of node-1 have it': [5_005, 5_500],
    'ingress-nginx has it': [5_005, 9_833],
  };

  test.each(seeds)('each component learns of it within its own delay, with seed %i', (seed) => {
    const found = moments(seed);
    expect([...found.keys()]).toEqual(Object.keys(bounds));
    const outside = [...found].filter(([title, at]) => {
      const [least, most] = bounds[title] ?? [NaN, NaN];
      return !(at >= least && at <= most);
    });
    expect(outside).toEqual([]);
  });

  test('who asks the Service fails until the rules know, a proxy that tries again never, an old address for ever', () => {
    const [service, nginx, address] = clients(1).map(({ report }) => report);
    // At most 200 ms of 100 requests a second.
    expect(service === undefined ? NaN : failed(service)).toBeLessThanOrEqual(20);
    const behind = service?.errors.map(({ cause, isBehind }) => `${cause} ${String(isBehind)}`);
    expect([...new Set(behind)]).toEqual(['address-unused true']);
    // nginx waits 5 s for a connection, then tries another pod.
    expect([nginx?.requests, nginx?.ok, nginx?.latency.max]).toEqual([1_500, 1_500, 5_000]);
    // The process has ended within 100 ms: at most ten requests were sent before.
    expect(address?.ok).toBeLessThanOrEqual(10);
  });
});

describe('a rolling update', () => {
  const told: readonly (readonly Told[])[] = seeds.map(tellings);
  const of = (index: number): readonly Told[] => told.flatMap((each) => each[index] ?? []);

  test('without a probe sends requests to pods that do not listen yet', () => {
    // Each of four pods is listed up to 3 s too soon, of which the slice and the rules miss up to 2.2 s; it gets a fifth to
    // a third of 100 requests a second: 4 * 0.8 * 100 / 5 = 64 to 4 * 3 * 100 / 3 = 400.
    for (const { anew } of of(0)) {
      expect(countOf(anew, 'process-not-listening')).toBeGreaterThanOrEqual(64);
      expect(countOf(anew, 'process-not-listening')).toBeLessThanOrEqual(400);
    }
  });

  test('with a probe loses what is sent to pods that are gone, which the rules do not know yet', () => {
    // Four pods, each for up to 2.2 s, with up to a third of 100 requests a second: 293.
    for (const { anew } of of(1)) {
      expect(countOf(anew, 'process-not-listening')).toBe(0);
      expect(failed(anew)).toBeGreaterThan(0);
      expect(failed(anew)).toBeLessThanOrEqual(293);
      const behind = anew.errors.filter(({ cause }) => cause === 'address-unused');
      // The rules of the client's node are older than the slice, or the slice is older than its pods.
      const late = new Set(['kube-proxy on node-1', 'EndpointSlice controller']);
      expect(behind.filter(({ component = '', isBehind }) => !isBehind || !late.has(component))).toEqual([]);
      expect(behind.map(({ component }) => component)).toContain('kube-proxy on node-1');
    }
  });

  test('with a pause that is longer than the rules take loses no new connection, and breaks those that are kept', () => {
    // 10 requests are under way at a moment; four pods end, each with some of them.
    for (const { anew, kept } of of(2)) {
      expect(failed(anew)).toBe(0);
      expect(kept.errors.map(({ cause }) => cause)).toEqual(['connection-lost']);
      expect(failed(kept)).toBeLessThanOrEqual(40);
    }
  });

  test('with a graceful shutdown besides loses nothing', () => {
    for (const { anew, kept } of of(3)) expect([failed(anew), failed(kept)]).toEqual([0, 0]);
  });
});

describe('a node vanishes', () => {
  // Seconds: (U-1)*I + timeout to U*I + timeout; MetalLB's "a few seconds" is 3 looks of 1 s.
  const balancers: Readonly<Record<string, readonly [number, number]>> = {
    'AWS Classic ELB': [55, 65],
    'AWS NLB, cloud provider': [70, 100],
    'AWS NLB, its controller': [30, 40],
    'Google Cloud': [17, 25],
    'MetalLB, layer 2': [2, 3],
    'Google Cloud, ingress-nginx': [17, 25],
  };

  test.each(nodeVanishes.ways)(
    '$title: the balancer and the rules learn of it within their delays',
    (way) => {
      const bounds = balancers[way.title];
      for (const seed of [1, 2, 3, 4]) {
        const { balancer, rules } = nodeVanishes.learned(way, seed);
        // The grace of 50 s from a lease that is up to 10 s old, a look every 5 s; two watches, a slice and a sync.
        expect(rules).toBeGreaterThanOrEqual(40);
        expect(rules).toBeLessThanOrEqual(62.2);
        expect(balancer === undefined).toBe(bounds === undefined);
        const [least = 0, most = 0] = bounds ?? [];
        expect(balancer ?? 0).toBeGreaterThanOrEqual(least);
        expect(balancer ?? 0).toBeLessThanOrEqual(most);
      }
    },
  );

  test.each(nodeVanishes.ways.slice(1))('$title: clients fail until both know', (way) => {
    const { balancer = 0, rules } = nodeVanishes.learned(way, 1);
    const report = nodeVanishes.clients(way, 1);
    const safe = Math.max(balancer, rules);
    const last = nodeVanishes.lastFailure(report);
    // A SYN is sent again after 1, 2 and 3 s: who asks shortly before may still be saved.
    expect(last).toBeLessThanOrEqual(safe);
    expect(last).toBeGreaterThan(safe - 6);
    // A third is lost at the balancer until it knows, and a third of the rest at the pod until the rules do.
    const both = Math.min(balancer, rules);
    const alone = (safe - both) / 3;
    const lost = 10 * ((both * 5) / 9 + alone);
    expect(failed(report)).toBeGreaterThan(lost * 0.75);
    expect(failed(report)).toBeLessThan(lost * 1.25);
  });

  test('nobody tells who was given the address of the node', () => {
    const [way] = nodeVanishes.ways;
    const report = way === undefined ? undefined : nodeVanishes.clients(way, 1);
    expect([report?.requests, report?.ok]).toEqual([1_200, 0]);
    expect(report?.errors.map(({ cause }) => cause)).toEqual(['node-down']);
  });
});

describe('an ingress controller dies', () => {
  const came = losses.map((loss) => seeds.map((seed) => lose(loss, seed)));

  test('a process that ends refuses half of the connections until the kubelet has seen it, within a second', () => {
    for (const { report, lastFailure, balancer, whole } of came[0] ?? []) {
      expect(whole).toBeLessThanOrEqual(1);
      expect(lastFailure).toBeLessThanOrEqual(whole ?? 0);
      expect(report.errors.map(({ cause }) => cause)).toEqual(
        report.errors.map(() => 'container-not-running'),
      );
      expect(failed(report)).toBeLessThanOrEqual(100);
      expect(balancer).toBeUndefined();
    }
  });

  test('a pod whose hook waits for longer than the rules take is missed by nobody', () => {
    expect((came[1] ?? []).map(({ report }) => failed(report))).toEqual([0, 0, 0]);
  });

  test('a node that vanishes costs two thirds until the balancer knows, and half until the rules do', () => {
    for (const { report, lastFailure = 0, balancer = 0, rules = 0, whole = 0 } of came[2] ?? []) {
      expect(balancer).toBeGreaterThanOrEqual(17);
      expect(balancer).toBeLessThanOrEqual(25);
      expect(rules).toBeGreaterThanOrEqual(40);
      expect(rules).toBeLessThanOrEqual(62.2);
      expect(lastFailure).toBeLessThanOrEqual(rules);
      // 100 requests a second; those of the last 3 s may be saved by a SYN that is sent again.
      const lost = 100 * ((balancer * 2) / 3 + (rules - balancer) / 2);
      expect(failed(report)).toBeGreaterThan(lost * 0.9 - 300);
      expect(failed(report)).toBeLessThan(lost * 1.1);
      // The taint comes a look after the Node is Unknown, and pods stay for 300 s.
      expect(whole).toBeGreaterThanOrEqual(345);
      expect(whole).toBeLessThanOrEqual(366);
    }
  });
});

describe('the last pod of a node with externalTrafficPolicy Local', () => {
  // Seconds: an answer of 503 fails a check at once, so that U of them in a row take (U-1)*I to U*I.
  const bounds = [
    [3, 6],
    [10, 20],
    [50, 60],
  ] as const;
  const rows = localPolicy.balancers.flatMap((balancer, index) =>
    localPolicy.pauses.map((pause) => ({
      title: balancer.title,
      balancer,
      pause,
      bounds: bounds[index] ?? [0, 0],
    })),
  );

  test.each(rows)(
    '$title, a pause of $pause s: what is lost lies between the pod and the balancer',
    (row) => {
      const { balancer: knows, lost, report } = localPolicy.drain(row.balancer, row.pause, 1);
      const [least, most] = row.bounds;
      expect(knows).toBeGreaterThanOrEqual(least);
      // Two watches until the rules, and so the port, know of it.
      expect(knows).toBeLessThanOrEqual(most + 0.2);
      const loses = knows > row.pause;
      expect(lost !== undefined).toBe(loses);
      const [first, last] = lost ?? [row.pause, knows];
      expect(first).toBeGreaterThanOrEqual(row.pause);
      expect(last).toBeLessThanOrEqual(knows);
      // Half of a hundred requests a second.
      const expected = Math.max(0, knows - row.pause) * 50;
      expect(Math.abs(failed(report) - expected)).toBeLessThanOrEqual(expected * 0.1 + 5);
    },
  );
});

import { describe, expect, test } from 'vitest';
import { bareMetal, node } from '@kubehop/core';
import { noDelays, Simulation, type DelayOptions, type LoadReport } from '@kubehop/sim';
import type { JsonObject } from '../../conformance/vectors.js';
import { webPod, webService } from './objects.js';
import { merged } from './settings.js';
import { web } from './timing-case.js';

const second = 1_000;
const seeds = Array.from({ length: 30 }, (_, index) => index + 1);

function nodes(...names: readonly string[]): readonly JsonObject[] {
  return names.map((name) => ({ apiVersion: 'v1', kind: 'Node', metadata: { name } }));
}

/** When something happened, in seconds; -1 where it did not. */
function when(
  { log }: Simulation,
  isMeant: (event: Simulation['log'][number]) => boolean,
  from: number = 0,
): number {
  const found = log.find((event) => event.at >= from && isMeant(event));
  return found === undefined ? -1 : (found.at - from) / second;
}

/** The node dies at 100 s, somewhere between two renewals of its lease; all delays are those of the version. */
function lost(kubernetesMinor: number, seed: number): { notReady: number; tainted: number; deleted: number } {
  const simulation = new Simulation([...nodes('node-a', 'node-b'), webPod('web-0', 'node-a')], {
    platform: bareMetal({ kubernetesMinor }),
    seed,
  });
  simulation.advance(100 * second);
  simulation.fail({ node: 'node-a' });
  simulation.advance(500 * second);
  const of = (isMeant: (event: Simulation['log'][number]) => boolean): number =>
    when(simulation, isMeant, 100 * second);
  return {
    notReady: of((event) => event.kind === 'node-status' && event.ready === 'Unknown'),
    tainted: of((event) => event.kind === 'node-tainted' && event.effect === 'NoExecute'),
    deleted: of((event) => event.kind === 'pod-deleting' && event.pod === 'default/web-0'),
  };
}

describe('a node that is lost', () => {
  // The lease is 0..10 old when the node dies, and was seen 0..5 after it was renewed. The grace of 40 (50 from 1.32) runs
  // from there, and the look that ends it is up to 5 later: grace - 10 .. grace + 10 after the death. The taint follows
  // 5 later, and the pods go 300 after that and up to 0.1 for the watch.
  test.each([
    [31, 40],
    [32, 50],
    [34, 50],
  ])('is found out by its lease: in Kubernetes 1.%d by one of %d s', (kubernetesMinor, grace) => {
    const times = seeds.map((seed) => lost(kubernetesMinor, seed));
    const found = times.map(({ notReady }) => notReady);
    expect(Math.min(...found)).toBeGreaterThanOrEqual(grace - 10);
    expect(Math.max(...found)).toBeLessThanOrEqual(grace + 10);
    expect(Math.max(...found) - Math.min(...found)).toBeGreaterThan(10);
    expect(times.filter(({ notReady, tainted }) => Math.abs(tainted - notReady - 5) > 1e-9)).toEqual([]);
    expect(
      times.filter(({ tainted, deleted }) => deleted < tainted + 300 || deleted > tainted + 300.1),
    ).toEqual([]);
  });

  // Half of the connections go to it until its pod is out of the rules, when the node is found not ready; each of them waits
  // for ever. 10 a second for T seconds: 5 T, give or take four standard deviations of a fair coin.
  test.each(seeds.slice(0, 5))('takes its share of new connections until then (seed %d)', (seed) => {
    const simulation = new Simulation([...nodes('node-a', 'node-b', 'node-c'), ...webService()], {
      platform: bareMetal(),
      delays: merged(noDelays, { nodes: { phase: 'drawn' } }),
      seed,
    });
    simulation.advance(100 * second + 5);
    const address = simulation.cluster.get('Service', 'default/web')?.spec.clusterIPs[0] ?? '';
    const load = simulation.load({
      request: { from: node('node-c'), url: `http://${address}/` },
      arrivals: { model: 'constant', perSecond: 10 },
      duration: 120 * second,
    });
    simulation.fail({ node: 'node-a' });
    simulation.advance(300 * second);
    const time = when(simulation, ({ kind }) => kind === 'node-status', 100 * second + 5);
    const failed = failedOf(load.report());
    expect(Math.abs(failed - 5 * time)).toBeLessThan(4 * Math.sqrt(10 * time * 0.25));
  });
});

/** Seconds from its creation until it is ready. */
function readyAfter(probe: JsonObject, { start = 0, listens = 0 } = {}): number {
  const simulation = new Simulation(nodes('node-a'), {
    platform: bareMetal(),
    delays: merged(noDelays, { kubelet: { imagePull: start * second } }),
    behaviours: [{ does: { startup: listens * second } }],
  });
  simulation.apply(
    webPod('web-0', 'node-a', { readinessProbe: { httpGet: { path: '/ok', port: 8080 }, ...probe } }),
  );
  simulation.advance(300 * second);
  return when(simulation, (event) => event.kind === 'pod-ready' && event.ready);
}

describe('a new pod', () => {
  // The ticks of a probe begin with the pod, at 0. There is one probe more when a container starts that is not ready.
  test.each<[string, JsonObject, { readonly start?: number; readonly listens?: number }, number]>([
    ['at its start, by the probe that this triggers', { periodSeconds: 10 }, { start: 3 }, 3],
    ['at the first tick at which its port is open', { periodSeconds: 10 }, { start: 3, listens: 4 }, 10],
    // 3 + 12 = 15: ticks at 20, then.
    [
      'at the first tick after its initial delay',
      { periodSeconds: 10, initialDelaySeconds: 12 },
      { start: 3 },
      20,
    ],
    // The start at 3 counts, and the ticks 5 and 10.
    [
      'after the successes in a row that it asks for',
      { periodSeconds: 5, successThreshold: 3 },
      { start: 3 },
      10,
    ],
    // 3 + 8 = 11: ticks at 12, 16 and 20.
    ['after both', { periodSeconds: 4, initialDelaySeconds: 8, successThreshold: 3 }, { start: 3 }, 20],
  ])('is ready %s', (_, probe, times, expected) => {
    expect(readyAfter(probe, times)).toBe(expected);
  });
});

describe('a rolling update of one pod', () => {
  const rate = 1_000;

  /** What fails of 1000 requests a second, each on a connection of its own. */
  function rolled(delays: DelayOptions, container: JsonObject = {}): number {
    const template = {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'app', image: 'app:1', ports: [{ containerPort: 8080 }], ...container }] },
    };
    const deployment = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'default' },
      spec: { replicas: 1, selector: { matchLabels: { app: 'web' } }, template },
    };
    const [service] = webService().slice(-1);
    const simulation = new Simulation([...nodes('node-a', 'node-b'), deployment, service], {
      platform: bareMetal(),
      delays: merged(merged(noDelays, { kubelet: { imagePull: 10 * second } }), delays),
    });
    simulation.advance(5 * second);
    const address = simulation.cluster.get('Service', 'default/web')?.spec.clusterIPs[0] ?? '';
    const load = simulation.load({
      request: { from: node('node-b'), url: `http://${address}/` },
      arrivals: { model: 'constant', perSecond: rate },
      duration: 60 * second,
    });
    simulation.rollout(web, { image: 'app:2' });
    simulation.advance(200 * second);
    expect(simulation.progressOf('default/web')?.reason).toBe('NewReplicaSetAvailable');
    return failedOf(load.report());
  }

  // The kubelet ends the old process one trip after the deletion, and the rules forget it after two. For the second trip
  // they lead to both pods: half of the requests fail. A pause before SIGTERM takes its length from that.
  test.each([
    { trip: 1_000, preStop: 0, window: 1_000 },
    { trip: 2_000, preStop: 0, window: 2_000 },
    { trip: 3_000, preStop: 1, window: 2_000 },
    { trip: 3_000, preStop: 2, window: 1_000 },
    { trip: 1_900, preStop: 2, window: 0 },
    { trip: 2_000, preStop: 5, window: 0 },
  ])('loses half of what comes in $window ms: trips of $trip ms, preStop of $preStop s', (given) => {
    const { trip, preStop, window } = given;
    const lifecycle = preStop === 0 ? {} : { lifecycle: { preStop: { sleep: { seconds: preStop } } } };
    const came = (rate * window) / second;
    const failed = rolled({ watch: trip }, lifecycle);
    expect(Math.abs(failed - came / 2)).toBeLessThanOrEqual(4 * Math.sqrt(came * 0.25));
  });

  // Trips take 10 ms. A first sync begins when the new pod is known to be ready, 20 ms after it is; the deletion of the old
  // one is made at that moment, ends it 10 later, and is known 10 after that: too late. Until the first sync ends all
  // requests go to the old pod, all but 10 ms of them in vain. The second one follows; for its length half of them do.
  test.each([200, 500, 1_000])('loses all for one sync of %d ms and half for another', (sync) => {
    const came = (rate * sync) / second;
    const failed = rolled({ watch: 10, kubeProxy: { minSync: 0, sync } });
    expect(Math.abs(failed - (came - 10) - came / 2)).toBeLessThanOrEqual(4 * Math.sqrt(came * 0.25) + 1);
  });

  test('loses nothing where nobody lags behind', () => {
    expect(rolled({})).toBe(0);
  });
});

function failedOf({ requests, ok, underway }: LoadReport): number {
  return requests - ok - underway;
}

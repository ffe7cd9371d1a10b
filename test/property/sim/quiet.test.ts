import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { nextReplicas, Simulation } from '@kubehop/sim';
import type { Cluster, EndpointSlice } from '@kubehop/core';
import { isReady } from '@kubehop/core/engine';
import { happenings, shop, shopOptions, type Happening } from './happenings.js';

const seeds = fc.nat(2 ** 31);
const runs = { numRuns: 25 };

/** Plays what happens, mends all of it, and waits until nothing is under way any more. */
function mended(seed: number, all: readonly Happening[]): Simulation {
  const simulation = new Simulation(shop, { ...shopOptions, seed });
  for (const { after, act } of all) {
    simulation.advance(after);
    tryTo(() => {
      simulation.do(act);
    });
  }
  simulation.setResponse({}, { hangs: false, latency: 0, startup: 0, onSigterm: 'exit', shutdown: 0 });
  simulation.recover({ dns: 'all' });
  simulation.recover({ controlPlane: 'leader' });
  for (const { metadata } of simulation.cluster.list('Node')) {
    simulation.recover({ node: metadata.name });
    simulation.do({ act: 'report-node', node: metadata.name, ready: true });
    simulation.do({ act: 'uncordon', node: metadata.name });
  }
  simulation.rest();
  return simulation;
}

function tryTo(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
}

/** What goes on for ever is no part of this. */
const endingHappenings = happenings.filter((all) =>
  all.every(({ act }) => act.act !== 'behave' || act.behaviour.does.ends === undefined),
);

function endpointsOf({ endpoints }: EndpointSlice): EndpointSlice['endpoints'] {
  return endpoints;
}

function slicesOf(cluster: Cluster): readonly EndpointSlice[] {
  return cluster.list('EndpointSlice');
}

describe('when everything is mended and quiet', () => {
  test.prop([seeds, endingHappenings], runs)('it comes to rest', (seed, all) => {
    const simulation = mended(seed, all);
    const before = simulation.log.length;
    simulation.advance(3_600_000);
    expect(simulation.log.slice(before)).toEqual([]);
  });

  test.prop([seeds, endingHappenings], runs)(
    'all workloads have their pods, and all are ready',
    (seed, all) => {
      const { cluster } = mended(seed, all);
      const web = cluster.get('Deployment', 'shop/web');
      const db = cluster.get('StatefulSet', 'shop/db');
      const pods = cluster.list('Pod').filter(({ metadata }) => metadata.namespace === 'shop');
      const counts = {
        web: pods.filter(({ metadata }) => metadata.labels['app'] === 'web').length,
        db: pods.filter(({ metadata }) => metadata.labels['app'] === 'db').length,
      };
      expect(counts).toEqual({ web: web?.spec.replicas, db: db?.spec.replicas });
      expect(pods.filter((pod) => !isReady(pod)).map(({ metadata }) => metadata.name)).toEqual([]);
    },
  );

  test.prop([seeds, endingHappenings], runs)('slices have the addresses of the pods', (seed, all) => {
    const { cluster } = mended(seed, all);
    for (const app of ['web', 'db']) {
      const endpoints = cluster.slicesOf(`shop/${app}`).flatMap((slice) => slice.endpoints);
      const pods = cluster.list('Pod').filter(({ metadata }) => metadata.labels['app'] === app);
      expect(endpoints.flatMap(({ addresses }) => addresses).sort()).toEqual(
        pods.flatMap(({ status }) => status.podIPs).sort(),
      );
      expect(endpoints.filter(({ conditions }) => conditions.ready !== true)).toEqual([]);
    }
  });

  test.prop([seeds, endingHappenings], runs)('everybody believes what is so', (seed, all) => {
    const simulation = mended(seed, all);
    const { cluster } = simulation;
    const views = simulation.views();
    for (const { metadata } of cluster.list('Node')) {
      expect(slicesOf(views.of({ kind: 'kube-proxy', node: metadata.name }))).toEqual(slicesOf(cluster));
    }
    for (const { metadata } of cluster.list('Pod')) {
      if (metadata.namespace !== 'kube-system') continue;
      const server = views.of({ kind: 'dns-server', pod: `kube-system/${metadata.name}` });
      expect(slicesOf(server)).toEqual(slicesOf(cluster));
    }
    for (const { id } of cluster.infrastructure) {
      const targets = [...simulation.targetsOf(id)];
      expect(targets.map(([name]) => name.replace(/:.*/, '')).sort()).toEqual(
        cluster
          .list('Node')
          .map(({ metadata }) => metadata.name)
          .sort(),
      );
      expect(targets.filter(([, isHealthy]) => !isHealthy)).toEqual([]);
    }
  });
});

test.prop([seeds, happenings], runs)('an endpoint that terminates never goes back', (seed, all) => {
  const simulation = new Simulation(shop, { ...shopOptions, seed });
  const terminating = new Set<string>();
  const back: string[] = [];
  simulation.on('event', (event) => {
    if (event.kind !== 'written' || event.object.kind !== 'EndpointSlice') return;
    for (const { targetRef, conditions } of simulation.cluster.slicesOf('shop/web').flatMap(endpointsOf)) {
      const pod = targetRef?.name ?? '';
      if (conditions.terminating === true) terminating.add(pod);
      else if (terminating.has(pod)) back.push(`${pod} at ${event.at}`);
    }
  });
  for (const { after, act } of all) {
    simulation.advance(after);
    tryTo(() => {
      simulation.do(act);
    });
  }
  simulation.advance(60_000);
  expect(back).toEqual([]);
});

test.prop([fc.nat(50), fc.double({ min: 0, max: 100, noNaN: true })])(
  'an autoscaler left alone settles within a tenth of what is right',
  (replicas, wish) => {
    let current = Math.max(1, replicas);
    for (let loop = 0; loop < 30; loop++) current = nextReplicas({ now: loop * 15_000, current, wish });
    expect(nextReplicas({ now: 450_000, current, wish })).toBe(current);
    expect(current).toBeGreaterThanOrEqual(wish / 1.1 - 1e-9);
  },
);

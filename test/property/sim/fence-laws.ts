import * as fc from 'fast-check';
import type { Cluster, DaemonSet, Deployment, Pod, StatefulSet } from '@kubehop/core';
import { controllerOf, isActive, isFinished, isReady, keyOf } from '@kubehop/core/engine';
import { defaultDelays, type Delay, type Simulation, type SimulationEvent } from '@kubehop/sim';
import { scenarioArbitrary, type ActKind, type GeneratedScenario } from '@kubehop/sim/arbitrary';
import { expect } from 'vitest';
import { law, type Laws } from '../law.js';

const second = 1_000;

const cluster = {
  nodes: { max: 4 },
  pods: { max: 5 },
  services: { max: 2 },
  ingresses: { max: 0 },
  platforms: ['cloud'],
  features: ['namespaces'],
} as const;

/** Rollouts of processes that take their time to listen. */
const rollouts = fc
  .tuple(
    scenarioArbitrary({
      cluster: { ...cluster, workloadKinds: ['Deployment', 'StatefulSet', 'DaemonSet'] },
      acts: { kinds: ['rollout'], most: 3 },
      behaviours: false,
    }),
    fc.nat({ max: 15_000 }),
  )
  .map(([scenario, most]) => {
    // Who is alive before it listens is killed: that is no rollout any more.
    const to = scenario.drawn.toString().includes('livenessProbe') ? 0 : most;
    return { scenario, slow: { behaviours: [{ does: { startup: { from: 0, to } } }] } };
  });

const anything: readonly ActKind[] = [
  'rollout',
  'scale',
  'edit',
  'delete',
  'crash',
  'drain',
  'behave',
  'leader',
];
const scenarios = scenarioArbitrary({ cluster, acts: { kinds: anything } });

/** What must hold at each moment of a simulation, whatever lags behind. */
export const fenceLaws: Laws = {
  'a rolling update keeps to what its strategy allows': law(
    fc.property(rollouts, ({ scenario, slow }) => {
      const simulation = scenario.simulation(slow);
      const availability = new Availability(simulation);
      watch(simulation, ({ kind }) => {
        if (kind !== 'written') return;
        const now = simulation.cluster;
        for (const deployment of now.list('Deployment')) expectRolling(now, deployment, availability);
      });
      scenario.play(simulation).rest();
    }),
    200,
  ),
  'a Deployment that recreates its pods has no old ones beside new ones': law(
    fc.property(rollouts, ({ scenario, slow }) => {
      const simulation = scenario.simulation(slow);
      watch(simulation, ({ kind }) => {
        if (kind !== 'written') return;
        for (const { metadata, spec } of simulation.cluster.list('Deployment')) {
          if (spec.strategy.type !== 'Recreate') continue;
          const owner = { kind: 'Deployment', namespace: metadata.namespace, name: metadata.name };
          const sets = simulation.cluster.ownedBy('ReplicaSet', owner);
          const running = sets.filter((set) =>
            podsOf(simulation.cluster, set).some((pod) => !isFinished(pod)),
          );
          expect(running.length).toBeLessThanOrEqual(1);
        }
      });
      scenario.play(simulation).rest();
    }),
  ),
  'a StatefulSet is updated pod by pod, and a DaemonSet on no more nodes at once than it may': law(
    fc.property(rollouts, ({ scenario, slow }) => {
      const simulation = scenario.simulation(slow);
      const availability = new Availability(simulation);
      watch(simulation, ({ kind }) => {
        if (kind !== 'written') return;
        const now = simulation.cluster;
        for (const set of now.list('StatefulSet').filter((each) => rolledOutOnce(scenario, each))) {
          const { available } = availability.of(podsOf(now, set), set.spec.minReadySeconds);
          expect(available).toBeGreaterThanOrEqual(set.spec.replicas - 1);
        }
        for (const set of now.list('DaemonSet').filter((each) => rolledOutOnce(scenario, each))) {
          const pods = availability.availableOf(podsOf(now, set), set.spec.minReadySeconds);
          const served = new Set(pods.map(({ spec }) => spec.nodeName)).size;
          const nodes = now.list('Node').length;
          expect(served).toBeGreaterThanOrEqual(nodes - shareOf(set.spec.maxUnavailable, nodes, Math.ceil));
        }
      });
      scenario.play(simulation).rest();
    }),
  ),
  'slices list as ready who was so not longer ago than watches take': law(
    fc.property(scenarios, (scenario) => {
      const simulation = scenario.simulation();
      const { watch: seen = defaultDelays.watch, controllers = {} } = scenario.options.delays ?? {};
      const lag = longest(seen) + longest(controllers.endpointslice ?? 0);
      const readiness = new Readiness(simulation);
      watch(simulation, (event) => {
        if (event.kind !== 'written' || event.by !== 'endpointslice' || event.verb === 'removed') return;
        const { namespace = '', name } = event.object;
        for (const [pod, ready] of endpointsOf(simulation.cluster, `${namespace}/${name}`))
          expect(readiness.wasSince(pod, ready, event.at - lag)).toBe(true);
      });
      scenario.play(simulation).rest();
    }),
  ),
  'no name of a pod comes twice, and time does not go back': law(
    fc.property(scenarios, (scenario) => {
      const simulation = scenario.simulation();
      const names: string[] = [];
      watch(simulation, (event) => {
        if (event.kind !== 'written' || event.object.kind !== 'Pod' || event.verb !== 'added') return;
        const key = `${event.object.namespace ?? ''}/${event.object.name}`;
        const pod = simulation.cluster.get('Pod', key);
        if (pod === undefined) throw new Error(`${key} was added and is not there`);
        const owner = controllerOf(pod);
        if (owner !== undefined && owner.kind !== 'StatefulSet') names.push(key);
      });
      scenario.play(simulation).rest();
      expect(new Set(names).size).toBe(names.length);
      const times = simulation.log.map(({ at }) => at);
      expect(times.every((time, index) => time >= (times[index - 1] ?? 0))).toBe(true);
    }),
  ),
  'pods that are deleted are gone once their grace is over': law(
    fc.property(scenarios, (scenario) => {
      const simulation = scenario.simulation();
      const due = new Map<string, number>();
      const learnt = longest(scenario.options.delays?.watch ?? defaultDelays.watch);
      watch(simulation, (event) => {
        for (const [uid, time] of due) if (time < event.at) expect.fail(`${uid} was due at ${time}`);
        if (event.kind === 'pod-deleting') {
          const pod = simulation.cluster.get('Pod', event.pod);
          if (pod?.spec.nodeName === undefined) return;
          const grace = (pod.spec.terminationGracePeriodSeconds + 2) * second;
          due.set(event.pod, event.at + learnt + grace);
        } else if (event.kind === 'written' && event.object.kind === 'Pod' && event.verb === 'removed') {
          due.delete(`${event.object.namespace ?? ''}/${event.object.name}`);
        }
      });
      scenario.play(simulation).rest();
      expect([...due]).toEqual([]);
    }),
  ),
};

/** Looks at each event when it happens; what it throws is thrown in the end. */
function watch(simulation: Simulation, look: (event: SimulationEvent) => void): void {
  simulation.on('event', look);
}

/**
 * With another template in the middle a StatefulSet goes on from its last ordinal, and a DaemonSet replaces pods that are
 * not available besides others.
 */
function rolledOutOnce({ acts }: GeneratedScenario, { kind, metadata }: StatefulSet | DaemonSet): boolean {
  const title = `${kind} ${metadata.namespace}/${metadata.name}`;
  return acts.filter((act) => `${act.title} `.includes(`${title} `)).length <= 1;
}

/** When pods became ready. */
class Availability {
  readonly #simulation: Simulation;
  readonly #readySince = new Map<string, number>();

  constructor(simulation: Simulation) {
    this.#simulation = simulation;
    simulation.on('event', (event) => {
      if (event.kind === 'pod-ready' && event.ready) this.#readySince.set(event.pod, event.at);
    });
  }

  /** The pods that count as available: ready for longer than they have to be. */
  availableOf(pods: readonly Pod[], minReadySeconds: number): readonly Pod[] {
    return pods.filter((pod) => {
      const since = this.#readySince.get(keyOf(pod)) ?? -Infinity;
      return isActive(pod) && isReady(pod) && this.#simulation.now - since >= minReadySeconds * second;
    });
  }

  of(pods: readonly Pod[], minReadySeconds: number): { readonly available: number } {
    return { available: this.availableOf(pods, minReadySeconds).length };
  }
}

function expectRolling(now: Cluster, deployment: Deployment, availability: Availability): void {
  const { metadata, spec } = deployment;
  if (spec.strategy.type !== 'RollingUpdate') return;
  const owner = { kind: 'Deployment', namespace: metadata.namespace, name: metadata.name };
  const sets = now.ownedBy('ReplicaSet', owner);
  const surge = shareOf(spec.strategy.maxSurge, spec.replicas, Math.ceil);
  const least = shareOf(spec.strategy.maxUnavailable, spec.replicas, Math.floor);
  const missing = surge === 0 && least === 0 ? 1 : least;
  const meant = sets.reduce((sum, set) => sum + set.spec.replicas, 0);
  expect(meant).toBeLessThanOrEqual(spec.replicas + surge);
  const pods = sets.flatMap((set) => podsOf(now, set));
  const { available } = availability.of(pods, spec.minReadySeconds);
  expect(available).toBeGreaterThanOrEqual(spec.replicas - missing);
}

function podsOf(
  now: Cluster,
  { kind, metadata: { namespace, name } }: { readonly kind: string; readonly metadata: Pod['metadata'] },
): readonly Pod[] {
  return now.ownedBy('Pod', { kind, namespace, name });
}

function shareOf(amount: number | string, of: number, round: (share: number) => number): number {
  return typeof amount === 'number' ? amount : round((Number.parseInt(amount, 10) * of) / 100);
}

/** What a slice says of pods, where the Service does not publish them come what may. */
function endpointsOf(now: Cluster, key: string): readonly (readonly [pod: string, ready: boolean])[] {
  const slice = now.get('EndpointSlice', key);
  const name = slice?.metadata.labels['kubernetes.io/service-name'] ?? '';
  const service = now.get('Service', `${slice?.metadata.namespace ?? ''}/${name}`);
  if (service?.spec.publishNotReadyAddresses !== false) return [];
  return (slice?.endpoints ?? []).map(({ targetRef, conditions }) => [
    `${targetRef?.namespace ?? ''}/${targetRef?.name ?? ''}`,
    conditions.ready !== false,
  ]);
}

/** Since when pods have been ready, and not being deleted; or have not. */
class Readiness {
  readonly #since = new Map<string, { readonly ready: boolean; readonly since: number }>();

  constructor(simulation: Simulation) {
    for (const pod of simulation.cluster.list('Pod'))
      this.#since.set(keyOf(pod), { ready: isReady(pod) && isActive(pod), since: -Infinity });
    simulation.on('event', (event) => {
      if (event.kind !== 'written' || event.object.kind !== 'Pod') return;
      const key = `${event.object.namespace ?? ''}/${event.object.name}`;
      const pod = simulation.cluster.get('Pod', key);
      const ready = pod !== undefined && isReady(pod) && isActive(pod);
      if (this.#since.get(key)?.ready !== ready) this.#since.set(key, { ready, since: event.at });
    });
  }

  /** Whether a pod is so, or was at some moment from that time on. */
  wasSince(pod: string, ready: boolean, time: number): boolean {
    const known = this.#since.get(pod);
    return known !== undefined && (known.ready === ready || known.since >= time);
  }
}

function longest(delay: Delay): number {
  return typeof delay === 'number' ? delay : Math.max(delay.from, delay.to);
}

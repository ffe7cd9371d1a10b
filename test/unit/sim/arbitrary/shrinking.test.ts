import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cloud, createCluster } from '@kubehop/core';
import {
  actKinds,
  actsFor,
  delaysArbitrary,
  GeneratedScenario,
  playActs,
  scenarioArbitrary,
  type ActKind,
} from '@kubehop/sim/arbitrary';
import { Simulation } from '@kubehop/sim';

const labels = { app: 'web' };
const manifests = [
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'web', image: 'web' }] } },
    },
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web' },
    spec: { type: 'LoadBalancer', selector: labels, ports: [{ port: 80 }] },
  },
];
const platform = cloud({ nodes: 2, zones: 2 });
const cluster = createCluster(manifests, { platform });
const allKinds = Object.keys(actKinds).filter((kind): kind is ActKind => kind in actKinds);

/** What a property ends at that breaks whenever some act has such a title. */
function smallest(title: RegExp, kinds?: readonly ActKind[]): readonly string[] {
  const acts = actsFor(cluster, kinds === undefined ? {} : { kinds });
  const property = fc.property(acts, (drawn) => !drawn.some((act) => title.test(act.title)));
  const { counterexample } = fc.check(property, { seed: 7, numRuns: 2_000 });
  return counterexample?.[0].map(String) ?? [];
}

describe('drawn acts', () => {
  test.each<readonly [ActKind, RegExp, readonly string[]]>([
    ['rollout', /with web:2/, ['at 0 ms: roll out Deployment default/web with web:2']],
    ['scale', /autoscaler/, ['at 0 ms: an autoscaler wants 0 of Deployment default/web']],
    ['delete', /force/, ['at 0 ms: force-delete pod 1 of default/web']],
    ['crash', /code 0/, ['at 0 ms: crash pod 1 of default/web with code 0']],
    ['edit', /port/, ['at 0 ms: Service default/web gets targetPort 8081 for port 80']],
    ['drain', /^drain/, ['at 0 ms: drain node node-1', 'at 1 ms: uncordon node node-1']],
    ['taint', /NoExecute/, ['at 0 ms: taint node node-1 with NoExecute']],
    ['terminate', /goes/, ['at 0 ms: the machine of node node-2 goes']],
    ['node', /zone/, ['at 0 ms: zone zone-a fails', 'at 1 ms: zone zone-a recovers']],
    ['outage', /DNS/, ['at 0 ms: DNS fails', 'at 1 ms: DNS recovers']],
    ['leader', /leader/, ['at 0 ms: the leader of the control plane fails']],
  ])('of kind %s shrink to the one that matters', (kind, title, expected) => {
    expect(smallest(title, [kind])).toEqual(expected);
  });

  test('of all kinds shrink to the one that matters', () => {
    expect(smallest(/^roll out/)).toEqual(['at 0 ms: roll out Deployment default/web']);
  });

  test.each(allKinds)('of kind %s are there for a cluster that has everything', (kind) => {
    expect(fc.sample(actsFor(cluster, { kinds: [kind] }), { seed: 1, numRuns: 50 }).flat()).not.toEqual([]);
  });

  test('come in the order of their times, and no later than they may begin', () => {
    for (const acts of fc.sample(actsFor(cluster, { kinds: ['rollout'], within: 5_000, most: 9 }), {
      seed: 2,
    })) {
      const times = acts.map(({ at }) => at);
      expect(times).toEqual([...times].sort((one, other) => one - other));
      expect(times.every((time) => time <= 5_000)).toBe(true);
    }
  });

  test('are none for a cluster without anything to do them to', () => {
    const empty = createCluster([], { settle: 'never' });
    expect(fc.sample(actsFor(empty, { kinds: ['rollout', 'delete'] }), { seed: 3 }).flat()).toEqual([]);
  });

  test('are what they say when they are played', () => {
    const acts = fc.sample(actsFor(cluster, { kinds: ['scale'] }), { seed: 4, numRuns: 50 });
    const texts = acts.flatMap((some) =>
      playActs(new Simulation(manifests, { platform }), some).log.flatMap((event) =>
        event.kind === 'act' ? [event.detail] : [],
      ),
    );
    expect(texts.length).toBeGreaterThan(20);
    expect(texts.every((text) => /^deployment\/default\/web (?:to|for) [0-4]$/.test(text))).toBe(true);
  });

  test('whose subject is gone are not done', () => {
    const drawn = fc.sample(actsFor(cluster, { kinds: ['rollout'] }), { seed: 5, numRuns: 20 });
    const acts = drawn.find((some) => some.length > 0);
    const simulation = new Simulation([], { platform });
    playActs(simulation, acts ?? []);
    expect(simulation.log).toEqual([]);
  });

  test('of a kind that there is not are refused', () => {
    expect(() => actsFor(cluster, { kinds: ['dance' as ActKind] })).toThrow(
      /^there is no dance; write rollout, /,
    );
    expect(() => actsFor(cluster, { most: -1 })).toThrow(RangeError);
    expect(() => actsFor(cluster, { within: 0.5 })).toThrow(RangeError);
  });
});

describe('drawn scenarios', () => {
  test('shrink to nothing that happens to a small cluster', () => {
    const property = fc.property(scenarioArbitrary(), () => false);
    const found = fc.check(property, { seed: 1 }).counterexample?.[0];
    expect(found).toBeInstanceOf(GeneratedScenario);
    expect(String(found)).toMatch(/# seed 0, \{"delays":\{\},"behaviours":\[\]\}\n$/);
    expect(String(found).match(/^kind: /gm)).toHaveLength(2);
  });

  test('have traits of workloads that the API server takes', () => {
    for (const { drawn } of fc.sample(scenarioArbitrary(), { seed: 2, numRuns: 40 })) {
      expect(drawn.cluster.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    }
  });

  test('are played with the options that are given in place of their own', () => {
    const [scenario] = fc.sample(scenarioArbitrary(), { seed: 3, numRuns: 1 });
    expect(scenario?.simulation({ seed: 99 }).snapshot().options.seed).toBe(99);
    expect(scenario?.simulation().snapshot().options.seed).toBe(scenario?.options.seed);
  });

  test('are the same for the same seed', () => {
    expect(fc.sample(scenarioArbitrary(), { seed: 4, numRuns: 5 }).map(String)).toEqual(
      fc.sample(scenarioArbitrary(), { seed: 4, numRuns: 5 }).map(String),
    );
  });
});

test('drawn delays shrink to those that components have by themselves', () => {
  const property = fc.property(delaysArbitrary(), () => false);
  expect(fc.check(property, { seed: 1 }).counterexample).toEqual([{}]);
});

import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { scheduler } from '../../../packages/core/src/control/scheduling/scheduler.js';
import { mayBeOn } from './naive-scheduling.js';
import { stored } from './paced-run.js';

const namespace = fc.constantFrom('shop', 'blog');
const topologyKey = fc.constantFrom('zone', 'kubernetes.io/hostname');
const app = fc.constantFrom('web', 'db');
const labelSelector = fc.constantFrom<object | undefined>(
  undefined,
  {},
  { matchLabels: { app: 'web' } },
  { matchLabels: { app: 'db' } },
  { matchLabels: { tier: 'x' } },
);
const labelKeys = fc.constantFrom<readonly string[]>([], [], ['tier']);

const term = fc
  .record({
    topologyKey,
    labelSelector,
    namespaces: fc.constantFrom<readonly string[]>([], [], ['blog']),
    namespaceSelector: fc.constantFrom<object | undefined>(
      undefined,
      undefined,
      {},
      { matchLabels: { team: 'a' } },
    ),
    matchLabelKeys: labelKeys,
    mismatchLabelKeys: labelKeys,
  })
  .map((drawn) => withoutUndefined(drawn));

const spread = fc
  .record({
    topologyKey,
    labelSelector,
    maxSkew: fc.integer({ min: 1, max: 2 }),
    whenUnsatisfiable: fc.constantFrom('DoNotSchedule', 'DoNotSchedule', 'ScheduleAnyway'),
    minDomains: fc.constantFrom(undefined, undefined, 3),
    matchLabelKeys: labelKeys,
  })
  .map(({ minDomains, ...drawn }) =>
    withoutUndefined({
      ...drawn,
      ...(drawn.whenUnsatisfiable === 'DoNotSchedule' && { minDomains }),
    }),
  );

const required = fc
  .array(term, { maxLength: 2 })
  .map((terms) => ({ requiredDuringSchedulingIgnoredDuringExecution: terms }));

const pod = fc.record({
  namespace,
  labels: fc.record({ app, tier: fc.constantFrom('x', 'y') }, { requiredKeys: ['app'] }),
  podAffinity: fc.option(required, { nil: undefined, freq: 3 }),
  podAntiAffinity: fc.option(required, { nil: undefined, freq: 3 }),
  topologySpreadConstraints: fc.uniqueArray(spread, {
    maxLength: 2,
    selector: (constraint) => JSON.stringify([constraint['topologyKey'], constraint['whenUnsatisfiable']]),
  }),
  nodeName: fc.option(fc.constantFrom('n1', 'n2', 'n3', 'gone'), { nil: undefined }),
  phase: fc.constantFrom('Pending', 'Running', 'Running', 'Succeeded'),
  isTerminating: fc.constantFrom(false, false, true),
});

const node = fc.record({
  zone: fc.constantFrom('a', 'b', undefined),
  host: fc.constantFrom(true, true, false),
});

const world = fc
  .record({ nodes: fc.array(node, { minLength: 1, maxLength: 4 }), pods: fc.array(pod, { maxLength: 7 }) })
  .map(({ nodes, pods }) => {
    const objects = [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { team: 'a' } } },
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'blog' } },
      ...nodes.map(({ zone, host }, index) => ({
        apiVersion: 'v1',
        kind: 'Node',
        metadata: {
          name: `n${index + 1}`,
          labels: {
            ...(zone !== undefined && { zone }),
            ...(host && { 'kubernetes.io/hostname': `n${index + 1}` }),
          },
        },
      })),
      ...pods.map((drawn, index) => written(drawn, index)),
    ];
    return createCluster(objects, { settle: 'never' });
  });

type Drawn = typeof pod extends fc.Arbitrary<infer T> ? T : never;

function written(drawn: Drawn, index: number): object {
  const { namespace: of, labels, podAffinity, podAntiAffinity, nodeName, phase, isTerminating } = drawn;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      namespace: of,
      name: `p${index}`,
      labels,
      ...(isTerminating && nodeName !== undefined && { deletionTimestamp: '2026-01-01T00:00:00Z' }),
    },
    spec: {
      containers: [{ name: 'main', image: 'app' }],
      affinity: withoutUndefined({ podAffinity, podAntiAffinity }),
      topologySpreadConstraints: drawn.topologySpreadConstraints,
      ...(nodeName !== undefined && { nodeName }),
    },
    status: { phase: nodeName === undefined ? 'Pending' : phase },
  };
}

function withoutUndefined(object: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}

function waiting(cluster: Cluster): readonly string[] {
  return cluster
    .list('Pod')
    .filter(({ spec }) => spec.nodeName === undefined)
    .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
}

describe('the scheduler', () => {
  test.prop([world])(
    'places a pod where other pods allow it, and nowhere exactly when none does',
    (cluster) => {
      for (const key of waiting(cluster)) {
        const before = cluster.get('Pod', key);
        if (before === undefined) continue;
        const allowed = cluster.list('Node').filter((candidate) => mayBeOn(cluster, before, candidate));
        const after = stored(cluster).write(scheduler.reconcile(cluster, key)).get('Pod', key);
        const chosen = after?.spec.nodeName;
        if (allowed.length === 0) expect(chosen).toBeUndefined();
        else expect(allowed.map(({ metadata }) => metadata.name)).toContain(chosen);
      }
    },
  );

  test.prop([world])('places many pods at once as it would one after the other', (cluster) => {
    const keys = waiting(cluster);
    let oneByOne = stored(cluster);
    for (const key of keys) oneByOne = oneByOne.write(scheduler.reconcile(oneByOne, key));
    const atOnce = stored(cluster).write(scheduler.reconcileAll?.(cluster, keys) ?? []);
    expect(atOnce.list('Pod')).toEqual(oneByOne.list('Pod'));
  });
});

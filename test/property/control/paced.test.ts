import { fc, test } from '@fast-check/vitest';
import { describe, expect, vi } from 'vitest';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import { controllers } from '../../../packages/core/src/control/controllers.js';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { settle } from '../../../packages/core/src/control/settle.js';
import type { KubernetesObject } from '../../../packages/core/src/object/object.js';
import { isReady } from '../../../packages/core/src/object/readiness.js';
import { cloud } from '../../../packages/core/src/provider/cloud.js';
import {
  daemonSet,
  deployment,
  job,
  type Manifest,
  replicaSet,
  replicationController,
  statefulSet,
} from '../../objects/workload.js';
import { atOnce, luckOf, pacedRun, stored } from './paced-run.js';
import { objectsOf } from './world.js';

// Hundreds of rollouts take their time on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

const amount = fc.constantFrom<number | string>(0, 1, 2, '25%', '50%', '100%');
const minReadySeconds = fc.constantFrom(0, 0, 3);
const image = fc.constantFrom('app:1', 'app:2', 'app:3');
const replicas = fc.integer({ min: 0, max: 9 });

const strategy = fc.oneof(
  fc.constant({ type: 'Recreate' }),
  fc.record({ maxSurge: amount, maxUnavailable: amount }).map(({ maxSurge, maxUnavailable }) => ({
    type: 'RollingUpdate',
    rollingUpdate: {
      maxSurge: maxUnavailable === 0 && maxSurge === 0 ? 1 : maxSurge,
      maxUnavailable,
    },
  })),
);

const someDeployment: fc.Arbitrary<Manifest> = fc
  .record({ replicas, image, strategy, minReadySeconds, paused: fc.constantFrom(false, false, false, true) })
  .map(({ replicas: count, image: version, ...spec }) =>
    deployment('shop/web', { replicas: count, image: version, spec }),
  );

const someStatefulSet: fc.Arbitrary<Manifest> = fc
  .record({
    replicas: fc.integer({ min: 0, max: 5 }),
    image,
    minReadySeconds,
    start: fc.constantFrom(0, 0, 2),
    partition: fc.constantFrom(undefined, 0, 2),
  })
  .map(({ replicas: count, image: version, minReadySeconds: min, start, partition }) =>
    statefulSet('shop/db', {
      replicas: count,
      image: version,
      spec: {
        minReadySeconds: min,
        ordinals: { start },
        updateStrategy: partition === undefined ? {} : { rollingUpdate: { partition } },
      },
    }),
  );

const someParallelSet: fc.Arbitrary<Manifest> = fc
  .record({ replicas: fc.integer({ min: 0, max: 5 }), image })
  .map(({ replicas: count, image: version }) =>
    statefulSet('shop/cache', {
      replicas: count,
      image: version,
      spec: { podManagementPolicy: 'Parallel' },
    }),
  );

const someDaemonSet: fc.Arbitrary<Manifest> = fc
  .record({
    image,
    minReadySeconds,
    rollingUpdate: fc.constantFrom(
      {},
      { maxUnavailable: 2 },
      { maxUnavailable: '50%' },
      { maxSurge: 1, maxUnavailable: 0 },
      { maxSurge: '100%', maxUnavailable: 0 },
    ),
  })
  .map(({ image: version, minReadySeconds: min, rollingUpdate }) =>
    daemonSet('shop/agent', {
      image: version,
      spec: { minReadySeconds: min, updateStrategy: { rollingUpdate } },
    }),
  );

const someWorkload: fc.Arbitrary<Manifest> = fc.oneof(
  someDeployment,
  someStatefulSet,
  someParallelSet,
  someDaemonSet,
  replicas.map((count) => replicaSet('shop/set', { replicas: count })),
  replicas.map((count) => replicationController('shop/old', { replicas: count })),
  fc
    .record({ completions: fc.integer({ min: 0, max: 4 }), parallelism: fc.integer({ min: 0, max: 3 }) })
    .filter(({ completions, parallelism }) => parallelism > 0 || completions === 0)
    .map((spec) => job('shop/task', { spec })),
);

const workloads = fc.uniqueArray(someWorkload, {
  maxLength: 4,
  selector: ({ metadata: { name } }) => name,
});
const seed = fc.integer();

/** Steps that change workloads: those that are there, or that come. */
const edits = fc.array(workloads, { maxLength: 3 });

function clusterOf(given: readonly unknown[]): Cluster {
  return createCluster(given, { platform: cloud({ nodes: 3, zones: 2 }) });
}

/** How many ready pods each workload has. */
function readyPods(cluster: Cluster): ReadonlyMap<string, number> {
  const ready = new Map<string, number>();
  for (const pod of cluster.list('Pod', 'shop')) {
    const app = pod.metadata.labels['app'] ?? '';
    if (isReady(pod)) ready.set(app, (ready.get(app) ?? 0) + 1);
  }
  return ready;
}

function writtenAtRest(cluster: Cluster): readonly KubernetesObject[] {
  const change = { added: objectsOf(cluster), updated: [], removed: [] };
  const { added, updated, removed } = cluster.changeTo(settle(stored(cluster), change, controllers));
  return [...added, ...updated.map(({ to }) => to), ...removed].filter(
    ({ kind }) => kind !== 'EndpointSlice',
  );
}

/** An immutable field of a Job would refuse the edit. */
const changeable = ({ kind }: Manifest): boolean => kind !== 'Job';

describe('controllers that go step by step', () => {
  test.prop([workloads, edits, seed])(
    'come to where those that go to the end at once have nothing left to do, with as many ready pods',
    (first, later, drawn) => {
      let settled = clusterOf(first);
      let stepped = settled;
      for (const changes of later) {
        const next = changes.filter(changeable);
        settled = settled.apply(...next);
        stepped = pacedRun(stepped, next, luckOf(drawn));
        expect(writtenAtRest(stepped)).toEqual([]);
        expect(readyPods(stepped)).toEqual(readyPods(settled));
      }
    },
  );

  test.prop([workloads])('make workloads from nothing as well', (given) => {
    const stepped = pacedRun(clusterOf([]), given, atOnce);
    expect(writtenAtRest(stepped)).toEqual([]);
    expect(readyPods(stepped)).toEqual(readyPods(clusterOf(given)));
  });

  test.prop([someDeployment, someDeployment, seed])(
    'of a Deployment keep as many pods as its strategy promises, and no more than it allows',
    (before, after, drawn) => {
      const { replicas: from } = numberOf(before);
      const { replicas: to } = numberOf(after);
      // While the number changes there is no promise.
      fc.pre(from === to && after.spec['paused'] !== true && before.spec['paused'] !== true);
      const { maxSurge, maxUnavailable, isRolling } = promise(after, to);
      fc.pre(isRolling);
      pacedRun(clusterOf([before]), [after], luckOf(drawn), (cluster) => {
        const pods = cluster.list('Pod', 'shop').filter(({ metadata }) => !metadata.deletionTimestamp);
        const meant = cluster.list('ReplicaSet', 'shop').reduce((sum, set) => sum + set.spec.replicas, 0);
        expect(meant).toBeLessThanOrEqual(to + maxSurge);
        expect(pods.filter(isReady).length).toBeGreaterThanOrEqual(to - maxUnavailable);
      });
    },
  );

  test.prop([someStatefulSet, someStatefulSet, seed])(
    'of a StatefulSet in order take away one healthy pod at a time',
    (before, after, drawn) => {
      fc.pre(before.spec['replicas'] === after.spec['replicas']);
      fc.pre(JSON.stringify(before.spec['ordinals']) === JSON.stringify(after.spec['ordinals']));
      const { replicas: count } = numberOf(after);
      pacedRun(clusterOf([before]), [after], luckOf(drawn), (cluster) => {
        const ready = cluster
          .list('Pod', 'shop')
          .filter((pod) => isReady(pod) && pod.metadata.deletionTimestamp === undefined);
        expect(ready.length).toBeGreaterThanOrEqual(count - 1);
      });
    },
  );

  test.prop([someDaemonSet, someDaemonSet, seed])(
    'of a DaemonSet leave no more nodes without a ready pod than may be',
    (before, after, drawn) => {
      pacedRun(clusterOf([before]), [after], luckOf(drawn), (cluster) => {
        const nodes = cluster.list('Node').length;
        const ready = cluster
          .list('Pod', 'shop')
          .filter((pod) => isReady(pod) && pod.metadata.deletionTimestamp === undefined);
        const served = new Set(ready.map(({ spec }) => spec.nodeName)).size;
        expect(served).toBeGreaterThanOrEqual(nodes - mostMissing(cluster, nodes));
      });
    },
  );
});

function mostMissing(cluster: Cluster, nodes: number): number {
  const { maxUnavailable } = cluster.get('DaemonSet', 'shop/agent')?.spec ?? {};
  return typeof maxUnavailable === 'string' ? Math.ceil(nodes / 2) : (maxUnavailable ?? 0);
}

function numberOf({ spec }: Manifest): { readonly replicas: number } {
  return { replicas: Number(spec['replicas']) };
}

/** The promise of a strategy, by a table of the amounts that are drawn. */
function promise(
  { spec }: Manifest,
  pods: number,
): { readonly maxSurge: number; readonly maxUnavailable: number; readonly isRolling: boolean } {
  const written = JSON.stringify(spec['strategy']);
  const [, surge = '0'] = /"maxSurge":"?(\d+%?)/.exec(written) ?? [];
  const [, missing = '0'] = /"maxUnavailable":"?(\d+%?)/.exec(written) ?? [];
  const share = (text: string): number =>
    text.endsWith('%') ? (Number.parseInt(text, 10) * pods) / 100 : Number(text);
  const maxSurge = Math.ceil(share(surge));
  const rounded = Math.floor(share(missing));
  const maxUnavailable = maxSurge === 0 && rounded === 0 ? 1 : rounded;
  return { maxSurge, maxUnavailable, isRolling: !written.includes('Recreate') };
}

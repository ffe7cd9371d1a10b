import { changeOf } from '../../../packages/core/src/cluster/change-of.js';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import { StoredCluster } from '../../../packages/core/src/cluster/stored-cluster.js';
import type { Write } from '../../../packages/core/src/cluster/write.js';
import type { Controller, Pace } from '../../../packages/core/src/control/controller.js';
import { controllers } from '../../../packages/core/src/control/controllers.js';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import type { Pod } from '../../../packages/core/src/object/pod.js';
import { isReady } from '../../../packages/core/src/object/readiness.js';

/** The phase that a test gives no time: what the control plane does besides workloads. */
const stepping: readonly Controller[] = controllers.filter(
  ({ name }) =>
    ![
      'endpointslice',
      'endpointslicemirroring',
      'service-load-balancer',
      'ingress-load-balancer',
      'gce-ingress',
      'ingress-status',
      'notice',
      'node-registration',
      'node-lifecycle',
    ].includes(name),
);

/** How a run goes: by drawn numbers, so that it can be shrunk and repeated. */
export interface Luck {
  /** A whole number below `bound`. */
  readonly below: (bound: number) => number;
}

/** Luck out of a seed: fair, so that what can happen happens some time. @see Mulberry32, a public domain generator */
export function luckOf(seed: number): Luck {
  let state = seed;
  return {
    below(bound) {
      state = (state + 0x6d_2b_79_f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
    },
  };
}

/** At once, as if there were no time. */
export const atOnce: Luck = { below: () => 0 };

/** What is to hold after each write. */
export type Watch = (cluster: Cluster, round: number) => void;

const mostRounds = 1_000;

/**
 * The cluster after its controllers have gone step by step until nothing is left to do: pods become ready and end when
 * luck has it, and each controller is woken only by what it has asked to be woken by.
 */
export function pacedRun(
  start: Cluster,
  objects: readonly unknown[],
  luck: Luck,
  watch: Watch = () => undefined,
): Cluster {
  let cluster = stored(start);
  let round = 0;
  const readySince = new Map<string, number>();
  const queues = stepping.map((controller) => ({ controller, keys: new Set<string>() }));
  const pace: Pace = {
    readySeconds: (pod) => (isReady(pod) ? round - (readySince.get(pod.metadata.uid) ?? -1_000) : undefined),
  };
  const write = (writes: readonly Write[]): void => {
    if (writes.length === 0) return;
    const change = changeOf(cluster, writes);
    cluster = cluster.write(writes);
    for (const object of [...change.added, ...change.updated.map(({ to }) => to)]) {
      if (object.kind !== 'Pod' || !isReady(object)) continue;
      if (!readySince.has(object.metadata.uid)) readySince.set(object.metadata.uid, round);
    }
    for (const { controller, keys } of queues) {
      for (const key of controller.keysFor(change, cluster, pace)) keys.add(key);
    }
    watch(cluster, round);
  };
  write(given(objects));
  for (; round < mostRounds; round += 1) {
    write(
      cluster
        .list('Pod')
        .filter((pod) => isTerminating(pod) && luck.below(3) === 0)
        .map(gone),
    );
    const order = queues.map((queue) => ({ queue, rank: luck.below(7) })).sort((a, b) => a.rank - b.rank);
    for (const { queue } of order) {
      const keys = [...queue.keys].sort();
      queue.keys.clear();
      for (const key of keys) {
        if (luck.below(4) > 2) queue.keys.add(key);
        else
          write(
            queue.controller.reconcile(cluster, key, pace).flatMap((each) => served(cluster, each, luck)),
          );
      }
      if (queue.controller.name === 'kubelet') for (const key of late(cluster)) queue.keys.add(key);
    }
    // Time alone makes pods available.
    for (const { controller, keys } of queues) for (const key of timed(cluster, controller)) keys.add(key);
    const isQuiet = queues.every(({ controller, keys }) =>
      [...keys].every((key) => controller.reconcile(cluster, key, pace).length === 0),
    );
    const waits = cluster.list('Pod').some((pod) => isTerminating(pod) || isYoung(pod, round, readySince));
    if (isQuiet && !waits) return cluster;
  }
  throw new Error(`not at rest after ${mostRounds} rounds`);
}

/** The workloads that wait for pods to be ready for some time. */
function timed(cluster: Cluster, { name }: Controller): readonly string[] {
  return (['Deployment', 'StatefulSet', 'DaemonSet'] as const).flatMap((kind) =>
    kind.toLowerCase() === name
      ? cluster
          .list(kind)
          .flatMap(({ metadata, spec }) =>
            spec.minReadySeconds > 0 ? [`${metadata.namespace}/${metadata.name}`] : [],
          )
      : [],
  );
}

const longestMinReadySeconds = 5;

function isYoung(pod: Pod, round: number, readySince: ReadonlyMap<string, number>): boolean {
  const since = readySince.get(pod.metadata.uid);
  return since !== undefined && round - since <= longestMinReadySeconds;
}

/** What an API server makes of a write: a pod that is deleted stays until its containers have ended. */
function served(cluster: Cluster, write: Write, luck: Luck): readonly Write[] {
  if (write.kind === 'put' && write.object.kind === 'Pod' && isReady(write.object)) {
    const known = cluster.get('Pod', `${write.object.metadata.namespace}/${write.object.metadata.name}`);
    // A container that takes its time to become ready.
    if (known !== undefined && !isReady(known) && luck.below(3) > 0) return [];
  }
  if (write.kind !== 'remove' || write.objectKind !== 'Pod') return [write];
  const pod = cluster.get('Pod', write.key);
  if (pod === undefined) throw new Error(`${write.key} is removed and is not there`);
  if (isTerminating(pod)) throw new Error(`${write.key} is removed twice`);
  if (luck.below(4) === 0) return [write];
  const deletionTimestamp = '2026-01-01T00:00:00Z';
  return [{ kind: 'put', object: { ...pod, metadata: { ...pod.metadata, deletionTimestamp } } }];
}

/** The nodes with pods that have not started. */
function late(cluster: Cluster): readonly string[] {
  return cluster
    .list('Pod')
    .flatMap(({ spec: { nodeName }, status }) =>
      nodeName !== undefined && status.podIPs.length === 0 ? [nodeName] : [],
    );
}

function given(objects: readonly unknown[]): readonly Write[] {
  const admitted = createCluster(objects, { settle: 'never' });
  return stored(createCluster([], { settle: 'never' }))
    .changeTo(admitted)
    .added.map((object): Write => ({ kind: 'put', object }));
}

function isTerminating({ metadata }: Pod): boolean {
  return metadata.deletionTimestamp !== undefined;
}

function gone({ metadata }: Pod): Write {
  return { kind: 'remove', objectKind: 'Pod', key: `${metadata.namespace}/${metadata.name}` };
}

/** A cluster that can be written. */
export function stored(cluster: Cluster): StoredCluster {
  if (!(cluster instanceof StoredCluster)) throw new TypeError('a stored cluster is expected');
  return cluster;
}

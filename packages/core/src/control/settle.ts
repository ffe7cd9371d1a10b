import type { ClusterChange } from '../cluster/change.js';
import type { Cluster } from '../cluster/cluster.js';
import type { WritableCluster } from '../cluster/control-plane.js';
import type { Write } from '../cluster/write.js';
import { changeOf } from '../cluster/change-of.js';
import type { Controller } from './controller.js';

/** How many times controllers get their turn before they count as never coming to rest. */
const mostTurns = 1_000;

/**
 * The cluster at rest after a change: every controller has done what the change, and the work of the others, gave it
 * to do. The result does not depend on the order of the change, since keys are looked at in sorted order.
 *
 * Controllers that are still at odds after {@link mostTurns} turns are reported, with the cluster as they left it.
 */
export function settle(
  start: WritableCluster,
  change: ClusterChange,
  controllers: readonly Controller[],
): WritableCluster {
  const queues = controllers.map((controller) => ({ controller, keys: new Set<string>() }));
  const enqueue = (news: ClusterChange, cluster: WritableCluster): void => {
    for (const { controller, keys } of queues) {
      for (const key of controller.keysFor(news, cluster)) keys.add(key);
    }
  };
  let cluster = start;
  enqueue(change, cluster);
  for (let turn = 0; turn < mostTurns; turn++) {
    // The first with work goes first: what it does, those behind it see at once.
    const busy = queues.find(({ keys }) => keys.size > 0);
    if (busy === undefined) return cluster;
    const keys = [...busy.keys].sort();
    busy.keys.clear();
    for (const batch of busy.controller.serial ? keys.map((key) => [key]) : [keys]) {
      const before = cluster;
      const writes = reconcileAll(busy.controller, before, batch);
      if (writes.length === 0) continue;
      cluster = before.write(writes);
      enqueue(changeOf(before, writes), cluster);
    }
  }
  return cluster.write([
    restless(queues.filter(({ keys }) => keys.size > 0).map(({ controller }) => controller.name)),
  ]);
}

function reconcileAll(controller: Controller, cluster: Cluster, keys: readonly string[]): readonly Write[] {
  return (
    controller.reconcileAll?.(cluster, keys) ?? keys.flatMap((key) => controller.reconcile(cluster, key))
  );
}

function restless(names: readonly string[]): Write {
  return {
    kind: 'report',
    controller: 'settle',
    key: '',
    problems: [
      {
        code: 'cluster-not-settled',
        severity: 'error',
        object: { kind: 'Cluster', name: names.join(', ') },
        path: '.',
        message: `the control plane did not come to rest in ${mostTurns} turns; still at work: ${names.join(', ')}`,
        fix: 'This is a fault of the model: please report it with the objects that lead to it',
      },
    ],
  };
}

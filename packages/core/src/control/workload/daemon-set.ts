import type { ClusterChange } from '../../cluster/change.js';
import type { Cluster } from '../../cluster/cluster.js';
import type { Write } from '../../cluster/write.js';
import { keyOf, type ObjectKey } from '../../object/object.js';
import type { Controller } from '../controller.js';
import { fits, mayStay, specFor, targetNode } from './daemon-pod.js';
import { nextDaemons } from './daemon-set-step.js';
import { ownerKeys, touched } from './owner-keys.js';
import { podsOf } from './ownership.js';
import { isFinished } from './pod-state.js';
import { makePods, removal } from './replicas.js';
import { revisionLabel, revisionOf } from './revision.js';

/**
 * Keeps one pod of each DaemonSet on every node that its template fits. With a pace it does the next step of that.
 *
 * @see kubernetes/kubernetes pkg/controller/daemon/daemon_controller.go
 */
export const daemonSetController: Controller = {
  name: 'daemonset',
  keysFor,
  reconcile(cluster, key, pace) {
    const set = cluster.get('DaemonSet', key);
    if (set === undefined) return [];
    if (pace !== undefined) return nextDaemons(cluster, set, pace);
    const pods = podsOf(cluster, set);
    const revision = revisionOf(cluster, set, pods);
    const removed: Write[] = [];
    const served = new Set<string>();
    for (const pod of pods) {
      const target = targetNode(pod) ?? '';
      const outdated = set.spec.updateStrategy === 'RollingUpdate' && !revision.isCurrent(pod);
      const surplus = served.has(target) || !mayStay(cluster, set, pod, target);
      if (surplus || outdated || isFinished(pod)) removed.push(removal(pod));
      else served.add(target);
    }
    const missing = cluster
      .list('Node')
      .filter((node) => !served.has(node.metadata.name) && fits(set, node, ['NoSchedule', 'NoExecute']));
    return [
      ...removed,
      ...makePods(
        cluster,
        set,
        set.spec.template,
        missing.map((node) => ({
          labels: { [revisionLabel]: revision.label },
          spec: specFor(set.spec.template.spec, node),
        })),
      ),
      ...revision.writes,
    ];
  },
};

/** Besides its own changes, every DaemonSet looks again when a node comes, goes or changes what it demands of pods. */
function* keysFor(change: ClusterChange, cluster: Cluster): Generator<ObjectKey> {
  yield* ownerKeys(change, 'DaemonSet');
  for (const object of touched(change)) {
    if (object.kind !== 'Node') continue;
    for (const set of cluster.list('DaemonSet')) yield keyOf(set);
    return;
  }
}

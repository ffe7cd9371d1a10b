import type { ClusterChange } from '../../cluster/change.js';
import { untoleratedTaint } from '../scheduling/taints.js';
import type { Controller } from '../controller.js';
import { isFinished } from '../workload/pod-state.js';
import { removal } from '../workload/replicas.js';

/**
 * Removes the pods of a node that went, and those that do not tolerate a NoExecute taint that their node got; a
 * toleration for a time counts as none, since the time passes.
 *
 * @see kubernetes/kubernetes pkg/controller/podgc/gc_controller.go; pkg/controller/tainteviction/taint_eviction.go
 */
export const nodeLifecycleController: Controller = {
  name: 'node-lifecycle',
  keysFor,
  reconcile(cluster, key) {
    const node = cluster.get('Node', key);
    const pods = cluster.podsOnNode(key);
    if (node === undefined) return pods.map(removal);
    return pods
      .filter((pod) => {
        const lasting = pod.spec.tolerations.filter(
          (toleration) => toleration.tolerationSeconds === undefined,
        );
        return !isFinished(pod) && untoleratedTaint(node, lasting, ['NoExecute']) !== undefined;
      })
      .map(removal);
  },
};

function* keysFor(change: ClusterChange): Generator<string> {
  for (const { from, to } of change.updated) {
    if (from.kind === 'Node' && to.kind === 'Node' && from.spec.taints !== to.spec.taints)
      yield to.metadata.name;
  }
  for (const object of change.removed) if (object.kind === 'Node') yield object.metadata.name;
}

import type { Cluster } from '../../../cluster/cluster.js';
import { daemonFencepostsOf, fencepostsOf } from '../../../control/workload/share.js';
import type { RolledWorkload } from './workloads-behind.js';

/**
 * Whether a rollout replaces pods of a workload while others of its pods serve. Where all are stopped first, or the only
 * one, requests fail in between whatever its container says.
 *
 * @see kubernetes/website concepts/workloads/controllers/deployment.md, strategy
 */
export function servesWhileRolled(cluster: Cluster, workload: RolledWorkload): boolean {
  switch (workload.kind) {
    case 'Deployment': {
      const { replicas, paused, strategy } = workload.spec;
      if (paused || strategy.type === 'Recreate') return false;
      return replicas > 1 || (replicas === 1 && fencepostsOf(workload).maxSurge > 0);
    }
    case 'StatefulSet': {
      const { replicas, updateStrategy, partition = 0, ordinalsStart } = workload.spec;
      return updateStrategy === 'RollingUpdate' && replicas > 1 && partition < ordinalsStart + replicas;
    }
    case 'DaemonSet': {
      const { kind, metadata, spec } = workload;
      const { namespace, name } = metadata;
      const pods = cluster.ownedBy('Pod', { kind, namespace, name }).length;
      if (spec.updateStrategy !== 'RollingUpdate') return false;
      return pods > 1 || (pods === 1 && daemonFencepostsOf(workload, pods).maxSurge > 0);
    }
    default:
      return workload satisfies never;
  }
}

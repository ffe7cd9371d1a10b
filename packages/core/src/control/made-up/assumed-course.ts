import type { Cluster } from '../../cluster/cluster.js';
import type { Assumption } from '../../problem/assumption.js';
import { isFromLiveCluster } from '../admission/live-object.js';
import { isReady } from '../../object/readiness.js';

/** What is taken for granted of the time between `kubectl apply` and the moment that the cluster stands for. */
export function assumedCourse(cluster: Cluster): readonly Assumption[] {
  const assumptions: Assumption[] = [];
  if (cluster.list('Pod').some((pod) => !isFromLiveCluster(pod) && isReady(pod))) {
    assumptions.push({
      code: 'pods-become-ready',
      message: 'Pods that are not given with a status are taken to start, to run and to be ready.',
      state: 'Give the pod with its status: a condition Ready that is False, for instance.',
    });
  }
  for (const job of cluster.list('Job')) {
    if (job.spec.suspend || isFromLiveCluster(job)) continue;
    const { namespace, name } = job.metadata;
    assumptions.push({
      code: 'jobs-are-done',
      object: { apiVersion: 'batch/v1', kind: 'Job', namespace, name },
      message: `The pods of Job ${namespace}/${name} are taken to have run to completion.`,
      state: 'Give its pods, with the phase that they are in and the Job as their controller.',
    });
  }
  return assumptions;
}

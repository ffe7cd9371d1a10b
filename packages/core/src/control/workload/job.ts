import type { Controller } from '../controller.js';
import { mostPods } from './most-pods.js';
import { ownerKeys } from './owner-keys.js';
import { podsOf } from './ownership.js';
import { anyPod, indexedPod, missingIndexes } from './job-pod.js';
import { nextOfJob } from './job-step.js';
import { makePods } from './replicas.js';

/**
 * Makes the pods of each Job. The cluster that the model settles at is the one after its Jobs: their pods run to
 * completion (see the kubelet) and are no endpoints. Pods that were given, in whatever phase, stay and count. With a
 * pace no more of them run at one time than may.
 *
 * @see kubernetes/kubernetes pkg/controller/job/job_controller.go
 */
export const jobController: Controller = {
  name: 'job',
  keysFor: (change) => ownerKeys(change, 'Job'),
  reconcile(cluster, key, pace) {
    const job = cluster.get('Job', key);
    if (job === undefined) return [];
    if (pace !== undefined) return nextOfJob(cluster, job, pace);
    if (job.spec.suspend) return [];
    const pods = podsOf(cluster, job).filter((pod) => pod.status.phase !== 'Failed');
    const wanted = Math.min(job.spec.completions ?? job.spec.parallelism, mostPods);
    const missing =
      job.spec.completionMode === 'Indexed'
        ? missingIndexes(pods, wanted).map((index) => indexedPod(job, index))
        : Array.from({ length: Math.max(0, wanted - pods.length) }, () => anyPod(job));
    return makePods(cluster, job, job.spec.template, missing);
  },
};

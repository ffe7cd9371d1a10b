import type { Pod } from '../../object/pod.js';
import type { Controller } from '../controller.js';
import { mostPods } from './most-pods.js';
import { ownerKeys } from './owner-keys.js';
import { podsOf } from './ownership.js';
import { makePods } from './replicas.js';

const indexAnnotation = 'batch.kubernetes.io/job-completion-index';

/**
 * Makes the pods of each Job. The cluster that the model settles at is the one after its Jobs: their pods run to
 * completion (see the kubelet) and are no endpoints. Pods that were given, in whatever phase, stay and count.
 *
 * @see kubernetes/kubernetes pkg/controller/job/job_controller.go
 */
export const jobController: Controller = {
  name: 'job',
  keysFor: (change) => ownerKeys(change, 'Job'),
  reconcile(cluster, key) {
    const job = cluster.get('Job', key);
    if (job === undefined || job.spec.suspend) return [];
    const { name } = job.metadata;
    const pods = podsOf(cluster, job).filter((pod) => pod.status.phase !== 'Failed');
    const wanted = Math.min(job.spec.completions ?? job.spec.parallelism, mostPods);
    const labels = { 'job-name': name, 'batch.kubernetes.io/job-name': name };
    const missing =
      job.spec.completionMode === 'Indexed'
        ? missingIndexes(pods, wanted).map((index) => ({
            prefix: `${name}-${index}`,
            labels: { ...labels, [indexAnnotation]: index },
            annotations: { [indexAnnotation]: index },
            spec: { hostname: `${name}-${index}` },
          }))
        : Array.from({ length: Math.max(0, wanted - pods.length) }, () => ({ labels }));
    return makePods(cluster, job, job.spec.template, missing);
  },
};

function missingIndexes(pods: readonly Pod[], wanted: number): readonly string[] {
  const held = new Set(pods.map((pod) => pod.metadata.annotations[indexAnnotation]));
  const missing: string[] = [];
  for (let index = 0; index < wanted; index++) {
    if (!held.has(String(index))) missing.push(String(index));
  }
  return missing;
}

import type { Cluster } from '../../cluster/cluster.js';
import type { Write } from '../../cluster/write.js';
import type { Pod } from '../../object/pod.js';
import type { Job } from '../../object/workload.js';
import type { Pace } from '../controller.js';
import { anyPod, indexedPod, indexOf, missingIndexes } from './job-pod.js';
import { mostPods } from './most-pods.js';
import { podsOf } from './ownership.js';
import { isActive } from './pod-state.js';
import { makePods, removal, removePods } from './replicas.js';

/** How many pods a Job makes or gives up at one time. @see kubernetes/kubernetes pkg/controller/job/job_controller.go, MaxPodCreateDeletePerSync */
const burst = 500;

/**
 * The next step of a Job: as many pods at work as may be, until enough have succeeded or too many have failed. When a
 * pod may be tried again is for whoever keeps the time to say.
 *
 * @see kubernetes/kubernetes pkg/controller/job/job_controller.go, manageJob
 */
export function nextOfJob(cluster: Cluster, job: Job, pace: Pace): readonly Write[] {
  if (job.metadata.deletionTimestamp !== undefined) return [];
  const pods = podsOf(cluster, job);
  const active = pods.filter(isActive);
  if (pods.filter(hasFailed).length > job.spec.backoffLimit) return active.map(removal);
  const succeeded = pods.filter((pod) => pod.status.phase === 'Succeeded');
  const wanted = Math.min(wantedOf(job, active.length, succeeded), mostPods);
  const missing = Math.min(wanted - active.length, burst);
  if (missing < 0) {
    return removePods(cluster, job, active, Math.min(-missing, burst), { ...pace, related: active });
  }
  const { completionMode, completions = 0, template } = job.spec;
  const made =
    completionMode === 'Indexed'
      ? missingIndexes([...active, ...succeeded], completions).map((index) => indexedPod(job, index))
      : Array.from({ length: missing }, () => anyPod(job));
  return makePods(cluster, job, template, made.slice(0, missing));
}

/** How many pods should be at work. */
function wantedOf({ spec }: Job, active: number, succeeded: readonly Pod[]): number {
  if (spec.suspend) return 0;
  // Without a number of completions the first success is the last start.
  if (spec.completions === undefined) return succeeded.length > 0 ? active : spec.parallelism;
  const done = spec.completionMode === 'Indexed' ? new Set(succeeded.map(indexOf)).size : succeeded.length;
  return Math.min(spec.parallelism, Math.max(0, spec.completions - done));
}

/** A pod that was deleted before it ended counts as failed. @see kubernetes/kubernetes pkg/controller/job/job_controller.go, isPodFailed */
function hasFailed({ metadata, status }: Pod): boolean {
  const isDeleted = metadata.deletionTimestamp !== undefined && status.phase !== 'Succeeded';
  return status.phase === 'Failed' || isDeleted;
}

import type { Pod } from '../../object/pod.js';
import type { Job } from '../../object/workload.js';
import type { Particulars } from './replicas.js';

const indexAnnotation = 'batch.kubernetes.io/job-completion-index';

/** What a pod of a Job has besides its template. */
export function anyPod({ metadata: { name } }: Job): Particulars {
  return { labels: { 'job-name': name, 'batch.kubernetes.io/job-name': name } };
}

/** What the pod of an index has besides its template. */
export function indexedPod(job: Job, index: string): Particulars {
  const { labels } = anyPod(job);
  const prefix = `${job.metadata.name}-${index}`;
  return {
    prefix,
    labels: { ...labels, [indexAnnotation]: index },
    annotations: { [indexAnnotation]: index },
    spec: { hostname: prefix },
  };
}

/** The index that a pod works on. */
export function indexOf({ metadata: { annotations } }: Pod): string | undefined {
  return annotations[indexAnnotation];
}

/** The indexes below `wanted` that none of the pods works on. */
export function missingIndexes(pods: readonly Pod[], wanted: number): readonly string[] {
  const held = new Set(pods.map(indexOf));
  const missing: string[] = [];
  for (let index = 0; index < wanted; index++) {
    if (!held.has(String(index))) missing.push(String(index));
  }
  return missing;
}

import type { Pod } from '../../object/pod.js';
import { isReady } from '../../object/readiness.js';
import { ClusterEdit, deletion, titleOf } from './cluster-edit.js';
import { writtenPod } from './written-pod.js';

/** What people do to a pod: delete it, change a label; and what happens to it: it becomes ready or no longer is. */
export function podEdits(pod: Pod): readonly ClusterEdit[] {
  return [deletion(pod), readinessEdit(pod), ...labelEdits(pod)];
}

function readinessEdit(pod: Pod): ClusterEdit {
  const wasReady = isReady(pod);
  const conditions = [
    ...pod.status.conditions.filter(({ type }) => type !== 'Ready'),
    { type: 'Ready', status: wasReady ? ('False' as const) : ('True' as const) },
  ];
  const status = { ...pod.status, podIPs: pod.status.podIPs.map((ip) => ({ ip })), conditions };
  return new ClusterEdit(`${titleOf(pod)} ${wasReady ? 'is no longer ready' : 'becomes ready'}`, [
    { ...writtenPod(pod), status },
  ]);
}

function labelEdits(pod: Pod): readonly ClusterEdit[] {
  const { labels } = pod.metadata;
  return Object.entries(labels).map(([label, value]) => {
    const metadata = { ...pod.metadata, labels: { ...labels, [label]: `${value}-x` } };
    return new ClusterEdit(`${titleOf(pod)} gets label ${label}: ${value}-x`, [
      { ...writtenPod(pod), metadata },
    ]);
  });
}

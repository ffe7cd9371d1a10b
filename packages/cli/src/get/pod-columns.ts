import type { Pod } from '@kubehop/core';
import type { Column } from '../output/table.js';
import { joined, none } from './cell.js';

/** Pods as `kubectl get pods -o wide` shows them. @see kubernetes/kubernetes pkg/printers/internalversion/printers.go, printPod */
export const podColumns: readonly Column<Pod>[] = [
  { header: 'NAME', cell: (pod) => pod.metadata.name },
  { header: 'READY', cell: readyText },
  { header: 'STATUS', cell: statusText },
  { header: 'IP', cell: (pod) => joined(pod.status.podIPs) },
  { header: 'NODE', cell: (pod) => pod.spec.nodeName ?? none },
];

function readyText(pod: Pod): string {
  const sidecars = pod.spec.initContainers.filter((container) => container.restartPolicy === 'Always');
  const total = pod.spec.containers.length + sidecars.length;
  const isReady = pod.status.conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
  return `${isReady ? total : 0}/${total}`;
}

function statusText(pod: Pod): string {
  if (pod.metadata.deletionTimestamp !== undefined) return 'Terminating';
  if (pod.status.reason !== undefined) return pod.status.reason;
  return pod.status.phase === 'Succeeded' ? 'Completed' : pod.status.phase;
}

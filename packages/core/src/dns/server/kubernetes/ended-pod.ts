import type { Pod } from '../../../object/pod.js';

/**
 * Whether a pod has no name any more: pods that ended or are about to keep their address in their status only.
 *
 * @see coredns/coredns plugin/kubernetes/object/pod.go, ToPod; plugin/kubernetes/controller.go
 */
export function isEnded({ metadata, status: { phase } }: Pod): boolean {
  return metadata.deletionTimestamp !== undefined || phase === 'Succeeded' || phase === 'Failed';
}

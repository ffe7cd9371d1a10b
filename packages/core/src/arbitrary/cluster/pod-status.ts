import type { PodStatusManifest } from '../../manifest/pod.js';

/** What the status of a pod says that runs and is not ready. */
export const unreadyStatus: PodStatusManifest = {
  phase: 'Running',
  conditions: [{ type: 'Ready', status: 'False' }],
};

/** Behind those that the nodes of a cluster of the usual size give to their pods. */
const firstPlace = 100;

/** What the status of a pod says that runs and is ready, at an address that no other number has. */
export function servingStatus(number: number): PodStatusManifest {
  const place = firstPlace + number;
  return {
    phase: 'Running',
    podIP: `10.244.${Math.floor(place / 256)}.${place % 256}`,
    conditions: [{ type: 'Ready', status: 'True' }],
  };
}

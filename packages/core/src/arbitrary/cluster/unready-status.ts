import type { PodStatusManifest } from '../../manifest/pod.js';

/** What the status of a pod says that runs and is not ready. */
export const unreadyStatus: PodStatusManifest = {
  phase: 'Running',
  conditions: [{ type: 'Ready', status: 'False' }],
};

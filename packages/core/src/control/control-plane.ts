import type { ControlPlane } from '../cluster/control-plane.js';
import { type AdmissionSettings, admitObjects } from './admission/admit-objects.js';
import { removeObjects } from './admission/remove-objects.js';
import type { Controller } from './controller.js';
import { settle } from './settle.js';

/** The control plane of a cluster: the admission of an API server, and these controllers. */
export function controlPlane(settings: AdmissionSettings, controllers: readonly Controller[]): ControlPlane {
  return {
    admit: (cluster, inputs) => admitObjects(cluster, inputs, settings),
    remove: removeObjects,
    settle: (cluster, change) => settle(cluster, change, controllers),
  };
}

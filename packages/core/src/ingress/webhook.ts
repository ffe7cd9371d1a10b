import type { Cluster } from '../cluster/cluster.js';
import type { ControllerProfile } from '../controller/profile.js';
import type { Ingress } from '../object/ingress.js';
import type { AdmissionRefusal } from './admission-refusal.js';
import { review } from './nginx/admission/review.js';

/** The validating webhook of an ingress controller. @public */
export interface IngressWebhook {
  /**
   * Why an Ingress that is about to be written is refused; undefined where it is taken, or where the controller has no
   * webhook.
   */
  review(ingress: Ingress): AdmissionRefusal | undefined;
}

/**
 * The webhook of the controller with this profile, which knows the Ingresses of the cluster.
 *
 * @public
 * @example
 * ingressWebhook(cluster, ingressNginxProfile()).review(ingress)?.reason; // 'host-and-path-taken'
 */
export function ingressWebhook(cluster: Cluster, profile: ControllerProfile): IngressWebhook {
  return {
    review: (ingress) =>
      profile.dialect === 'ingress-nginx' ? review(cluster, profile, ingress) : undefined,
  };
}

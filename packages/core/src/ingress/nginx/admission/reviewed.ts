import type { Cluster } from '../../../cluster/cluster.js';
import type { ControllerProfile } from '../../../controller/profile.js';
import type { Ingress } from '../../../object/ingress.js';

/** An Ingress before the webhook of a controller. */
export interface Reviewed {
  readonly cluster: Cluster;
  readonly profile: ControllerProfile;
  readonly ingress: Ingress;
}

import type { Cluster } from '../../../cluster/cluster.js';
import { isForAlb } from '../../../controller/alb.js';
import { takes } from '../../../controller/class.js';
import { controllersOf } from '../../../controller/controllers.js';
import { gceAnswer } from '../../../controller/gce.js';
import type { Ingress } from '../../../object/ingress.js';

/** Whether a controller that the model knows takes an Ingress, whatever it makes of it. */
export function isServed(cluster: Cluster, ingress: Ingress): boolean {
  return (
    controllersOf(cluster).some(({ profile }) => takes(cluster, profile, ingress)) ||
    isForAlb(cluster, ingress) ||
    gceAnswer(cluster, ingress) !== undefined
  );
}

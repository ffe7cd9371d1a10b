import type { Cluster } from '../cluster/cluster.js';
import type { Ingress } from '../object/ingress.js';
import type { ObjectKey } from '../object/object.js';
import { planGce } from '../provider/ingress-balancer/gce.js';
import { gceClassOf } from '../provider/ingress-balancer/gce-annotation.js';
import type { IngressBalancerAnswer } from '../provider/ingress-balancer/plan.js';
import { takes } from './class.js';
import { controllersOf } from './controllers.js';

/** Whether the Ingress controller of Google Kubernetes Engine works for a cluster. */
export function hasGce(cluster: Cluster): boolean {
  return settingsOf(cluster) !== undefined;
}

function settingsOf({ platform }: Cluster): { readonly vpcNative: boolean } | undefined {
  return platform.loadBalancers?.controllers.find((controller) => controller.name === 'gce-ingress');
}

/** The id of the load balancer of an Ingress. */
export function gceIdOf(ingress: ObjectKey): string {
  return `ingress/${ingress}`;
}

/**
 * What the Ingress controller of GKE makes of an Ingress; undefined for one that is not for it. What the pods of another
 * controller take is theirs.
 */
export function gceAnswer(cluster: Cluster, ingress: Ingress): IngressBalancerAnswer | undefined {
  const settings = settingsOf(cluster);
  const gceClass = settings === undefined ? undefined : gceClassOf(ingress);
  if (settings === undefined || gceClass === undefined) return undefined;
  if (controllersOf(cluster).some(({ profile }) => takes(cluster, profile, ingress))) return undefined;
  return planGce({ cluster, ingress, gceClass, vpcNative: settings.vpcNative });
}

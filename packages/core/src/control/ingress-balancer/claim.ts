import type { Cluster } from '../../cluster/cluster.js';
import { classAnnotation, takes } from '../../controller/class.js';
import { controllersOf } from '../../controller/controllers.js';
import type { Ingress } from '../../object/ingress.js';

const albController = 'ingress.k8s.aws/alb';
const albClass = 'alb';

/** Whether the AWS Load Balancer Controller works for a cluster. */
export function hasAlbController({ platform }: Cluster): boolean {
  return (
    platform.loadBalancers?.controllers.some(({ name }) => name === 'aws-load-balancer-controller') ?? false
  );
}

/**
 * Whether the AWS Load Balancer Controller takes an Ingress: its class is one of the controller, or has the name that
 * the controller installs. What the pods of another controller take is theirs.
 *
 * @see kubernetes-sigs/aws-load-balancer-controller docs/guide/ingress/ingress_class.md
 */
export function isForAlb(cluster: Cluster, ingress: Ingress): boolean {
  return (
    hasAlbController(cluster) &&
    isOfAlbClass(cluster, ingress) &&
    !controllersOf(cluster).some(({ profile }) => takes(cluster, profile, ingress))
  );
}

function isOfAlbClass(cluster: Cluster, { metadata, spec: { ingressClassName } }: Ingress): boolean {
  if (ingressClassName === undefined) return metadata.annotations[classAnnotation] === albClass;
  const ingressClass = cluster.get('IngressClass', ingressClassName);
  return ingressClass === undefined
    ? ingressClassName === albClass
    : ingressClass.spec.controller === albController;
}

import type { Cluster } from '../cluster/cluster.js';
import type { Ingress } from '../object/ingress.js';
import { planAlb } from '../provider/ingress-balancer/alb.js';
import { albIdOf, inGroupOrder } from '../provider/ingress-balancer/alb-group.js';
import type { IngressBalancerAnswer } from '../provider/ingress-balancer/plan.js';
import { classAnnotation, takes } from './class.js';
import { controllersOf } from './controllers.js';

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

/** The Ingresses of an ALB, in the order in which their rules are tried. */
export function albGroup(cluster: Cluster, id: string): readonly Ingress[] {
  const members = cluster.list('Ingress').filter((ingress) => albIdOf(ingress) === id);
  return inGroupOrder(members.filter((ingress) => isForAlb(cluster, ingress)));
}

/** What the AWS Load Balancer Controller makes of Ingresses that share an ALB. */
export function albAnswer(cluster: Cluster, group: readonly Ingress[]): IngressBalancerAnswer {
  return planAlb(group, (namespace, name) => cluster.get('Service', `${namespace}/${name}`));
}

import type { Cluster } from '../cluster/cluster.js';
import { classAnnotation, type Ingress } from '../object/ingress.js';
import { planAlb } from '../provider/ingress-balancer/alb.js';
import { targetUnderParams } from '../provider/ingress-balancer/alb-class-params.js';
import { albIdOf, inGroupOrder } from '../provider/ingress-balancer/alb-group.js';
import type { IngressBalancerAnswer } from '../provider/ingress-balancer/plan.js';
import { asRead, isLeftOut, paramsOf } from './alb-class.js';
import { takes } from './class.js';
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

/** The id of the ALB that an Ingress is on. */
export function albOf(cluster: Cluster, ingress: Ingress): string {
  return albIdOf(asRead(cluster, ingress));
}

/** The Ingresses by the ids of their ALBs, as long as no Ingress, class or parameter of a class changed. */
interface Remembered {
  readonly classes: unknown;
  readonly params: unknown;
  readonly members: ReadonlyMap<string, readonly Ingress[]>;
}

const remembered = new WeakMap<readonly Ingress[], Remembered>();

function membersOf(cluster: Cluster): Remembered['members'] {
  const ingresses = cluster.list('Ingress');
  const classes = cluster.list('IngressClass');
  const params = cluster.list('IngressClassParams');
  const known = remembered.get(ingresses);
  if (known?.classes === classes && known.params === params) return known.members;
  const members = new Map<string, Ingress[]>();
  for (const ingress of ingresses) {
    const id = albOf(cluster, ingress);
    const others = members.get(id);
    if (others === undefined) members.set(id, [ingress]);
    else others.push(ingress);
  }
  remembered.set(ingresses, { classes, params, members });
  return members;
}

/** The Ingresses of an ALB, in the order in which their rules are tried. */
export function albGroup(cluster: Cluster, id: string): readonly Ingress[] {
  const members = membersOf(cluster).get(id) ?? [];
  return inGroupOrder(
    members.filter((ingress) => isForAlb(cluster, ingress) && !isLeftOut(cluster, ingress)),
  );
}

/** The Ingresses that ask for an ALB in vain: their namespaces may not be of their class. */
export function leftOutOf(cluster: Cluster, id: string): readonly Ingress[] {
  const members = membersOf(cluster).get(id) ?? [];
  return members.filter((ingress) => isForAlb(cluster, ingress) && isLeftOut(cluster, ingress));
}

/** What the AWS Load Balancer Controller makes of Ingresses that share an ALB. */
export function albAnswer(cluster: Cluster, group: readonly Ingress[]): IngressBalancerAnswer {
  const [params, ...others] = new Set(group.map((ingress) => paramsOf(cluster, ingress)));
  const ofAll = others.length === 0 ? params : undefined;
  return planAlb(
    group.map((ingress) => asRead(cluster, ingress)),
    (namespace, name) => {
      const service = cluster.get('Service', `${namespace}/${name}`);
      return service === undefined || ofAll === undefined ? service : targetUnderParams(service, ofAll);
    },
  );
}

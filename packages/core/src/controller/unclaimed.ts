import type { Cluster } from '../cluster/cluster.js';
import type { IngressClass } from '../object/ingress-class.js';
import { classAnnotation, type Ingress } from '../object/ingress.js';
import type { ObjectReference } from '../problem/problem.js';
import type { IngressBalancerAnswer } from '../provider/ingress-balancer/plan.js';
import type { Cause } from '../trace/outcome.js';
import { albAnswer, albGroup, albOf, isForAlb } from './alb.js';
import { isLeftOut, paramsNamed } from './alb-class.js';
import { classVerdict, takes } from './class.js';
import { controllersOf, type Controller } from './controllers.js';
import { gceAnswer, hasGce } from './gce.js';

/**
 * Why no controller takes an Ingress: such an Ingress is an object that nothing reads. Undefined when one does.
 *
 * @see kubernetes/website concepts/services-networking/ingress-controllers.md
 * @public
 * @example
 * unclaimedReason(cluster, ingress)?.code; // 'ingress-class-not-found'
 */
export function unclaimedReason(cluster: Cluster, ingress: Ingress): Cause | undefined {
  if (isForAlb(cluster, ingress)) return refusedByAlb(cluster, ingress);
  const ofGce = gceAnswer(cluster, ingress);
  if (ofGce !== undefined) return refused(ingress, ofGce);
  const controllers = controllersOf(cluster);
  const claiming = controllers.filter(({ profile }) => takes(cluster, profile, ingress));
  if (claiming.length > 0) return notRunning(claiming, ingress);
  const { ingressClassName } = ingress.spec;
  if (ingressClassName !== undefined) return unclaimedClass(cluster, controllers, ingress, ingressClassName);
  if (controllers.length === 0) return noController(ingress);
  const annotation = ingress.metadata.annotations[classAnnotation];
  return annotation === undefined
    ? withoutClass(cluster, ingress)
    : unclaimedText(controllers, ingress, annotation);
}

function refusedByAlb(cluster: Cluster, ingress: Ingress): Cause | undefined {
  if (isLeftOut(cluster, ingress)) return leftOut(cluster, ingress);
  return refused(ingress, albAnswer(cluster, albGroup(cluster, albOf(cluster, ingress))));
}

function refused(ingress: Ingress, answer: IngressBalancerAnswer): Cause | undefined {
  if (answer.kind !== 'refused') return undefined;
  const { object, path, message, fix } = answer;
  return {
    code: 'ingress-load-balancer-refused',
    object,
    path,
    message: `No load balancer is made for ${label(ingress)}: ${message}.`,
    fix: `${fix}.`,
  };
}

function leftOut(cluster: Cluster, ingress: Ingress): Cause {
  const { namespace } = ingress.metadata;
  const name = paramsNamed(cluster, ingress) ?? '';
  return {
    code: 'ingress-load-balancer-refused',
    object: { apiVersion: 'elbv2.k8s.aws/v1beta1', kind: 'IngressClassParams', name },
    path: 'spec.namespaceSelector',
    message: `No load balancer is made for ${label(ingress)}: the parameters of its class leave out the namespace ${namespace}.`,
    fix: `Let the labels of the namespace ${namespace} meet the selector, or use another class.`,
  };
}

function notRunning(controllers: readonly Controller[], ingress: Ingress): Cause | undefined {
  const pods = controllers.flatMap((controller) => controller.pods);
  const pod = pods[0];
  if (pod === undefined || pods.some(({ status }) => status.phase === 'Running')) return undefined;
  const { namespace, name } = pod.metadata;
  return {
    code: 'ingress-controller-not-running',
    object: { kind: 'Pod', namespace, name },
    path: 'status.phase',
    message: `No pod of the controller that takes ${label(ingress)} runs: ${namespace}/${name} is ${pod.status.phase}.`,
    fix: pod.status.message ?? 'Make the pods of the ingress controller run.',
  };
}

function unclaimedClass(
  cluster: Cluster,
  controllers: readonly Controller[],
  ingress: Ingress,
  className: string,
): Cause {
  const ingressClass = cluster.get('IngressClass', className);
  if (ingressClass === undefined) return classNotFound(cluster, ingress, className);
  const { controller } = ingressClass.spec;
  const serving = controllers.find(({ profile }) => profile.controllerClass === controller);
  if (serving === undefined) return classWithoutController(ingress, ingressClass);
  const verdict = classVerdict(cluster, serving.profile, ingress);
  return {
    code: 'ingress-not-watched',
    object: reference(ingress),
    path: verdict === 'catch-all-disabled' ? 'spec.defaultBackend' : 'metadata.namespace',
    message:
      verdict === 'catch-all-disabled'
        ? `Controller ${controller} runs with --disable-catch-all and leaves out ${label(ingress)}, which has a defaultBackend.`
        : `Controller ${controller} watches namespace ${serving.profile.watchNamespace} only, and leaves out ${label(ingress)}.`,
    fix: 'Change the flags of the controller, or the Ingress.',
  };
}

function classNotFound(cluster: Cluster, ingress: Ingress, className: string): Cause {
  const names = cluster.list('IngressClass').map((entry) => entry.metadata.name);
  return {
    code: 'ingress-class-not-found',
    object: reference(ingress),
    path: 'spec.ingressClassName',
    message: `${label(ingress)} names the IngressClass ${className}, which does not exist, so no controller takes it.`,
    fix: isReadFromAnnotation(cluster, className)
      ? `Set the annotation ${classAnnotation}: ${className} and no spec.ingressClassName, which GKE does not read.`
      : names.length === 0
        ? `Install an ingress controller and its IngressClass ${className}.`
        : `Name an IngressClass that exists (${names.join(', ')}), or create ${className}.`,
  };
}

/** GKE has no IngressClasses. @see docs.cloud.google.com kubernetes-engine/docs/troubleshooting/ingress */
function isReadFromAnnotation(cluster: Cluster, className: string): boolean {
  return className.startsWith('gce') && hasGce(cluster);
}

function classWithoutController(ingress: Ingress, ingressClass: IngressClass): Cause {
  const { name } = ingressClass.metadata;
  const { controller } = ingressClass.spec;
  return {
    code: 'ingress-class-without-controller',
    object: { kind: 'IngressClass', name },
    path: 'spec.controller',
    message: `No pod of the cluster is the controller ${controller} of IngressClass ${name}, so nothing serves ${label(ingress)}.`,
    fix: `Install the controller ${controller}, or name the class of one that runs.`,
  };
}

function noController(ingress: Ingress): Cause {
  return {
    code: 'no-ingress-controller',
    object: reference(ingress),
    path: 'spec.ingressClassName',
    message: `No pod of the cluster is an ingress controller that the model recognises, so nothing serves ${label(ingress)}.`,
    fix: 'Install an ingress controller: an Ingress is only a set of rules for one.',
  };
}

function withoutClass(cluster: Cluster, ingress: Ingress): Cause {
  const names = cluster.list('IngressClass').map((entry) => entry.metadata.name);
  const example = names[0] ?? 'nginx';
  return {
    code: 'ingress-without-class',
    object: reference(ingress),
    path: 'spec.ingressClassName',
    message: `${label(ingress)} names no class, no IngressClass is the default, and no controller takes Ingresses without class.`,
    fix: `Set spec.ingressClassName: ${example}, or annotate an IngressClass with ingressclass.kubernetes.io/is-default-class: "true".`,
  };
}

function unclaimedText(controllers: readonly Controller[], ingress: Ingress, annotation: string): Cause {
  const taken = controllers.map(({ profile }) => profile.annotationClass).filter((text) => text !== '');
  return {
    code: 'ingress-class-unclaimed',
    object: reference(ingress),
    path: `metadata.annotations[${classAnnotation}]`,
    message: `No controller takes the class "${annotation}" of ${label(ingress)}.`,
    fix: `Set spec.ingressClassName instead of the deprecated annotation${taken.length === 0 ? '' : `, or one of ${taken.join(', ')}`}.`,
  };
}

function reference(ingress: Ingress): ObjectReference {
  const { namespace, name } = ingress.metadata;
  return { kind: 'Ingress', namespace, name };
}

function label(ingress: Ingress): string {
  return `Ingress ${ingress.metadata.namespace}/${ingress.metadata.name}`;
}

import type { Cluster } from '../cluster/cluster.js';
import type { IngressClassParams } from '../object/ingress-class-params.js';
import type { IngressClass } from '../object/ingress-class.js';
import type { Ingress } from '../object/ingress.js';
import { matchesLabels } from '../object/label-selector.js';
import { underParams } from '../provider/ingress-balancer/alb-class-params.js';

const group = 'elbv2.k8s.aws';

/** The name of the parameters that the class of an Ingress has for ALBs; undefined where it has none. */
export function paramsNamed(cluster: Cluster, ingress: Ingress): string | undefined {
  const parameters = classOf(cluster, ingress)?.spec.parameters;
  return parameters?.kind === 'IngressClassParams' && parameters.apiGroup === group
    ? parameters.name
    : undefined;
}

/** The parameters that the class of an Ingress has for ALBs. */
export function paramsOf(cluster: Cluster, ingress: Ingress): IngressClassParams | undefined {
  const name = paramsNamed(cluster, ingress);
  return name === undefined ? undefined : cluster.get('IngressClassParams', name);
}

function classOf(cluster: Cluster, { spec: { ingressClassName } }: Ingress): IngressClass | undefined {
  return ingressClassName === undefined ? undefined : cluster.get('IngressClass', ingressClassName);
}

/**
 * Whether the parameters of its class leave an Ingress out for its namespace.
 *
 * @see kubernetes-sigs/aws-load-balancer-controller pkg/ingress/class_loader.go, validateIngressClassParamsNamespaceRestriction
 */
export function isLeftOut(cluster: Cluster, ingress: Ingress): boolean {
  const selector = paramsOf(cluster, ingress)?.spec.namespaceSelector;
  if (selector === undefined) return false;
  const labels = cluster.get('Namespace', ingress.metadata.namespace)?.metadata.labels ?? {};
  return !matchesLabels(selector, labels);
}

interface Read {
  readonly params: IngressClassParams;
  readonly ingress: Ingress;
}

const remembered = new WeakMap<Ingress, Read>();

/** An Ingress as the controller of ALBs reads it, under the parameters of its class. */
export function asRead(cluster: Cluster, ingress: Ingress): Ingress {
  const params = paramsOf(cluster, ingress);
  if (params === undefined) return ingress;
  const known = remembered.get(ingress);
  if (known?.params === params) return known.ingress;
  const read = { params, ingress: underParams(ingress, params) };
  remembered.set(ingress, read);
  return read.ingress;
}

import type { LoadBalancerPlan } from '../../cluster/infrastructure.js';
import type { IngressBackend } from '../../object/ingress.js';
import type { Service, ServicePort } from '../../object/service.js';
import type { ObjectReference } from '../../problem/problem.js';

/** What a controller makes of Ingresses that share a load balancer. */
export type IngressBalancerAnswer = { readonly kind: 'plan'; readonly plan: LoadBalancerPlan } | Refusal;

/** Why Ingresses get no load balancer, and what they had changes no more. */
export interface Refusal {
  readonly kind: 'refused';
  readonly object: ObjectReference;
  readonly path: string;
  readonly message: string;
  readonly fix: string;
}

/** The Service of a name, if there is one. */
export type ServiceLookup = (namespace: string, name: string) => Service | undefined;

/** What is wrong in a field of an object. */
export function refusedAt(object: ObjectReference, path: string, message: string, fix: string): Refusal {
  return { kind: 'refused', object, path, message, fix };
}

/** Either what was found, or why the Ingresses are refused. */
export function isRefusal(answer: object): answer is Refusal {
  return 'kind' in answer && answer.kind === 'refused';
}

/** The port of a Service that a backend names by name or number. */
export function portOf(
  { spec: { ports } }: Service,
  asked: Extract<IngressBackend, { kind: 'service' }>['port'],
): ServicePort | undefined {
  return ports.find((port) => ('name' in asked ? port.name === asked.name : port.port === asked.number));
}

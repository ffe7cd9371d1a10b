import type { ObjectReference } from '../problem/problem.js';
import type { LoadBalancerHop } from './hop.js';

/**
 * The objects that a request comes to at a load balancer: the Ingress whose rule takes it, and the Service that it is
 * passed on to, which is the one that the load balancer is of where no rule leads to another.
 */
export function objectsAtBalancer(hop: LoadBalancerHop): readonly ObjectReference[] {
  const { rule } = hop;
  const ingress =
    isRouted(hop) && rule.object?.kind === 'Ingress' && !isNoRule(hop) ? rule.object : undefined;
  return [ingress, serviceAtBalancer(hop)].filter((object) => object !== undefined);
}

/** The Service that a load balancer passes on to: that of a rule, or the one that it is of. */
export function serviceAtBalancer({ rule, backend }: LoadBalancerHop): ObjectReference | undefined {
  return backend?.service ?? (rule.object?.kind === 'Service' ? rule.object : undefined);
}

/** Whether the load balancer went by the rules of a listener, its default action among them. */
export function isRouted({ rule: { id } }: LoadBalancerHop): boolean {
  return id === 'load-balancer-rule' || id === 'load-balancer-default-action';
}

/** What answers where no rule takes a request names the rules of an Ingress, all of them. */
function isNoRule({ rule: { path } }: LoadBalancerHop): boolean {
  return path === 'spec.rules';
}

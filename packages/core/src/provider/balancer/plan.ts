import type { LoadBalancerPlan } from '../../cluster/infrastructure.js';
import type { LoadBalancerController } from '../../cluster/load-balancer-controller.js';
import type { Service } from '../../object/service.js';

/** What a controller says to a Service of type LoadBalancer. */
export type BalancerAnswer =
  | { readonly kind: 'plan'; readonly plan: LoadBalancerPlan }
  /** It would serve the Service, but not as it is. */
  | { readonly kind: 'refused'; readonly path: string; readonly message: string; readonly fix: string }
  /** It is for others to serve. */
  | { readonly kind: 'not-served' };

/** How one controller reads Services. */
export interface BalancerPlanner<C extends LoadBalancerController> {
  /** The annotations that it follows here. */
  readonly annotations: readonly string[];
  readonly answer: (service: Service, controller: C) => BalancerAnswer;
}

/** A Service that is for others to serve. */
export const notServed: BalancerAnswer = { kind: 'not-served' };

/** A Service that is not served because of one of its fields. */
export function refused(path: string, message: string, fix: string): BalancerAnswer {
  return { kind: 'refused', path, message, fix };
}

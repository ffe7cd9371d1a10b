import type { LoadBalancerPlan } from '../../cluster/infrastructure.js';
import type { LoadBalancerController } from '../../cluster/load-balancer-controller.js';
import type { LoadBalancerProvider } from '../../cluster/platform.js';
import type { Service } from '../../object/service.js';
import type { AnnotationReading } from './annotation-reading.js';

/** What a controller says to a Service of type LoadBalancer. */
export type BalancerAnswer =
  | {
      readonly kind: 'plan';
      readonly plan: LoadBalancerPlan;
      /** What the Service says in vain. */
      readonly ignored?: readonly IgnoredSetting[];
    }
  /** It would serve the Service, but not as it is. */
  | { readonly kind: 'refused'; readonly path: string; readonly message: string; readonly fix: string }
  /** It is for others to serve. */
  | { readonly kind: 'not-served' };

/** Something that a Service says of its load balancer, and that has no effect there. */
export interface IgnoredSetting {
  readonly code?: 'load-balancer-over-limit';
  readonly path: string;
  readonly message: string;
  readonly fix: string;
  /** Whether somebody may be let in who should not. */
  readonly isOpen?: true;
}

/** How one controller reads Services. */
export interface BalancerPlanner<C extends LoadBalancerController> {
  /** The annotations that it reads of a Service that it serves. */
  readonly reading: (service: Service) => AnnotationReading;
  readonly answer: (service: Service, controller: C, provider: LoadBalancerProvider) => BalancerAnswer;
}

/** A Service that is for others to serve. */
export const notServed: BalancerAnswer = { kind: 'not-served' };

/** A Service that is not served because of one of its fields. */
export function refused(
  path: string,
  message: string,
  fix: string,
): Extract<BalancerAnswer, { kind: 'refused' }> {
  return { kind: 'refused', path, message, fix };
}

/** Where an annotation stands. */
export function annotationPath(name: string): string {
  return `metadata.annotations[${name}]`;
}

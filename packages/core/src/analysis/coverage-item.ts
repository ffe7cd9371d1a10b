import type { ObjectReference } from '../problem/problem.js';

/**
 * What requests may exercise: a path rule or the default backend of an Ingress, a port of a Service, a port on which the
 * cluster is entered.
 *
 * @public
 */
export type CoverageKind = 'rule' | 'backend' | 'listener';

/** Something that requests may exercise, and whether they have. @public */
export interface CoverageItem {
  readonly kind: CoverageKind;
  /** As people say it: `shop.example.com/cart`, `service/shop/cart:80`, `load balancer 443/TCP`. */
  readonly name: string;
  readonly object: ObjectReference;
  /** The field of the object: `spec.rules[0].http.paths[1]`. */
  readonly path: string;
  readonly isExercised: boolean;
}

import type { Ingress } from '../../object/ingress.js';
import { keyOf } from '../../object/object.js';
import type { Problem } from '../../problem/problem.js';
import {
  isAlbAnnotationFollowed,
  prefix,
  unfollowedAttributes,
} from '../../provider/ingress-balancer/alb-annotation.js';
import type { Refusal } from '../../provider/ingress-balancer/plan.js';
import { referenceTo } from '../notice/reference.js';

/** Says why Ingresses get no load balancer. */
export function refusedNotice(group: readonly Ingress[], { object, path, message, fix }: Refusal): Problem {
  const others = group.map(keyOf).join(', ');
  return {
    code: 'ingress-load-balancer-refused',
    severity: 'warning',
    object,
    path,
    message: `no load balancer is made for Ingress ${others}: ${message}`,
    fix,
  };
}

/** Says which annotations of an Ingress for its load balancer are not followed. */
export function annotationNotices(ingress: Ingress): readonly Problem[] {
  return Object.entries(ingress.metadata.annotations).flatMap(([key, value]): readonly Problem[] => {
    if (!key.startsWith(prefix)) return [];
    const attributes = isAlbAnnotationFollowed(key) ? unfollowedAttributes(key, value) : undefined;
    if (attributes?.length === 0) return [];
    const what =
      attributes === undefined
        ? 'this annotation of a load balancer'
        : `the attributes ${attributes.join(', ')}`;
    return [
      {
        code: 'annotation-not-modelled',
        severity: 'notice',
        object: referenceTo(ingress),
        path: `metadata.annotations[${key}]`,
        message: `the model does not follow ${what}`,
        fix: 'Read the way of requests as that of a load balancer without it',
      },
    ];
  });
}

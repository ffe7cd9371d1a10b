import type { Problem } from '../../problem/problem.js';
import type { NotFollowed } from '../../provider/ingress-balancer/gce-not-followed.js';
import { referenceTo } from '../notice/reference.js';

/** Says what the model does not follow of what is said about a load balancer. */
export function notFollowedNotice({ object, path, what }: NotFollowed): Problem {
  return {
    code: 'annotation-not-modelled',
    severity: 'notice',
    object: referenceTo(object),
    path,
    message: `the model does not follow ${what}`,
    fix: 'Read the way of requests as that of a load balancer without it',
  };
}

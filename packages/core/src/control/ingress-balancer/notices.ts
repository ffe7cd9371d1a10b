import type { Cluster } from '../../cluster/cluster.js';
import { paramsNamed } from '../../controller/alb-class.js';
import type { Ingress } from '../../object/ingress.js';
import { keyOf } from '../../object/object.js';
import type { Problem } from '../../problem/problem.js';
import {
  albNames,
  isAlbAnnotationFollowed,
  prefix,
  unfollowedAttributes,
} from '../../provider/ingress-balancer/alb-annotation.js';
import type { Refusal } from '../../provider/ingress-balancer/plan.js';
import { referenceTo } from '../notice/reference.js';
import { foreignAnnotations, meantBy } from './foreign-annotations.js';

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

/** Says of an Ingress that its namespace may not be of its class. */
export function leftOutNotice(cluster: Cluster, ingress: Ingress): Problem {
  const { namespace } = ingress.metadata;
  return {
    code: 'ingress-load-balancer-refused',
    severity: 'warning',
    object: referenceTo(ingress),
    path: 'spec.ingressClassName',
    message: `no load balancer is made for Ingress ${keyOf(ingress)}: the IngressClassParams ${paramsNamed(cluster, ingress) ?? ''} leave out the namespace ${namespace}`,
    fix: `Let the labels of the namespace ${namespace} meet spec.namespaceSelector of the parameters, or use another class`,
  };
}

/** Source ranges that are set in vain: the groups that are named decide. */
function ignoredRanges(ingress: Ingress): readonly Problem[] {
  const path = `${prefix}inbound-cidrs`;
  const { annotations } = ingress.metadata;
  if (annotations[path] === undefined || annotations[`${prefix}security-groups`] === undefined) return [];
  return [
    {
      code: 'load-balancer-setting-ignored',
      severity: 'warning',
      object: referenceTo(ingress),
      path: `metadata.annotations[${path}]`,
      message: `the source ranges have no effect: the security groups are those of the annotation ${prefix}security-groups`,
      fix: 'Put the ranges into these security groups, or leave the annotation with the groups out',
    },
  ];
}

const asWithout = 'Read the way of requests as that of a load balancer without it';

/** Says which annotations of an Ingress for its load balancer are not followed. */
export function annotationNotices(ingress: Ingress): readonly Problem[] {
  const others = Object.entries(ingress.metadata.annotations).flatMap(([key, value]): readonly Problem[] => {
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
        fix: attributes === undefined ? meantBy(key, albNames) : asWithout,
      },
    ];
  });
  return [...ignoredRanges(ingress), ...others, ...foreignAnnotations(ingress, prefix)];
}

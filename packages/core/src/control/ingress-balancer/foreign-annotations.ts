import { nearestName } from '../../object/field/nearest-name.js';
import type { Ingress } from '../../object/ingress.js';
import type { Problem } from '../../problem/problem.js';
import { referenceTo } from '../notice/reference.js';

/**
 * What annotations for the other controllers of Ingresses start with.
 *
 * @see kubernetes/ingress-nginx, kubernetes-sigs/aws-load-balancer-controller, traefik/traefik,
 *   haproxytech/kubernetes-ingress, Azure/application-gateway-kubernetes-ingress: their pages on annotations
 */
const controllers: ReadonlyMap<string, string> = new Map([
  ['nginx.ingress.kubernetes.io/', 'ingress-nginx'],
  ['nginx.org/', 'the ingress controller of NGINX'],
  ['alb.ingress.kubernetes.io/', 'the AWS Load Balancer Controller'],
  ['traefik.ingress.kubernetes.io/', 'Traefik'],
  ['haproxy.org/', 'the ingress controller of HAProxy'],
  ['haproxy-ingress.github.io/', 'HAProxy Ingress'],
  ['appgw.ingress.kubernetes.io/', 'the Application Gateway of Azure'],
]);

/** Says of an Ingress which of its annotations are for other controllers than the one that serves it. */
export function foreignAnnotations(ingress: Ingress, own: string): readonly Problem[] {
  return Object.keys(ingress.metadata.annotations)
    .sort()
    .flatMap((key): readonly Problem[] => {
      const [start, whose] = [...controllers].find(([each]) => key.startsWith(each)) ?? [];
      if (start === undefined || whose === undefined || start === own) return [];
      return [
        {
          code: 'load-balancer-setting-ignored',
          severity: 'notice',
          object: referenceTo(ingress),
          path: `metadata.annotations[${key}]`,
          message: `the load balancer does not read this annotation: it is for ${whose}`,
          fix: 'Leave it out, or choose the class of the controller that it is for',
        },
      ];
    });
}

/** What to do about an annotation that is not followed: write the one that may be meant. */
export function meantBy(annotation: string, known: ReadonlySet<string>): string {
  const near = known.has(annotation) ? undefined : nearestName(annotation, known);
  return near === undefined
    ? 'Read the way of requests as that of a load balancer without it'
    : `Write ${near}, if that is meant`;
}

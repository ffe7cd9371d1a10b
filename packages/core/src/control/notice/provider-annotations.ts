import type { Platform } from '../../cluster/platform.js';
import type { Service } from '../../object/service.js';
import type { Problem } from '../../problem/problem.js';
import { isFollowed } from '../../provider/balancer/plan-balancer.js';
import { referenceTo } from './reference.js';

/**
 * What stands in front of the slash in annotations by which providers of load balancers are told what to do.
 *
 * @see kubernetes/cloud-provider-aws, kubernetes-sigs/cloud-provider-azure, kubernetes/ingress-gce, metallb/metallb,
 *   hetznercloud/hcloud-cloud-controller-manager: their pages on Service annotations
 */
const prefixes: ReadonlySet<string> = new Set([
  'service.beta.kubernetes.io',
  'cloud.google.com',
  'networking.gke.io',
  'metallb.io',
  'metallb.universe.tf',
  'load-balancer.hetzner.cloud',
]);

/** Says of a Service of type LoadBalancer which annotations for a provider are not followed on the platform. */
export function providerAnnotations(service: Service, platform: Platform): readonly Problem[] {
  if (service.spec.type !== 'LoadBalancer') return [];
  return Object.keys(service.metadata.annotations)
    .filter((key) => prefixes.has(key.slice(0, key.indexOf('/'))) && !isFollowed(key, platform.loadBalancers))
    .sort()
    .map((key) => ({
      code: 'annotation-not-modelled',
      severity: 'notice',
      object: referenceTo(service),
      path: `metadata.annotations[${key}]`,
      message: `the platform ${platform.name} does not look at this annotation of a load balancer's provider`,
      fix: 'Take what a trace says as that of a load balancer without this annotation',
    }));
}

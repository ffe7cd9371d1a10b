import type { LoadBalancerPlan } from '../../cluster/infrastructure.js';
import type { Service } from '../../object/service.js';
import { azurePrefix } from './azure-probe.js';
import { annotationPath, type BalancerAnswer, type IgnoredSetting, refused } from './plan.js';
import { saysTrue, sourceRangesOf, sourceRangesPath } from './service-facts.js';

/** Ranges for the security group alone. */
export const allowedRanges: string = `${azurePrefix}allowed-ip-ranges`;

/** Whether the security group keeps out others of the virtual network too. */
export const denyAll: string = `${azurePrefix}deny-all-except-load-balancer-source-ranges`;

function annotated({ metadata }: Service): readonly string[] {
  return (metadata.annotations[allowedRanges] ?? '')
    .split(',')
    .map((range) => range.trim())
    .filter((range) => range !== '');
}

/** The sources that the network security group lets in. @see kubernetes-sigs/cloud-provider-azure pkg/provider/loadbalancer/accesscontrol.go */
export function allowedRangesOf(service: Service): readonly string[] {
  const ranges = annotated(service);
  return ranges.length > 0 ? ranges : sourceRangesOf(service);
}

/** Ranges are taken from the Service or from the annotation. */
export function rangesRefusal(service: Service): BalancerAnswer | undefined {
  const path = sourceRangesPath(service);
  if (annotated(service).length === 0 || path === undefined) return undefined;
  return refused(
    annotationPath(allowedRanges),
    `source ranges stand in this annotation and in ${path}, of which Azure takes one only`,
    'Leave out one of them',
  );
}

/**
 * By a rule of its own a security group lets in whoever is of the virtual network; that is all who reach an internal load
 * balancer. Only with floating IP kube-proxy keeps the ranges of the Service then, since it sees the address.
 *
 * @see kubernetes-sigs/cloud-provider-azure site/content/en/topics/loadbalancer.md; pkg/provider/loadbalancer/accesscontrol.go, DenyAllExceptSourceRanges
 */
export function rangesIgnoredInside(
  service: Service,
  { scheme, delivers }: LoadBalancerPlan,
): readonly IgnoredSetting[] {
  if (scheme === 'internet-facing' || saysTrue(service, denyAll)) return [];
  const isAnnotated = annotated(service).length > 0;
  const path = isAnnotated ? annotationPath(allowedRanges) : sourceRangesPath(service);
  if (path === undefined || (!isAnnotated && delivers === 'vip')) return [];
  return [
    {
      path,
      message:
        'the source ranges have no effect: the network security group lets in everybody of the virtual network, who alone reach an internal load balancer',
      fix: `Set the annotation ${denyAll} to "true"`,
      isOpen: true,
    },
  ];
}

import type { LoadBalancerPlan } from '../../cluster/infrastructure.js';
import type { LoadBalancerProvider } from '../../cluster/platform.js';
import type { Ingress } from '../../object/ingress.js';
import { keyOf } from '../../object/object.js';
import type { Problem } from '../../problem/problem.js';
import { overLimits } from '../../provider/balancer/limits.js';
import { referenceTo } from '../notice/reference.js';

/** What the load balancer of an Ingress has more of than it may have. */
export function limitNotices(ingress: Ingress, plan: LoadBalancerPlan): readonly Problem[] {
  return overLimits(plan).map(({ path, message, fix }) => ({
    code: 'load-balancer-over-limit',
    severity: 'warning',
    object: referenceTo(ingress),
    path,
    message,
    fix,
  }));
}

/** Says that there is no address left for the load balancer of Ingresses. */
export function usedUpNotice(
  group: readonly Ingress[],
  { name, addressCIDR, internalCIDR = addressCIDR }: LoadBalancerProvider,
  { scheme }: LoadBalancerPlan,
): Problem {
  const [first] = group;
  return {
    code: 'load-balancer-over-limit',
    severity: 'warning',
    object: first === undefined ? { kind: 'Ingress', name: '' } : referenceTo(first),
    path: 'status.loadBalancer',
    message: `no load balancer is made for Ingress ${group.map(keyOf).join(', ')}: ${name} has no address left in ${scheme === 'internal' ? internalCIDR : addressCIDR}`,
    fix: 'State a larger range: loadBalancerCIDR of the platform',
  };
}

import type { Platform } from '../../cluster/platform.js';
import type { Service } from '../../object/service.js';
import type { Problem } from '../../problem/problem.js';
import { planBalancer } from '../../provider/balancer/plan-balancer.js';
import { referenceTo } from './reference.js';

/** Says of a Service of type LoadBalancer what it asks of its load balancer in vain. */
export function ignoredSettings(service: Service, { loadBalancers }: Platform): readonly Problem[] {
  if (service.spec.type !== 'LoadBalancer' || loadBalancers === null) return [];
  const answer = planBalancer(service, loadBalancers);
  if (answer.kind !== 'plan') return [];
  return (answer.ignored ?? []).map(({ path, message, fix, isOpen }) => ({
    code: 'load-balancer-setting-ignored',
    severity: isOpen === undefined ? 'notice' : 'warning',
    object: referenceTo(service),
    path,
    message,
    fix,
  }));
}

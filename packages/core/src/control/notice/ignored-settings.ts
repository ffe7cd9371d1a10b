import type { LoadBalancerPlan } from '../../cluster/infrastructure.js';
import type { Platform } from '../../cluster/platform.js';
import type { Service } from '../../object/service.js';
import type { Problem } from '../../problem/problem.js';
import type { IgnoredSetting } from '../../provider/balancer/plan.js';
import { planBalancer } from '../../provider/balancer/plan-balancer.js';
import { referenceTo } from './reference.js';

/** Says of a Service of type LoadBalancer what it asks of its load balancer in vain. */
export function ignoredSettings(service: Service, { loadBalancers }: Platform): readonly Problem[] {
  if (service.spec.type !== 'LoadBalancer' || loadBalancers === null) return [];
  const answer = planBalancer(service, loadBalancers);
  if (answer.kind !== 'plan') return [];
  return [...(answer.ignored ?? []), ...keptAddress(service, answer.plan)].map(
    ({ code, path, message, fix, isOpen }) => ({
      code: code ?? ('load-balancer-setting-ignored' as const),
      severity: isOpen === undefined ? 'notice' : 'warning',
      object: referenceTo(service),
      path,
      message,
      fix,
    }),
  );
}

/** An address that is asked for, where the load balancer keeps the one that it has. */
function keptAddress({ status }: Service, plan: LoadBalancerPlan): readonly IgnoredSetting[] {
  const told = status.loadBalancer.ingress.flatMap(({ ip }) => ip ?? []);
  const missing = (plan.asksFor?.addresses ?? []).filter((address) => !told.includes(address));
  if (plan.asksFor === undefined || told.length === 0 || missing.length === 0) return [];
  return [
    {
      path: plan.asksFor.path,
      message: `the load balancer keeps ${told.join(', ')}: ${missing.join(', ')} is held by another`,
      fix: 'Ask for another address, or for none',
    },
  ];
}

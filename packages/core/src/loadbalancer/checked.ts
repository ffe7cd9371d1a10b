import type { LoadBalancer } from '../cluster/infrastructure.js';
import type { Views } from '../step/step.js';
import type { LoadBalancerTarget } from '../trace/hop.js';

/** The targets with the health that the balancer's checks have found; in a cluster at rest that is what the objects say. */
export function checked(
  { reality }: Views,
  { id }: LoadBalancer,
  targets: readonly LoadBalancerTarget[],
): readonly LoadBalancerTarget[] {
  if (reality === undefined) return targets;
  return targets.map((target) => ({ ...target, ...reality.health(id, target) }));
}

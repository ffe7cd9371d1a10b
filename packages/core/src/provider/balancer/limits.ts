import type { LoadBalancerPlan } from '../../cluster/infrastructure.js';
import type { IgnoredSetting } from './plan.js';

/** How much of something one load balancer may have. */
interface Limit {
  readonly most: number;
  readonly of: string;
  readonly count: (plan: LoadBalancerPlan) => number;
}

const listeners = (most: number, of = 'listeners'): Limit => ({
  most,
  of,
  count: (plan) => plan.listeners.length,
});

const rulesOfOne: Limit = {
  most: 100,
  of: 'rules at one listener',
  count: (plan) => Math.max(0, ...plan.listeners.map(({ routing }) => routing?.rules.length ?? 0)),
};

/**
 * What providers let a load balancer have unless one asks them for more.
 *
 * @see awsdocs/elb-network-load-balancers-user-guide, elb-application-load-balancers-user-guide and
 *   elb-classic-load-balancers-user-guide, load-balancer-limits.md
 * @see MicrosoftDocs/azure-docs includes/azure-virtual-network-limits.md, rules per NIC
 */
const limits: ReadonlyMap<string, readonly Limit[]> = new Map([
  ['nlb', [listeners(50)]],
  ['alb', [listeners(50), rulesOfOne]],
  ['classic-elb', [listeners(100)]],
  ['standard-load-balancer', [listeners(300, 'rules for each network interface of a node')]],
]);

/** What a load balancer has more of than its provider lets it have. */
export function overLimits(plan: LoadBalancerPlan): readonly IgnoredSetting[] {
  return (limits.get(plan.product) ?? []).flatMap(({ most, of, count }) => {
    const wanted = count(plan);
    return wanted <= most
      ? []
      : [
          {
            code: 'load-balancer-over-limit' as const,
            path: 'spec',
            message: `it asks for ${wanted} ${of}, and the provider lets a load balancer have ${most}: what is above is not made`,
            fix: 'Spread it over several load balancers, or have the provider raise the limit',
          },
        ];
  });
}

import type { MetalLB } from '../../cluster/load-balancer-controller.js';
import { type BalancerPlanner, notServed } from './plan.js';
import { commonAnnotations, listenersOf, sourceRangesOf } from './service-facts.js';

/**
 * MetalLB: no load balancer at all. A node answers for the address of a Service on its LAN (layer 2), or all nodes
 * announce it to the routers (BGP); kube-proxy of that node does the rest. Nothing probes; an address with no endpoint
 * behind it is not announced.
 *
 * @see metallb/metallb website/content/concepts/{layer2,bgp}.md, usage/_index.md
 */
export const metallb: BalancerPlanner<MetalLB> = {
  annotations: commonAnnotations,
  answer: (service, { mode }) => {
    if (service.spec.loadBalancerClass !== undefined) return notServed;
    return {
      kind: 'plan',
      plan: {
        controller: 'metallb',
        product: `metallb-${mode}`,
        layer: 4,
        kind: 'announce',
        parts: [{ type: 'address', count: 1 }],
        scheme: 'internet-facing',
        status: { field: 'ip', value: 'own' },
        listeners: listenersOf(service, 'vip', () => ({ preservesClient: true })),
        targetType: 'node',
        delivers: 'vip',
        leavesOut: 'not-ready',
        announcers: mode === 'layer2' ? 'one' : 'all',
        sourceRanges: sourceRangesOf(service),
        probe: null,
        allUnhealthy: { behaviour: 'fail-closed' },
        traits: { algorithm: 'hash' },
      },
    };
  },
};

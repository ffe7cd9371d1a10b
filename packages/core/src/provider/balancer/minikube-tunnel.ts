import type { MinikubeTunnel } from '../../cluster/load-balancer-controller.js';
import type { AnnotationReading } from './annotation-reading.js';
import { type BalancerPlanner, notServed } from './plan.js';
import { ignoredAddress, listenersOf, rangesAnnotation, sourceRangesOf } from './service-facts.js';

const reading: AnnotationReading = {
  of: 'minikube tunnel',
  provider: 'minikube',
  followed: [rangesAnnotation],
  besideTheWay: [],
  notModelled: {},
};

/**
 * `minikube tunnel`: no load balancer either. With a virtual machine the host has a route to the cluster IPs, whatever is
 * behind them; with containers SSH tunnels from the loopback address of the host.
 *
 * @see kubernetes/minikube site/content/en/docs/handbook/accessing.md, pkg/minikube/tunnel
 */
export const minikubeTunnel: BalancerPlanner<MinikubeTunnel> = {
  reading: () => reading,
  answer: (service, { driver }) => {
    if (service.spec.loadBalancerClass !== undefined) return notServed;
    return {
      kind: 'plan',
      plan: {
        controller: 'minikube-tunnel',
        product: driver === 'vm' ? 'host-route' : 'ssh-tunnel',
        layer: 4,
        kind: driver === 'vm' ? 'announce' : 'l4-proxy',
        parts: [],
        scheme: 'internet-facing',
        status: { field: 'ip', value: driver === 'vm' ? 'cluster-ip' : 'loopback' },
        listeners: listenersOf(service, 'vip', () => ({ preservesClient: driver === 'vm' })),
        targetType: 'node',
        delivers: 'vip',
        sourceRanges: sourceRangesOf(service),
        probe: null,
        allUnhealthy: { behaviour: 'fail-closed' },
        traits: {},
      },
      ignored: ignoredAddress(service, reading.of),
    };
  },
};

import type { ServiceLB } from '../../cluster/load-balancer-controller.js';
import type { AnnotationReading } from './annotation-reading.js';
import { type BalancerPlanner, notServed } from './plan.js';
import { ignoredAddress, listenersOf, rangesAnnotation, sourceRangesOf } from './service-facts.js';

/** What the ServiceLB of k3s reads. @see k3s-io/k3s pkg/cloudprovider/servicelb.go */
export const serviceLBReading: AnnotationReading = {
  of: 'the ServiceLB of k3s',
  provider: 'k3s',
  followed: [rangesAnnotation],
  besideTheWay: ['svccontroller.k3s.cattle.io/priorityclassname'],
  notModelled: {},
};

/**
 * The load balancer of k3s: the nodes' own addresses stand in the status, and a DaemonSet holds the port of the Service
 * on each of them. kube-proxy catches what comes for these addresses before it gets there.
 *
 * @see k3s-io/k3s pkg/cloudprovider/servicelb.go; k3s-io/k3s discussion 9927
 */
export const serviceLB: BalancerPlanner<ServiceLB> = {
  reading: () => serviceLBReading,
  answer: (service) => {
    if (service.spec.loadBalancerClass !== undefined) return notServed;
    const listeners = listenersOf(service, 'vip', () => ({ preservesClient: true }));
    return {
      kind: 'plan',
      plan: {
        controller: 'servicelb',
        product: 'daemonset',
        layer: 4,
        kind: 'announce',
        parts: [
          { type: 'daemonset', count: 1 },
          { type: 'container-per-port', count: listeners.length },
        ],
        scheme: 'internet-facing',
        status: { field: 'ip', value: 'addresses-of-nodes' },
        listeners,
        targetType: 'node',
        delivers: 'vip',
        leavesOut: 'not-ready',
        announcers: 'all',
        sourceRanges: sourceRangesOf(service),
        probe: null,
        allUnhealthy: { behaviour: 'fail-closed' },
        traits: {},
      },
      ignored: ignoredAddress(service, serviceLBReading.of),
    };
  },
};

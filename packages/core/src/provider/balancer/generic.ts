import type { GenericLoadBalancers } from '../../cluster/load-balancer-controller.js';
import type { AnnotationReading } from './annotation-reading.js';
import { notServed, type BalancerPlanner } from './plan.js';
import { askedAddress } from './asked-addresses.js';
import { listenersOf, localProbe, nodeProbe, rangesAnnotation, sourceRangesOf } from './service-facts.js';

const reading: AnnotationReading = {
  of: 'a load balancer of the generic cloud',
  provider: 'the generic cloud',
  followed: [rangesAnnotation],
  besideTheWay: [],
  notModelled: {},
};

/**
 * A load balancer as most providers have one, at layer 4 and without regard to annotations of any.
 *
 * @see kubernetes/cloud-provider controllers/service/controller.go; service/helpers/helper.go for ranges and probes
 */
export const generic: BalancerPlanner<GenericLoadBalancers> = {
  reading: () => reading,
  answer: (service, { kind, delivers, preservesClient, ipMode, probe }) => {
    if (service.spec.loadBalancerClass !== undefined) return notServed;
    const asked = askedAddress(service);
    if (asked.kind === 'refused') return asked;
    return {
      kind: 'plan',
      plan: {
        controller: 'generic',
        product: 'load-balancer',
        layer: 4,
        kind,
        parts: [{ type: 'load-balancer', count: 1 }],
        scheme: 'internet-facing',
        status: { field: 'ip', value: 'own', ...(ipMode === undefined ? {} : { ipMode }) },
        listeners: listenersOf(service, delivers, () => ({ preservesClient })),
        targetType: 'node',
        delivers,
        ...asked.of,
        sourceRanges: sourceRangesOf(service),
        probe: localProbe(service, probe) ?? nodeProbe(probe),
        allUnhealthy: { behaviour: 'fail-closed' },
        traits: { algorithm: 'hash' },
      },
    };
  },
};

import type { ProbeTiming } from '../../cluster/health-probe.js';
import type { CloudProviderKind } from '../../cluster/load-balancer-controller.js';
import { type BalancerPlanner, notServed, refused } from './plan.js';
import {
  commonAnnotations,
  listenersOf,
  localProbe,
  nodeProbe,
  protocolsOf,
  sourceRangesOf,
} from './service-facts.js';

const timing: ProbeTiming = { intervalSeconds: 3, timeoutSeconds: 5, healthy: 1, unhealthy: 2 };

/**
 * An Envoy in a container of its own for each Service, which ends connections and sends to the node ports.
 *
 * @see kubernetes-sigs/cloud-provider-kind pkg/loadbalancer
 */
export const cloudProviderKind: BalancerPlanner<CloudProviderKind> = {
  annotations: commonAnnotations,
  answer: (service) => {
    if (service.spec.loadBalancerClass !== undefined) return notServed;
    const protocols = protocolsOf(service);
    if (protocols.size === 1 && protocols.has('SCTP')) {
      return refused('spec.ports[0].protocol', 'cloud-provider-kind skips ports of SCTP', 'Use TCP or UDP');
    }
    return {
      kind: 'plan',
      plan: {
        controller: 'cloud-provider-kind',
        product: 'envoy',
        layer: 4,
        kind: 'l4-proxy',
        parts: [{ type: 'container', count: 1 }],
        scheme: 'internet-facing',
        status: { field: 'ip', value: 'own', ipMode: 'Proxy' },
        listeners: listenersOf(service, 'nodePort', () => ({ preservesClient: false })).filter(
          ({ protocol }) => protocol !== 'SCTP',
        ),
        targetType: 'node',
        delivers: 'nodePort',
        sourceRanges: sourceRangesOf(service),
        probe: localProbe(service, timing) ?? nodeProbe(timing),
        allUnhealthy: { behaviour: 'unknown' },
        traits: { algorithm: service.spec.sessionAffinity === 'ClientIP' ? 'ring-hash-source' : 'random' },
      },
    };
  },
};

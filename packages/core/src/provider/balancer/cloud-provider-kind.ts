import type { ProbeTiming } from '../../cluster/health-probe.js';
import type { CloudProviderKind } from '../../cluster/load-balancer-controller.js';
import type { AnnotationReading } from './annotation-reading.js';
import type { Service } from '../../object/service.js';
import { type BalancerPlanner, type IgnoredSetting, notServed, refused } from './plan.js';
import {
  ignoredAddress,
  ignoredRanges,
  listenersOf,
  localProbe,
  nodeProbe,
  protocolsOf,
} from './service-facts.js';

const reading: AnnotationReading = {
  of: 'the Envoy of cloud-provider-kind',
  provider: 'kind',
  followed: [],
  besideTheWay: [],
  notModelled: {},
};

const timing: ProbeTiming = { intervalSeconds: 3, timeoutSeconds: 5, healthy: 1, unhealthy: 2 };

/**
 * An Envoy in a container of its own for each Service, which ends connections and sends to the node ports.
 *
 * @see kubernetes-sigs/cloud-provider-kind pkg/loadbalancer
 */
export const cloudProviderKind: BalancerPlanner<CloudProviderKind> = {
  reading: () => reading,
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
        listeners: listenersOf(service, 'nodePort', (protocol) => ({
          preservesClient: false,
          ...(protocol === 'TCP' ? {} : { ignoresSourceRanges: true }),
        })).filter(({ protocol }) => protocol !== 'SCTP'),
        targetType: 'node',
        delivers: 'nodePort',
        sourceRanges: protocols.has('TCP') ? service.spec.loadBalancerSourceRanges : [],
        probe: localProbe(service, timing) ?? nodeProbe(timing),
        allUnhealthy: { behaviour: 'unknown' },
        traits: { algorithm: service.spec.sessionAffinity === 'ClientIP' ? 'ring-hash-source' : 'random' },
      },
      ignored: [...ignoredAddress(service, reading.of), ...openPorts(service, protocols)],
    };
  },
};

/** It filters connections of TCP only, by the field of the Service. */
function openPorts(service: Service, protocols: ReturnType<typeof protocolsOf>): readonly IgnoredSetting[] {
  if (service.spec.loadBalancerSourceRanges.length === 0) {
    return ignoredRanges(
      service,
      'cloud-provider-kind looks at spec.loadBalancerSourceRanges only',
      'Put them into spec.loadBalancerSourceRanges',
    );
  }
  if (!protocols.has('UDP')) return [];
  return ignoredRanges(
    service,
    'on ports of UDP cloud-provider-kind lets everybody in',
    'Restrict UDP with a NetworkPolicy',
  );
}

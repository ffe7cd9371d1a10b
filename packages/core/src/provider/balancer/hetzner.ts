import type { HetznerCloudController } from '../../cluster/load-balancer-controller.js';
import type { Service } from '../../object/service.js';
import { type BalancerPlanner, notServed, refused } from './plan.js';
import { commonAnnotations, isTrue, listenersOf, protocolsOf, sourceRangesOf } from './service-facts.js';

const prefix = 'load-balancer.hetzner.cloud/';
const proxyProtocol = `${prefix}uses-proxyprotocol`;
const algorithmType = `${prefix}algorithm-type`;
const protocol = `${prefix}protocol`;

/**
 * A load balancer of Hetzner Cloud: a proxy that sends to the node ports.
 *
 * @see hetznercloud/hcloud-cloud-controller-manager docs/reference/load_balancer_annotations.md
 */
export const hetzner: BalancerPlanner<HetznerCloudController> = {
  annotations: [...commonAnnotations, proxyProtocol, algorithmType, protocol],
  answer: (service) => {
    if (service.spec.loadBalancerClass !== undefined) return notServed;
    const asked = protocolsOf(service);
    if (asked.has('UDP') || asked.has('SCTP')) {
      return refused('spec.ports', 'a load balancer of Hetzner Cloud takes TCP only', 'Use TCP');
    }
    const speaks = httpOf(service);
    return {
      kind: 'plan',
      plan: {
        controller: 'hcloud-cloud-controller-manager',
        product: 'load-balancer',
        layer: speaks === undefined ? 4 : 7,
        kind: speaks === undefined ? 'l4-proxy' : 'l7-proxy',
        parts: [{ type: 'load-balancer', count: 1 }],
        scheme: 'internet-facing',
        status: { field: 'ip', value: 'own' },
        listeners: listenersOf(service, 'nodePort', () => ({
          preservesClient: false,
          ...(speaks === undefined ? {} : { terminates: speaks }),
        })),
        targetType: 'node',
        delivers: 'nodePort',
        sourceRanges: sourceRangesOf(service),
        probe: { kind: 'node-port', protocol: 'TCP', port: 'traffic-port' },
        allUnhealthy: { behaviour: 'unknown' },
        traits: {
          algorithm:
            service.metadata.annotations[algorithmType] === 'least_connections'
              ? 'least-outstanding-requests'
              : 'round-robin',
          proxyProtocol: isTrue(service, proxyProtocol) ? 'v2' : 'none',
        },
      },
    };
  },
};

function httpOf({ metadata: { annotations } }: Service): 'HTTP' | 'HTTPS' | undefined {
  switch (annotations[protocol]?.toLowerCase()) {
    case 'http':
      return 'HTTP';
    case 'https':
      return 'HTTPS';
    default:
      return undefined;
  }
}

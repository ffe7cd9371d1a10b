import type { HealthProbe } from '../../cluster/health-probe.js';
import type { BalancerTraits, LoadBalancerPlan } from '../../cluster/infrastructure.js';
import type { Service } from '../../object/service.js';
import { attributesOf, certificateAnnotations, hasCertificate, prefix } from './aws-annotation.js';
import { listenersOf, sourceRangesOf } from './service-facts.js';

const targetGroup = `${prefix}target-group-attributes`;
const loadBalancer = `${prefix}attributes`;
const crossZone = `${prefix}cross-zone-load-balancing-enabled`;

/** The annotations of an NLB that are followed, whoever makes it. */
export const nlbAnnotations: readonly string[] = [
  ...certificateAnnotations,
  targetGroup,
  loadBalancer,
  crossZone,
];

/** Which targets an NLB sends to, and what is the same for all of its listeners. */
interface NlbShape {
  readonly controller: LoadBalancerPlan['controller'];
  readonly scheme: LoadBalancerPlan['scheme'];
  readonly targets: 'instance' | 'ip';
  readonly probe: HealthProbe;
  readonly leavesOut?: 'not-ready';
  readonly proxyProtocol: 'none' | 'v2';
  /** Whether source ranges hold only where targets see the client. */
  readonly rangesNeedClient?: true;
}

/**
 * A Network Load Balancer: it rewrites the destination to the target and leaves the source, unless client addresses are
 * not preserved.
 *
 * @see awsdocs/elb-network-load-balancers-user-guide, load-balancer-target-groups.md, client IP preservation
 * @see docs.aws.amazon.com/elasticloadbalancing/latest/network/update-idle-timeout
 */
export function networkLoadBalancer(service: Service, shape: NlbShape): LoadBalancerPlan {
  const { annotations } = service.metadata;
  const attributes = attributesOf(annotations[targetGroup]);
  const delivers = shape.targets === 'ip' ? 'podIP' : 'nodePort';
  const listeners = listenersOf(service, delivers, (protocol, port) => ({
    preservesClient: preservesClient(attributes, shape.targets, protocol),
    ...(protocol === 'TCP' && hasCertificate(service, port) ? { terminates: 'TLS' } : {}),
  }));
  const isTransparent = listeners.every((listener) => listener.preservesClient);
  return {
    controller: shape.controller,
    product: 'nlb',
    layer: 4,
    kind: isTransparent ? 'passthrough' : 'l4-proxy',
    parts: [
      { type: 'nlb', count: 1 },
      { type: 'listener', count: listeners.length },
      { type: 'target-group', count: listeners.length },
    ],
    scheme: shape.scheme,
    status: { field: 'hostname' },
    listeners,
    targetType: shape.targets === 'ip' ? 'pod' : 'node',
    delivers,
    ...(shape.leavesOut === undefined ? {} : { leavesOut: shape.leavesOut }),
    sourceRanges: shape.rangesNeedClient === true && !isTransparent ? [] : sourceRangesOf(service),
    probe: shape.probe,
    allUnhealthy: { behaviour: 'fail-open' },
    traits: {
      ...traits,
      crossZone:
        attributesOf(annotations[loadBalancer]).get('load_balancing.cross_zone.enabled') === 'true' ||
        annotations[crossZone] === 'true',
      drainingSeconds: Number(attributes.get('deregistration_delay.timeout_seconds') ?? 300),
      proxyProtocol: attributes.get('proxy_protocol_v2.enabled') === 'true' ? 'v2' : shape.proxyProtocol,
      ...(attributes.get('stickiness.enabled') === 'true' ? { affinity: 'source_ip' } : {}),
    },
  };
}

const traits: BalancerTraits = {
  algorithm: 'flow-hash',
  hashFields: ['protocol', 'sourceIP', 'sourcePort', 'destinationIP', 'destinationPort', 'tcpSequence'],
  idleTimeoutSeconds: 350,
  idleRange: [60, 6000],
  idleExpired: 'reset',
  udpIdleTimeoutSeconds: 120,
};

/** On for instances and for UDP, where it cannot be turned off; off for addresses of TCP and TLS unless asked for. */
function preservesClient(
  attributes: ReadonlyMap<string, string>,
  targets: NlbShape['targets'],
  protocol: 'TCP' | 'UDP' | 'SCTP',
): boolean {
  if (protocol === 'UDP') return true;
  const said = attributes.get('preserve_client_ip.enabled');
  return said === undefined ? targets === 'instance' : said === 'true';
}

import type { HealthProbe, ProbeTiming } from '../../cluster/health-probe.js';
import type { Listener, LoadBalancerPlan } from '../../cluster/infrastructure.js';
import type { AwsCloudProvider } from '../../cluster/load-balancer-controller.js';
import type { Service } from '../../object/service.js';
import { certificateAnnotations, hasCertificate, internalAnnotation, prefix } from './aws-annotation.js';
import { listenersOf, localProbe, nodeProbe, sourceRangesOf } from './service-facts.js';

const backendProtocol = `${prefix}backend-protocol`;
const proxyProtocol = `${prefix}proxy-protocol`;

/** The annotations of a Classic ELB that are followed. */
export const classicAnnotations: readonly string[] = [
  backendProtocol,
  ...certificateAnnotations,
  proxyProtocol,
];

/** @see kubernetes/cloud-provider-aws pkg/providers/v1/aws_loadbalancer.go, default health check values */
const timing: ProbeTiming = { intervalSeconds: 10, timeoutSeconds: 5, healthy: 2, unhealthy: 6 };

/**
 * The Classic ELB that the cloud provider makes for a Service: a proxy that sends to the node ports, at layer 7 where its
 * listeners speak HTTP.
 *
 * @see kubernetes/cloud-provider-aws pkg/providers/v1/aws.go, EnsureLoadBalancer, buildListener
 */
export function classicLoadBalancer(service: Service, controller: AwsCloudProvider): LoadBalancerPlan {
  const { annotations } = service.metadata;
  const listeners = listenersOf(service, 'nodePort', (_, port) => {
    const terminates = terminatedBy(service, port);
    return { preservesClient: false, ...(terminates === undefined ? {} : { terminates }) };
  });
  const isHttp = listeners.some(({ terminates }) => terminates === 'HTTP' || terminates === 'HTTPS');
  return {
    controller: 'aws-cloud-provider',
    product: 'classic-elb',
    layer: isHttp ? 7 : 4,
    kind: isHttp ? 'l7-proxy' : 'l4-proxy',
    parts: [
      { type: 'classic-elb', count: 1 },
      { type: 'listener', count: listeners.length },
      { type: 'security-group', count: 1 },
    ],
    scheme: (annotations[internalAnnotation] ?? 'false') === 'false' ? 'internet-facing' : 'internal',
    status: { field: 'hostname' },
    listeners,
    targetType: 'node',
    delivers: 'nodePort',
    sourceRanges: sourceRangesOf(service),
    probe: probeOf(service, controller, listeners),
    allUnhealthy: isHttp ? { behaviour: 'error', status: 503 } : { behaviour: 'unknown' },
    traits: {
      algorithm: isHttp ? 'least-outstanding-requests' : 'round-robin',
      crossZone: false,
      idleTimeoutSeconds: 60,
      idleRange: [1, 4000],
      drainingSeconds: 0,
      proxyProtocol: annotations[proxyProtocol] === '*' ? 'v1' : 'none',
      ...(isHttp ? { headers: ['X-Forwarded-For', 'X-Forwarded-Proto', 'X-Forwarded-Port'] } : {}),
    },
  };
}

/** What a listener speaks with clients: by the protocol of the backend, and by the certificate where it holds for the port. */
function terminatedBy(service: Service, port: number): Listener['terminates'] {
  const speaks = service.metadata.annotations[backendProtocol]?.toLowerCase();
  const isHttp = speaks === 'http' || speaks === 'https';
  if (hasCertificate(service, port)) return isHttp ? 'HTTPS' : 'TLS';
  return isHttp ? 'HTTP' : undefined;
}

/** Only the first listener's port is asked, whatever the others do. */
function probeOf(
  service: Service,
  { healthProbeMode }: AwsCloudProvider,
  listeners: readonly Listener[],
): HealthProbe | null {
  const local = localProbe(service, timing);
  if (local !== undefined) return local;
  if (healthProbeMode === 'Shared') return nodeProbe(timing);
  const port = listeners[0]?.targetPort;
  if (typeof port !== 'number') return null;
  const speaks = service.metadata.annotations[backendProtocol]?.toLowerCase();
  const protocol = speaks === 'https' || speaks === 'ssl' ? 'TLS' : 'TCP';
  return { kind: 'node-port', protocol, port, ...timing };
}

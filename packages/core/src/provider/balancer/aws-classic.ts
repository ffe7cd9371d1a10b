import type { HealthProbe, ProbeTiming } from '../../cluster/health-probe.js';
import type { Listener, LoadBalancerPlan } from '../../cluster/infrastructure.js';
import type { AwsCloudProvider } from '../../cluster/load-balancer-controller.js';
import type { Service } from '../../object/service.js';
import type { AnnotationReading } from './annotation-reading.js';
import { goBool, oneOf, orNothing, wholeNumber } from './annotation-value.js';
import {
  accessLogAnnotations,
  certificateAnnotations,
  hasCertificate,
  internalAnnotation,
  internalValues,
  nodeLabelsAnnotation,
  nodeLabelValues,
  prefix,
  securityGroupsAnnotation,
  statedNodes,
  tagAnnotations,
  typeAnnotation,
} from './aws-annotation.js';
import { probeTimingAnnotations, probeTimingValues, statedTiming } from './health-check-annotations.js';
import { annotationPath, type BalancerAnswer, refused } from './plan.js';
import {
  ignoredRanges,
  isYes,
  listenersOf,
  localProbe,
  nodeProbe,
  numberIn,
  rangesAnnotation,
  sourceRangesOf,
} from './service-facts.js';

const backendProtocol = `${prefix}backend-protocol`;
const proxyProtocol = `${prefix}proxy-protocol`;
const crossZone = `${prefix}cross-zone-load-balancing-enabled`;
const idleTimeout = `${prefix}connection-idle-timeout`;
const draining = `${prefix}connection-draining-enabled`;
const drainingTimeout = `${prefix}connection-draining-timeout`;

/** What a Classic ELB reads. @see kubernetes/cloud-provider-aws docs/service_controller.md */
export const classicReading: AnnotationReading = {
  of: 'a Classic ELB',
  provider: 'AWS',
  followed: [
    rangesAnnotation,
    typeAnnotation,
    internalAnnotation,
    backendProtocol,
    ...certificateAnnotations,
    proxyProtocol,
    crossZone,
    idleTimeout,
    draining,
    drainingTimeout,
    nodeLabelsAnnotation,
    securityGroupsAnnotation,
    ...probeTimingAnnotations,
  ],
  besideTheWay: [...tagAnnotations, ...accessLogAnnotations],
  notModelled: {
    [`${prefix}extra-security-groups`]: 'the groups may let in whom the source ranges do not',
    [`${prefix}subnets`]: 'it has targets in the zones of these subnets only',
    [`${prefix}healthcheck-port`]: 'the health check may ask another port',
    [`${prefix}healthcheck-protocol`]: 'the health check may ask otherwise',
    [`${prefix}healthcheck-path`]: 'the health check may ask for another path',
  },
  values: [
    {
      annotation: typeAnnotation,
      ...orNothing(oneOf('nlb', 'external', 'nlb-ip')),
      otherwise: 'is made',
      isOpen: true,
    },
    internalValues,
    {
      annotation: backendProtocol,
      ...orNothing(oneOf('http', 'https', 'ssl', 'tcp')),
      otherwise: 'speaks TCP',
    },
    { annotation: crossZone, ...orNothing(goBool) },
    { annotation: draining, ...orNothing(goBool) },
    { annotation: drainingTimeout, ...orNothing(wholeNumber(1, 3600)) },
    { annotation: idleTimeout, ...orNothing(wholeNumber(1, 4000)) },
    nodeLabelValues,
    ...probeTimingValues,
  ],
};

/** @see kubernetes/cloud-provider-aws pkg/providers/v1/aws_loadbalancer.go, default health check values */
const timing: ProbeTiming = { intervalSeconds: 10, timeoutSeconds: 5, healthy: 2, unhealthy: 6 };

/**
 * The Classic ELB that the cloud provider makes for a Service: a proxy that sends to the node ports, at layer 7 where its
 * listeners speak HTTP.
 *
 * @see kubernetes/cloud-provider-aws pkg/providers/v1/aws.go, EnsureLoadBalancer, buildListener
 */
export function classicLoadBalancer(service: Service, controller: AwsCloudProvider): BalancerAnswer {
  const refusal = refusalOf(service);
  if (refusal !== undefined) return refusal;
  const hasOwnGroups = (service.metadata.annotations[securityGroupsAnnotation] ?? '') !== '';
  return {
    kind: 'plan',
    plan: planOf(service, controller, hasOwnGroups),
    ignored: hasOwnGroups
      ? ignoredRanges(
          service,
          `its security groups are those of the annotation ${securityGroupsAnnotation}`,
          'Put the ranges into these security groups, or leave the annotation out',
        )
      : [],
  };
}

function refusalOf(service: Service): BalancerAnswer | undefined {
  const { metadata, spec } = service;
  const { annotations } = metadata;
  if ((annotations[proxyProtocol] ?? '*') !== '*' && annotations[proxyProtocol] !== '') {
    return refused(
      annotationPath(proxyProtocol),
      'a Classic ELB writes the PROXY protocol for every port or for none: the only value is "*"',
      'Write "*", or leave the annotation out',
    );
  }
  const speaks = annotations[backendProtocol] ?? '';
  const isKnown = speaks === '' || backendProtocols.has(speaks);
  return isKnown || !spec.ports.some(({ port }) => hasCertificate(service, port))
    ? undefined
    : refused(
        annotationPath(backendProtocol),
        `"${speaks}" is no protocol of a Classic ELB with a certificate`,
        'Write http, https, ssl or tcp',
      );
}

const backendProtocols: ReadonlySet<string> = new Set(['http', 'https', 'ssl', 'tcp']);

function planOf(service: Service, controller: AwsCloudProvider, hasOwnGroups: boolean): LoadBalancerPlan {
  const { annotations } = service.metadata;
  const listeners = listenersOf(service, 'nodePort', (_, port) => ({
    preservesClient: false,
    ...spokenOn(service, port),
  }));
  const isHttp = listeners.some(({ terminates }) => terminates === 'HTTP' || terminates === 'HTTPS');
  return {
    controller: 'aws-cloud-provider',
    product: 'classic-elb',
    layer: isHttp ? 7 : 4,
    kind: isHttp ? 'l7-proxy' : 'l4-proxy',
    parts: [
      { type: 'classic-elb', count: 1 },
      { type: 'listener', count: listeners.length },
      ...(hasOwnGroups ? [] : [{ type: 'security-group', count: 1 }]),
    ],
    scheme: (annotations[internalAnnotation] ?? 'false') === 'false' ? 'internet-facing' : 'internal',
    status: { field: 'hostname' },
    listeners,
    targetType: 'node',
    delivers: 'nodePort',
    ...statedNodes(service),
    sourceRanges: hasOwnGroups ? [] : sourceRangesOf(service),
    probe: probeOf(service, controller, listeners),
    allUnhealthy: isHttp ? { behaviour: 'error', status: 503 } : { behaviour: 'unknown' },
    traits: {
      algorithm: isHttp ? 'least-outstanding-requests' : 'round-robin',
      crossZone: isYes(service, crossZone),
      idleTimeoutSeconds: numberIn(service, idleTimeout) ?? 60,
      idleRange: [1, 4000],
      drainingSeconds: isYes(service, draining) ? (numberIn(service, drainingTimeout) ?? 300) : 0,
      proxyProtocol: annotations[proxyProtocol] === '*' ? 'v1' : 'none',
      ...(isHttp ? { headers: ['X-Forwarded-For', 'X-Forwarded-Proto', 'X-Forwarded-Port'] } : {}),
    },
  };
}

/** What a listener speaks: without certificate HTTP or nothing of its own; with one TLS to clients, and to targets if asked. */
function spokenOn(service: Service, port: number): Pick<Listener, 'terminates' | 'speaks'> {
  const speaks = service.metadata.annotations[backendProtocol];
  if (!hasCertificate(service, port)) return speaks === 'http' ? { terminates: 'HTTP' } : {};
  return {
    terminates: speaks === 'http' || speaks === 'https' ? 'HTTPS' : 'TLS',
    ...(speaks === 'https' || speaks === 'ssl' ? { speaks: 'TLS' } : {}),
  };
}

/** Only the first listener's port is asked, whatever the others do. */
function probeOf(
  service: Service,
  { healthProbeMode }: AwsCloudProvider,
  listeners: readonly Listener[],
): HealthProbe | null {
  const stated = statedTiming(service, timing);
  const local = localProbe(service, stated);
  if (local !== undefined) return local;
  if (healthProbeMode === 'Shared') return nodeProbe(stated);
  const port = listeners[0]?.targetPort;
  if (typeof port !== 'number') return null;
  const speaks = service.metadata.annotations[backendProtocol]?.toLowerCase();
  const protocol = speaks === 'https' || speaks === 'ssl' ? 'TLS' : 'TCP';
  return { kind: 'node-port', protocol, port, ...stated };
}

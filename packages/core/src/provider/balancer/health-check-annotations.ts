import type { HealthProbe, ProbeTiming } from '../../cluster/health-probe.js';
import type { Service } from '../../object/service.js';
import { oneOfAnyCase, type ValueRule, wholeNumber } from './annotation-value.js';
import { prefix } from './aws-annotation.js';
import { numberIn } from './service-facts.js';

const of = (name: string): string => `${prefix}healthcheck-${name}`;

/** The annotations of AWS that say how often a probe asks, and how many answers decide. */
export const probeTimingAnnotations: readonly string[] = [
  of('healthy-threshold'),
  of('unhealthy-threshold'),
  of('timeout'),
  of('interval'),
];

/** @see kubernetes/cloud-provider-aws pkg/providers/v1/aws_loadbalancer.go, ValidateHealthCheck */
export const probeTimingValues: readonly ValueRule[] = [
  { annotation: of('healthy-threshold'), ...wholeNumber(2, 10) },
  { annotation: of('unhealthy-threshold'), ...wholeNumber(2, 10) },
  { annotation: of('timeout'), ...wholeNumber(2, 120) },
  { annotation: of('interval'), ...wholeNumber(5, 300) },
];

/**
 * What an NLB takes for its probe; the AWS Load Balancer Controller takes names of ports too.
 *
 * @see kubernetes/cloud-provider-aws pkg/providers/v1/aws.go, buildNLBHealthCheckConfiguration
 * @see kubernetes-sigs/aws-load-balancer-controller pkg/service/model_build_target_group.go, buildTargetGroupHealthCheckPort
 */
export function probeValues(takesNames: boolean): readonly ValueRule[] {
  const ports = wholeNumber(1, 65_535);
  return [
    ...probeTimingValues,
    { annotation: of('protocol'), ...oneOfAnyCase('tcp', 'http', 'https') },
    {
      annotation: of('port'),
      has: (text) => text === 'traffic-port' || ports.has(text) || (takesNames && /[a-z]/.test(text)),
      called: `traffic-port or ${ports.called}`,
    },
  ];
}

/** The annotations of an NLB that say what a probe asks. */
export const probeAnnotations: readonly string[] = [
  ...probeTimingAnnotations,
  of('protocol'),
  of('port'),
  of('path'),
  of('success-codes'),
];

/** A timing, and in its place what the annotations say. */
export function statedTiming(service: Service, timing: ProbeTiming): ProbeTiming {
  const stated = {
    intervalSeconds: numberIn(service, of('interval')),
    timeoutSeconds: numberIn(service, of('timeout')),
    healthy: numberIn(service, of('healthy-threshold')),
    unhealthy: numberIn(service, of('unhealthy-threshold')),
  };
  return {
    ...timing,
    ...Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined)),
  };
}

/**
 * A probe of an NLB with what the annotations say of it. On another port than that of the traffic it asks what answers
 * there: endpoints of the node on the healthCheckNodePort, kube-proxy on its own.
 *
 * @see kubernetes-sigs/aws-load-balancer-controller docs/guide/service/annotations.md, health check
 * @see kubernetes/cloud-provider-aws pkg/providers/v1/aws.go, buildNLBHealthCheckConfiguration
 */
export function statedProbe(service: Service, probe: HealthProbe): HealthProbe {
  const { annotations } = service.metadata;
  const protocol = annotations[of('protocol')]?.toUpperCase();
  const asked = isProtocol(protocol) ? protocol : probe.protocol;
  const { path: known, codes: _, ...rest } = probe;
  const path = annotations[of('path')] ?? known ?? '/';
  const codes = annotations[of('success-codes')];
  return {
    ...rest,
    ...statedTiming(service, probe),
    ...portOf(service, probe),
    protocol: asked,
    ...(asked === 'TCP' ? {} : { path, ...(codes === undefined ? {} : { codes }) }),
  };
}

function isProtocol(text: string | undefined): text is 'TCP' | 'HTTP' | 'HTTPS' {
  return text === 'TCP' || text === 'HTTP' || text === 'HTTPS';
}

/** A port is a number, the name of one of the Service, or that of the traffic. */
function portOf(service: Service, probe: HealthProbe): Pick<HealthProbe, 'kind' | 'port'> {
  const said = service.metadata.annotations[of('port')]?.trim();
  const isOfPods = probe.kind === 'pod';
  const ofTraffic = isOfPods ? 'pod' : 'node-port';
  if (said === undefined) return { kind: probe.kind, port: probe.port };
  const named = service.spec.ports.find(({ name }) => name === said);
  const target = isOfPods ? named?.targetPort : named?.nodePort;
  const port = typeof target === 'number' ? target : Number(said);
  if (said === 'traffic-port' || !Number.isInteger(port)) return { kind: ofTraffic, port: 'traffic-port' };
  if (isOfPods) return { kind: 'pod', port };
  if (port === service.spec.healthCheckNodePort) return { kind: 'local-endpoints', port };
  return { kind: port === 10_256 ? 'node' : 'node-port', port };
}

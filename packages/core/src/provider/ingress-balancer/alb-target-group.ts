import type { HealthProbe } from '../../cluster/health-probe.js';
import type { TargetGroup } from '../../cluster/listener-rule.js';
import type { Ingress, IngressBackend } from '../../object/ingress.js';
import { referenceTo } from '../../object/reference.js';
import type { Service, ServicePort } from '../../object/service.js';
import { annotationOf, prefix } from './alb-annotation.js';
import { valueRefusal } from './alb-values.js';
import { portOf, type Refusal, refusedAt } from './plan.js';

/** The group for a port of a Service; what the Service says for itself counts before what the Ingress says. */
export function targetGroupOf(
  ingress: Ingress,
  service: Service,
  asked: Extract<IngressBackend, { kind: 'service' }>['port'],
  field: string,
): TargetGroup | Refusal {
  const said = (name: string): string | undefined =>
    annotationOf(service, name) ?? annotationOf(ingress, name);
  const port = portOf(service, asked);
  const { namespace, name } = service.metadata;
  if (port === undefined) {
    const wanted = 'name' in asked ? asked.name : String(asked.number);
    return refusedAt(
      referenceTo(ingress),
      `${field}.port`,
      `Service ${namespace}/${name} has no port ${wanted}`,
      'Name a port that the Service has',
    );
  }
  const refusal = valueRefusal(service);
  if (refusal !== undefined) return refusal;
  const type = said('target-type') ?? 'instance';
  if (type !== 'instance' && type !== 'ip') {
    return refusedAt(
      referenceTo(ingress),
      `metadata.annotations[${prefix}target-type]`,
      `"${type}" is no type of targets`,
      'Write instance or ip',
    );
  }
  if (type === 'instance' && port.nodePort === undefined) {
    return refusedAt(
      referenceTo(service),
      'spec.type',
      `Service ${namespace}/${name} is of type ${service.spec.type} and has no node port, and targets of type instance need one`,
      `Make the Service one of type NodePort, or set the annotation ${prefix}target-type to ip`,
    );
  }
  const speaks = said('backend-protocol')?.toUpperCase() === 'HTTPS' ? 'HTTPS' : 'HTTP';
  return {
    service: { namespace, name },
    port: { name: port.name, port: port.port },
    targetType: type === 'ip' ? 'pod' : 'node',
    ...(type === 'ip' || port.nodePort === undefined ? {} : { nodePort: port.nodePort }),
    speaks,
    probe: probeOf(service, port, type, speaks, said),
  };
}

/**
 * HTTP on the port of the traffic, path `/`, every 15 seconds; status 200 counts. externalTrafficPolicy is not looked at.
 *
 * @see kubernetes-sigs/aws-load-balancer-controller docs/guide/ingress/annotations.md, health check
 */
function probeOf(
  { spec }: Service,
  { nodePort }: ServicePort,
  type: 'instance' | 'ip',
  speaks: 'HTTP' | 'HTTPS',
  said: (name: string) => string | undefined,
): HealthProbe {
  const port = Number(said('healthcheck-port') ?? Number.NaN);
  const asksForLocal = type === 'instance' && port === spec.healthCheckNodePort;
  const ofTraffic = type === 'ip' ? 'pod' : 'node-port';
  const number = (name: string, otherwise: number): number => Number(said(name) ?? otherwise);
  return {
    kind: asksForLocal ? 'local-endpoints' : ofTraffic,
    protocol: (said('healthcheck-protocol')?.toUpperCase() ?? speaks) === 'HTTPS' ? 'HTTPS' : 'HTTP',
    port: Number.isInteger(port) && port !== nodePort ? port : 'traffic-port',
    path: said('healthcheck-path') ?? '/',
    intervalSeconds: number('healthcheck-interval-seconds', 15),
    timeoutSeconds: number('healthcheck-timeout-seconds', 5),
    healthy: number('healthy-threshold-count', 2),
    unhealthy: number('unhealthy-threshold-count', 2),
    codes: said('success-codes') ?? '200',
  };
}

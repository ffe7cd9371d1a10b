import type { HealthProbe, ProbeTiming } from '../../cluster/health-probe.js';
import type { Listener } from '../../cluster/infrastructure.js';
import type { Service } from '../../object/service.js';

/** Where kube-proxy tells whether its node is fit to serve. @see kubernetes/kubernetes pkg/cluster/ports/ports.go, ProxyHealthzPort */
const proxyHealthPort = 10256;

/** The probe of kube-proxy on the node. @see KEP-3836 */
export function nodeProbe(timing: ProbeTiming): HealthProbe {
  return { kind: 'node', protocol: 'HTTP', port: proxyHealthPort, path: '/healthz', ...timing };
}

/**
 * Under externalTrafficPolicy Local the probe asks each node for endpoints of its own; undefined where the Service has
 * no port for that.
 *
 * @see kubernetes/cloud-provider service/helpers/helper.go, GetServiceHealthCheckPathPort
 */
export function localProbe({ spec }: Service, timing: ProbeTiming): HealthProbe | undefined {
  const { externalTrafficPolicy, healthCheckNodePort } = spec;
  if (externalTrafficPolicy !== 'Local' || healthCheckNodePort === undefined) return undefined;
  return {
    kind: 'local-endpoints',
    protocol: 'HTTP',
    port: healthCheckNodePort,
    path: '/healthz',
    ...timing,
  };
}

const rangesAnnotation = 'service.beta.kubernetes.io/load-balancer-source-ranges';

/** The annotations by which every in-tree provider is told something. */
export const commonAnnotations: readonly string[] = [rangesAnnotation];

/**
 * The sources that may use the load balancer: those of the field, else those of the annotation.
 *
 * @see kubernetes/cloud-provider service/helpers/helper.go, GetLoadBalancerSourceRanges
 */
export function sourceRangesOf({ spec, metadata }: Service): readonly string[] {
  const ranges =
    spec.loadBalancerSourceRanges.length > 0
      ? spec.loadBalancerSourceRanges
      : (metadata.annotations[rangesAnnotation] ?? '').split(',');
  return ranges.map((range) => range.trim()).filter((range) => range !== '');
}

/** Where the ports of a Service lead: to node ports, to themselves behind the address of the balancer, or to pods. */
export function listenersOf(
  { spec }: Service,
  delivers: 'vip' | 'nodePort' | 'podIP',
  more: (protocol: Listener['protocol'], port: number) => Pick<Listener, 'preservesClient' | 'terminates'>,
): readonly Listener[] {
  return spec.ports.flatMap(({ protocol, port, nodePort, targetPort: podPort }, index) => {
    const targetPort = { vip: port, nodePort, podIP: podPort }[delivers];
    if (targetPort === undefined) return [];
    return [{ protocol, port, targetPort, path: `spec.ports[${index}]`, ...more(protocol, port) }];
  });
}

/** The protocols that a Service asks for. */
export function protocolsOf({ spec }: Service): ReadonlySet<Listener['protocol']> {
  return new Set(spec.ports.map(({ protocol }) => protocol));
}

/** Whether an annotation is there and says yes. */
export function isTrue({ metadata }: Service, annotation: string): boolean {
  return metadata.annotations[annotation] === 'true';
}

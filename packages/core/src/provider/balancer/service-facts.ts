import type { HealthProbe, ProbeTiming } from '../../cluster/health-probe.js';
import type { Listener } from '../../cluster/infrastructure.js';
import type { Service } from '../../object/service.js';
import { saysYes } from './annotation-value.js';
import { annotationPath, type IgnoredSetting } from './plan.js';

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

/** By this annotation every in-tree provider is told source ranges. */
export const rangesAnnotation = 'service.beta.kubernetes.io/load-balancer-source-ranges';

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

/** Where the source ranges of a Service stand; undefined: nowhere. */
export function sourceRangesPath(service: Service): string | undefined {
  if (sourceRangesOf(service).length === 0) return undefined;
  return service.spec.loadBalancerSourceRanges.length > 0
    ? 'spec.loadBalancerSourceRanges'
    : annotationPath(rangesAnnotation);
}

/** Source ranges that are set in vain: everybody gets in. */
export function ignoredRanges(service: Service, why: string, fix: string): readonly IgnoredSetting[] {
  const path = sourceRangesPath(service);
  return path === undefined
    ? []
    : [{ path, message: `the source ranges have no effect: ${why}`, fix, isOpen: true }];
}

/** An address that is asked for where nobody looks at it. */
export function ignoredAddress({ spec: { loadBalancerIP } }: Service, by: string): readonly IgnoredSetting[] {
  return loadBalancerIP === undefined
    ? []
    : [
        {
          path: 'spec.loadBalancerIP',
          message: `${by} does not look at spec.loadBalancerIP: it takes another address`,
          fix: 'Leave it out',
        },
      ];
}

/** Session affinity that the load balancer does not have; kube-proxy has it for what it balances itself. */
export function ignoredAffinity(
  { spec: { sessionAffinity } }: Service,
  by: string,
): readonly IgnoredSetting[] {
  return sessionAffinity === 'None'
    ? []
    : [
        {
          path: 'spec.sessionAffinity',
          message: `${by} does not look at spec.sessionAffinity: it may send a client to another target each time`,
          fix: 'Leave it out, or use what the load balancer has to keep clients',
        },
      ];
}

/** Where the ports of a Service lead: to node ports, to themselves behind the address of the balancer, or to pods. */
export function listenersOf(
  { spec }: Service,
  delivers: 'vip' | 'nodePort' | 'podIP',
  more: (
    protocol: Listener['protocol'],
    port: number,
  ) => Omit<Listener, 'protocol' | 'port' | 'targetPort' | 'path' | 'routing'>,
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

/** A whole number in an annotation; undefined where there is none. */
export function numberIn({ metadata }: Service, annotation: string): number | undefined {
  return numberOf(metadata.annotations[annotation]);
}

/** The whole number that a text is; undefined where it is none. */
export function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\+?\d+$/.test(text.trim()) ? Number(text.trim()) : undefined;
}

/** Whether an annotation is there and says yes as Go reads it. */
export function isYes({ metadata }: Service, annotation: string): boolean {
  return saysYes(metadata.annotations[annotation]);
}

/** Whether an annotation is there and says true, in whatever case. */
export function saysTrue({ metadata }: Service, annotation: string): boolean {
  return metadata.annotations[annotation]?.toLowerCase() === 'true';
}

/** Whether an annotation is there and says yes. */
export function isTrue({ metadata }: Service, annotation: string): boolean {
  return metadata.annotations[annotation] === 'true';
}

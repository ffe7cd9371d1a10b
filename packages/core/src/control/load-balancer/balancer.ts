import type { HealthProbe, Listener, LoadBalancer } from '../../cluster/infrastructure.js';
import type { LoadBalancerProvider } from '../../cluster/platform.js';
import { keyOf } from '../../object/object.js';
import type { Service } from '../../object/service.js';
import { proxyAddress } from './balancer-address.js';

/** Where kube-proxy tells whether its node is fit to serve. @see kubernetes/kubernetes pkg/cluster/ports/ports.go, ProxyHealthzPort */
const proxyHealthPort = 10256;

/** The name of the load balancer of a Service. */
export function balancerId(service: string): string {
  return `service/${service}`;
}

/**
 * The load balancer that a provider makes for a Service.
 *
 * @see kubernetes/cloud-provider controllers/service/controller.go; service/helpers/helper.go for ranges and probes
 */
export function balancerFor(
  service: Service,
  provider: LoadBalancerProvider,
  addresses: readonly string[],
  hostname: string | undefined,
): LoadBalancer {
  const { namespace, name } = service.metadata;
  const from = provider.kind === 'l4-proxy' ? proxyAddress(provider, service) : undefined;
  return {
    id: balancerId(keyOf(service)),
    owner: { apiVersion: 'v1', kind: 'Service', namespace, name },
    kind: provider.kind,
    addresses,
    ...(hostname === undefined ? {} : { hostname }),
    scheme: 'internet-facing',
    listeners: listenersOf(service, provider),
    delivers: provider.delivers,
    preservesClient: provider.preservesClient,
    ...(from === undefined ? {} : { proxyAddress: from }),
    sourceRanges: sourceRangesOf(service),
    probe: probeOf(service),
  };
}

/** A port without node port has no listener where the provider delivers to node ports. */
function listenersOf({ spec }: Service, provider: LoadBalancerProvider): readonly Listener[] {
  return spec.ports.flatMap(({ protocol, port, nodePort }, index) => {
    const targetPort = provider.delivers === 'nodePort' ? nodePort : port;
    return targetPort === undefined ? [] : [{ protocol, port, targetPort, path: `spec.ports[${index}]` }];
  });
}

function sourceRangesOf({ spec, metadata }: Service): readonly string[] {
  const annotation = metadata.annotations['service.beta.kubernetes.io/load-balancer-source-ranges'] ?? '';
  const ranges =
    spec.loadBalancerSourceRanges.length > 0 ? spec.loadBalancerSourceRanges : annotation.split(',');
  return ranges.map((range) => range.trim()).filter((range) => range !== '');
}

function probeOf({ spec }: Service): HealthProbe {
  return spec.externalTrafficPolicy === 'Local' && spec.healthCheckNodePort !== undefined
    ? { kind: 'local-endpoints', port: spec.healthCheckNodePort }
    : { kind: 'node', port: proxyHealthPort };
}

import type { FieldErrors } from '../field/field-errors.js';
import type { Service, ServicePort } from '../service.js';
import type { ServiceDraft, ServicePortDraft, ServiceSpecDraft } from './service.js';

const defaultTimeoutSeconds = 10_800;

/**
 * The Service with what the API server fills in where nothing is said.
 *
 * @see kubernetes/kubernetes pkg/apis/core/v1/defaults.go, SetDefaults_Service
 */
export function withServiceDefaults(draft: ServiceDraft, errors: FieldErrors): ServiceDraft {
  const { spec } = draft;
  const { type = 'ClusterIP', sessionAffinity = 'None', sessionAffinityConfig: _config, ...rest } = spec;
  const typed = { ...rest, type };
  if (sessionAffinity === 'None' && spec.sessionAffinityConfig !== undefined) {
    const message = 'Forbidden: the API server drops it when session affinity is None';
    errors.notice('field-forbidden', message, 'spec', 'sessionAffinityConfig');
  }
  return {
    ...draft,
    spec: {
      ...typed,
      ports: spec.ports.map(withPortDefaults),
      sessionAffinity,
      ...(sessionAffinity === 'ClientIP' && {
        sessionAffinityConfig: { clientIP: { timeoutSeconds: timeoutOf(spec) ?? defaultTimeoutSeconds } },
      }),
      ...(isExternallyAccessible(typed) && {
        externalTrafficPolicy: spec.externalTrafficPolicy ?? 'Cluster',
      }),
      ...(type !== 'ExternalName' && { internalTrafficPolicy: spec.internalTrafficPolicy ?? 'Cluster' }),
      ...(type === 'LoadBalancer' && {
        allocateLoadBalancerNodePorts: spec.allocateLoadBalancerNodePorts ?? true,
      }),
    },
    status: type === 'LoadBalancer' ? withModes(draft.status) : draft.status,
  };
}

function withPortDefaults(port: ServicePortDraft): ServicePort {
  const { protocol = 'TCP', targetPort } = port;
  const unset = targetPort === 0 || targetPort === '';
  return { ...port, protocol, targetPort: unset ? port.port : targetPort };
}

function withModes(status: Service['status']): Service['status'] {
  const ingress = status.loadBalancer.ingress.map((address) =>
    address.ip === undefined || address.ipMode !== undefined
      ? address
      : { ...address, ipMode: 'VIP' as const },
  );
  return { loadBalancer: { ingress } };
}

function timeoutOf(spec: ServiceSpecDraft): number | undefined {
  return spec.sessionAffinityConfig?.clientIP?.timeoutSeconds;
}

/** Whether the Service is reached from outside of the cluster, so that it has an external traffic policy. @see kubernetes/kubernetes pkg/api/service/util.go, ExternallyAccessible */
export function isExternallyAccessible(spec: Pick<ServiceSpecDraft, 'type' | 'externalIPs'>): boolean {
  const { type, externalIPs } = spec;
  return type === 'LoadBalancer' || type === 'NodePort' || (type === 'ClusterIP' && externalIPs.length > 0);
}

/** Whether load balancers ask the nodes which of them have endpoints. @see kubernetes/kubernetes pkg/api/service/util.go, NeedsHealthCheck */
export function isHealthChecked(spec: Pick<ServiceSpecDraft, 'type' | 'externalTrafficPolicy'>): boolean {
  return spec.type === 'LoadBalancer' && spec.externalTrafficPolicy === 'Local';
}

/**
 * The Service with the list of addresses that its single address makes.
 *
 * @see kubernetes/kubernetes pkg/registry/core/service/storage/storage.go, normalizeClusterIPs
 */
export function withClusterIPs(draft: ServiceDraft): ServiceDraft {
  const { clusterIP, clusterIPs } = draft.spec;
  if (clusterIP === '' || clusterIPs.length > 0) return draft;
  return { ...draft, spec: { ...draft.spec, clusterIPs: [clusterIP] } };
}

/** The Service as it is stored. What does not apply to its type has the value that changes nothing. */
export function storedService(draft: ServiceDraft): Service {
  const { sessionAffinityConfig: _config, ...spec } = draft.spec;
  return {
    ...draft,
    spec: {
      ...spec,
      type: spec.type ?? 'ClusterIP',
      ports: spec.ports.map(withPortDefaults),
      externalTrafficPolicy: spec.externalTrafficPolicy ?? 'Cluster',
      internalTrafficPolicy: spec.internalTrafficPolicy ?? 'Cluster',
      sessionAffinity: spec.sessionAffinity ?? 'None',
      sessionAffinityTimeoutSeconds: timeoutOf(draft.spec) ?? defaultTimeoutSeconds,
      allocateLoadBalancerNodePorts: spec.allocateLoadBalancerNodePorts ?? true,
    },
  };
}

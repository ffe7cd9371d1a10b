import type { ServiceManifest, ServiceSpecManifest } from '../../manifest/service.js';
import type { Service } from '../../object/service.js';
import { isExternallyAccessible } from '../../object/reading/stored-service.js';
import { ClusterEdit, deletion, titleOf } from './cluster-edit.js';

/** What people do to a Service: flip a policy, ask for another port or label, drop a port, delete it. */
export function serviceEdits(service: Service): readonly ClusterEdit[] {
  return [
    deletion(service),
    ...policyEdits(service),
    ...targetPortEdits(service),
    ...droppedPortEdits(service),
    ...selectorEdits(service),
  ];
}

function specEdit(service: Service, what: string, spec: ServiceSpecManifest): ClusterEdit {
  const manifest = writtenService(service);
  return new ClusterEdit(`${titleOf(service)} ${what}`, [
    { ...manifest, spec: { ...manifest.spec, ...spec } },
  ]);
}

const otherPolicy = { Cluster: 'Local', Local: 'Cluster' } as const;

function policyEdits(service: Service): readonly ClusterEdit[] {
  const { spec } = service;
  if (spec.type === 'ExternalName') return [];
  const internalTrafficPolicy = otherPolicy[spec.internalTrafficPolicy];
  const externalTrafficPolicy = otherPolicy[spec.externalTrafficPolicy];
  return [
    specEdit(service, `gets internalTrafficPolicy: ${internalTrafficPolicy}`, { internalTrafficPolicy }),
    ...(isExternallyAccessible(spec)
      ? [specEdit(service, `gets externalTrafficPolicy: ${externalTrafficPolicy}`, { externalTrafficPolicy })]
      : []),
  ];
}

function targetPortEdits(service: Service): readonly ClusterEdit[] {
  const { ports } = service.spec;
  return ports.map(({ port }, changed) =>
    specEdit(service, `gets targetPort 8081 for port ${port}`, {
      ports: ports.map((each, index) => (index === changed ? { ...each, targetPort: 8081 } : each)),
    }),
  );
}

/** A Service that is not headless keeps one port. */
function droppedPortEdits(service: Service): readonly ClusterEdit[] {
  const { ports } = service.spec;
  if (ports.length < 2) return [];
  return ports.map(({ port }, dropped) =>
    specEdit(service, `loses port ${port}`, { ports: ports.filter((_, index) => index !== dropped) }),
  );
}

function selectorEdits(service: Service): readonly ClusterEdit[] {
  const { selector = {} } = service.spec;
  return Object.entries(selector).map(([label, value]) =>
    specEdit(service, `selects ${label}: ${value}-x`, { selector: { ...selector, [label]: `${value}-x` } }),
  );
}

/** A stored Service as its manifest; applied again, it changes nothing. The status is left out. */
export function writtenService({ apiVersion, kind, metadata, spec }: Service): ServiceManifest {
  const {
    externalTrafficPolicy,
    internalTrafficPolicy,
    allocateLoadBalancerNodePorts,
    sessionAffinityTimeoutSeconds: timeoutSeconds,
    healthCheckNodePort: _allocated,
    ...rest
  } = spec;
  return {
    apiVersion,
    kind,
    metadata,
    // What does not apply to the type is stored all the same, and may not be written. The port of the health check is kept
    // as long as the policy needs one.
    spec: {
      ...rest,
      ...(isExternallyAccessible(spec) && { externalTrafficPolicy }),
      ...(spec.type !== 'ExternalName' && { internalTrafficPolicy }),
      ...(spec.type === 'LoadBalancer' && { allocateLoadBalancerNodePorts }),
      ...(spec.sessionAffinity === 'ClientIP' && { sessionAffinityConfig: { clientIP: { timeoutSeconds } } }),
    },
  };
}

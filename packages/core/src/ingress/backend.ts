import type { Cluster } from '../cluster/cluster.js';
import type { Ingress, IngressBackend } from '../object/ingress.js';
import type { Service, ServicePort } from '../object/service.js';
import type { ObjectReference } from '../problem/problem.js';
import type { Target } from '../request/packet.js';
import type { Cause } from '../trace/outcome.js';
import type { IngressResult } from './decision.js';
import { serviceMissing } from './missing-service.js';
import { whyNoEndpoint } from './no-endpoint.js';
import { readyEndpoints } from './ready-endpoints.js';
import { ingressLabel, ingressReference } from './reference.js';

/** A backend that is a Service. */
export type ServiceBackend = Extract<IngressBackend, { kind: 'service' }>;

/** A backend where an Ingress names it. */
export interface BackendUse {
  readonly ingress: Ingress;
  /** The field that holds the backend: `spec.defaultBackend`, or `backend` of a path. */
  readonly field: string;
  readonly backend: ServiceBackend;
}

/** What a backend leads to. */
export type BackendLookup =
  | {
      readonly kind: 'found';
      readonly service: ObjectReference;
      readonly port: number | string;
      /** Never empty. */
      readonly endpoints: readonly Target[];
    }
  | {
      readonly kind: 'outside';
      readonly service: ObjectReference;
      readonly port: number | string;
      /** A name in place of an address. */
      readonly destination: Target;
      readonly cause: Cause;
    }
  | { readonly kind: 'missing'; readonly cause: Cause };

/** Which port of a Service a backend means, besides the one with its number or name. */
export type PortMatch = (port: ServicePort, wanted: number | string) => boolean;

/** A port is found by its number or its name. @see kubernetes/api networking/v1/types.go, ServiceBackendPort */
export const byNumberOrName: PortMatch = (port, wanted) => port.port === wanted || port.name === wanted;

/** The number or name by which a backend asks for a port. */
export function wantedPort({ port }: ServiceBackend): number | string {
  return 'name' in port ? port.name : port.number;
}

/** The Service that a backend names: it is looked up in the namespace of the Ingress. */
export function serviceOf(cluster: Cluster, { ingress, backend }: BackendUse): Service | undefined {
  return cluster.get('Service', `${ingress.metadata.namespace}/${backend.name}`);
}

/** The ready endpoints of a backend, or why there are none. */
export function lookUpBackend(cluster: Cluster, use: BackendUse, matches: PortMatch): BackendLookup {
  const service = serviceOf(cluster, use);
  if (service === undefined) return { kind: 'missing', cause: serviceMissing(cluster, use) };
  const wanted = wantedPort(use.backend);
  const port = service.spec.ports.find((entry) => matches(entry, wanted));
  if (service.spec.type === 'ExternalName') return externalName(use, service, port, wanted);
  if (port === undefined) return { kind: 'missing', cause: portMissing(use, service, wanted) };
  return endpointsOfPort(cluster, service, port, wanted);
}

/** The ready endpoints of a port of a Service, or why there are none. */
export function endpointsOfPort(
  cluster: Cluster,
  service: Service,
  port: ServicePort,
  shown: number | string,
): BackendLookup {
  const { namespace, name } = service.metadata;
  const endpoints = readyEndpoints(cluster, `${namespace}/${name}`, port);
  if (endpoints.length === 0) return { kind: 'missing', cause: whyNoEndpoint(cluster, service) };
  return { kind: 'found', service: { kind: 'Service', namespace, name }, port: shown, endpoints };
}

/** What is sent to a name. */
type Sent = Pick<Extract<IngressResult, { kind: 'left' }>, 'http' | 'tls'>;

/** The result of a request or a connection for a Service that stands for a name. */
export function leave(
  { service, port, destination, cause }: Extract<BackendLookup, { kind: 'outside' }>,
  sent: Sent,
): IngressResult {
  return { kind: 'left', backend: { service, port }, to: textOf(destination), destination, ...sent, cause };
}

/**
 * What a Service of type ExternalName stands for: a port that it states leads to its target port, any other to itself.
 *
 * @see kubernetes/ingress-nginx internal/ingress/controller/controller.go, serviceEndpoints; endpointslices.go, getEndpointsFromSlices
 */
export function outside(
  service: Service,
  port: ServicePort | undefined,
  wanted: number | string,
  at: Pick<Cause, 'object' | 'path'>,
): BackendLookup {
  const { namespace, name } = service.metadata;
  const target = port === undefined ? Number(wanted) : Number(port.targetPort);
  const destination: Target = { address: service.spec.externalName ?? '', port: target };
  return {
    kind: 'outside',
    service: { kind: 'Service', namespace, name },
    port: wanted,
    destination,
    cause: {
      code: 'backend-outside-cluster',
      ...at,
      message: `Service ${namespace}/${name} of type ExternalName stands for ${textOf(destination)}; the controller resolves that name itself.`,
    },
  };
}

function textOf({ address, port }: Target): string {
  return `${address}:${port}`;
}

/** A port by a name that the Service does not have leads nowhere. */
function externalName(
  use: BackendUse,
  service: Service,
  port: ServicePort | undefined,
  wanted: number | string,
): BackendLookup {
  if (port === undefined && typeof wanted === 'string') {
    return { kind: 'missing', cause: portMissing(use, service, wanted) };
  }
  const at = { object: ingressReference(use.ingress), path: `${use.field}.service.name` };
  return outside(service, port, wanted, at);
}

/** The ports that a Service has, in words. */
export function portsText({ spec: { ports } }: Service): string {
  const texts = ports.map(({ port, name }) => (name === '' ? `${port}` : `${port} (${name})`));
  return texts.length === 0 ? 'no ports' : texts.join(', ');
}

/** What is said of a port that the Service does not have. */
export function portMissing(
  { ingress, field, backend }: BackendUse,
  service: Service,
  wanted: number | string,
): Cause {
  return {
    code: 'backend-port-missing',
    object: ingressReference(ingress),
    path: `${field}.service.port`,
    message: `${ingressLabel(ingress)} names port ${wanted} of Service ${backend.name}, which has ${portsText(service)}.`,
    fix:
      service.spec.ports.length === 0 ? 'Add the port to the Service.' : 'Name a port that the Service has.',
  };
}

import type { Cluster } from '../../cluster/cluster.js';
import type { ServiceImport } from '../../object/service-import.js';
import type { Service } from '../../object/service.js';
import type { Cause } from '../../trace/outcome.js';
import type { NameError } from '../finding.js';
import { referenceTo } from '../../object/reference.js';
import type { ServiceName } from '../server/kubernetes/service-name.js';
import { nearestName } from './near-name.js';
import { nearestService, servicesNamed } from './services-named.js';

/** Why a name below the cluster's zones does not exist, told to whoever asked for it. */
export function causeOfNameError(cluster: Cluster, error: NameError): Cause {
  switch (error.kind) {
    case 'form':
      return {
        code: 'name-not-found',
        message: `Below ${cluster.platform.dns.clusterDomain} there are names of Services and pods only.`,
        fix: 'Ask for the name of a Service, or for service.namespace.',
      };
    case 'namespace':
      return namespaceMissing(cluster, error.name);
    case 'service':
      return serviceMissing(cluster, error.name);
    case 'pod':
      return podMissing(error.name);
    case 'no-endpoint':
      return noEndpoint(error.service);
    case 'endpoint':
      return endpointMissing(error.service, error.name);
    case 'external-name':
      return externalNameUnusable(error.service, error.name);
    case 'no-external-address':
      return externalAddressMissing(error.service);
    default:
      return error satisfies never;
  }
}

function serviceMissing(cluster: Cluster, { namespace, service = '' }: ServiceName): Cause {
  const missing = `Namespace ${namespace} has no Service ${service}`;
  const elsewhere = servicesNamed(cluster, service);
  const [other] = elsewhere;
  if (other !== undefined) {
    const namespaces = elsewhere.map(({ metadata }) => metadata.namespace).join(', ');
    return {
      code: 'service-in-other-namespace',
      object: referenceTo(other),
      path: 'metadata.namespace',
      message: `${missing}; there is one in namespace ${namespaces}. A short name is looked up in the client's own namespace.`,
      fix: `Ask for ${service}.${other.metadata.namespace}.`,
    };
  }
  const near = nearestService(cluster, namespace, service);
  return {
    code: 'service-not-found',
    object: { kind: 'Service', namespace, name: service },
    path: 'metadata.name',
    message: near === undefined ? `${missing}.` : `${missing}; ${near} is close.`,
    fix: near === undefined ? 'Create the Service, or ask for one that exists.' : `Ask for ${near}.`,
  };
}

function namespaceMissing(cluster: Cluster, { namespace, service }: ServiceName): Cause {
  const missing = `There is no namespace ${namespace}`;
  const [other] = service === undefined ? [] : servicesNamed(cluster, service);
  const near =
    other?.metadata.namespace ??
    nearestName(
      namespace,
      cluster.list('Namespace').map(({ metadata }) => metadata.name),
    );
  const name = service === undefined || near === undefined ? near : `${service}.${near}`;
  return {
    code: 'namespace-not-found',
    object: { kind: 'Namespace', name: namespace },
    message:
      other === undefined
        ? `${missing}.`
        : `${missing}; Service ${service ?? ''} is in namespace ${near ?? ''}.`,
    fix: name === undefined ? 'Create the namespace, or name one that exists.' : `Ask for ${name}.`,
  };
}

function podMissing({ namespace, service = '' }: ServiceName): Cause {
  return {
    code: 'pod-name-not-found',
    object: { kind: 'Pod', namespace, name: service },
    message: `${service} is no address with dashes: pods have no names in DNS but their addresses.`,
    fix: 'Ask for the Service of the pod; a headless Service gives its pods names by hostname and subdomain.',
  };
}

function noEndpoint(service: Service | ServiceImport): Cause {
  return {
    code: 'headless-without-endpoints',
    object: referenceTo(service),
    path: 'spec.selector',
    message: `${label(service)} has no ready endpoint, and a headless Service is resolved to its endpoints.`,
    fix: 'Make its pods ready, or set spec.publishNotReadyAddresses.',
  };
}

function endpointMissing(
  service: Service | ServiceImport,
  { endpoint, port = '', protocol = '' }: ServiceName,
): Cause {
  const object = referenceTo(service);
  if (endpoint === undefined && port === '') {
    return {
      code: 'name-without-address',
      object,
      path: 'spec.clusterIP',
      message: `${label(service)} has no cluster IP or no port yet.`,
      fix: 'Give the Service a port; the control plane gives it a cluster IP.',
    };
  }
  if (endpoint === undefined) {
    return {
      code: 'port-name-not-found',
      object,
      path: 'spec.ports',
      message: `${label(service)} has no port ${port} of protocol ${protocol}.`,
      fix: 'Ask for the name of a port of the Service.',
    };
  }
  return {
    code: 'endpoint-name-not-found',
    object,
    message: `${label(service)} has no ready endpoint ${endpoint}.`,
    fix: 'An endpoint has a name when its pod is ready and has spec.hostname, and the Service as spec.subdomain.',
  };
}

function externalAddressMissing(service: Service | undefined): Cause {
  if (service === undefined) {
    return {
      code: 'no-external-address',
      message: 'There is no Service of this name for the zone of external addresses.',
      fix: 'Ask for service.namespace below the zone.',
    };
  }
  return {
    code: 'no-external-address',
    object: referenceTo(service),
    path: 'status.loadBalancer',
    message: `${label(service)} has no external address on such a port.`,
    fix: 'Give the Service an external IP or a load balancer.',
  };
}

function externalNameUnusable(service: Service, { endpoint, port }: ServiceName): Cause {
  const isBelow = endpoint !== undefined || port !== undefined;
  return {
    code: 'external-name-not-a-name',
    object: referenceTo(service),
    path: 'spec.externalName',
    message: isBelow
      ? `${label(service)} is an alias; there are no names below it.`
      : `${label(service)} points at ${service.spec.externalName ?? ''}, which is an address and no name.`,
    fix: isBelow
      ? 'Ask for the Service itself.'
      : 'Point at a name, or make it a Service without selector and list the address in an EndpointSlice.',
  };
}

function label({ kind, metadata }: Service | ServiceImport): string {
  return `${kind} ${metadata.namespace}/${metadata.name}`;
}

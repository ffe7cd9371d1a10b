import type { Cluster } from '../../cluster/cluster.js';
import type { ListenerAction } from '../../cluster/listener-rule.js';
import type { Ingress, IngressBackend } from '../../object/ingress.js';
import { selectorOf } from '../../object/label-selector.js';
import { referenceTo } from '../../object/reference.js';
import type { Service, ServicePort } from '../../object/service.js';
import { asksForNeg, backendConfigName, type GceClass, protocolOf } from './gce-annotation.js';
import { gceProbe } from './gce-probe.js';
import { portOf, type Refusal, refusedAt } from './plan.js';

/** What an Ingress is read with. */
export interface GceReading {
  readonly cluster: Cluster;
  readonly ingress: Ingress;
  readonly gceClass: GceClass;
  /** Whether pods have addresses of the network, so that Services get network endpoint groups unless they say otherwise. */
  readonly vpcNative: boolean;
}

/**
 * Where a backend of an Ingress leads: to a node port through an instance group, or to pods through a network endpoint
 * group. What cannot be refuses the whole Ingress.
 *
 * @see kubernetes/ingress-gce pkg/controller/translator/translator.go, getServicePort
 */
export function gceAction(
  { cluster, ingress, gceClass, vpcNative }: GceReading,
  backend: IngressBackend,
  field: string,
): ListenerAction | Refusal {
  const object = referenceTo(ingress);
  const { namespace } = ingress.metadata;
  if (backend.kind === 'resource') {
    const message = 'a resource is no backend of a GKE Ingress';
    return refusedAt(object, `${field}.resource`, message, 'Lead to a Service');
  }
  const service = cluster.get('Service', `${namespace}/${backend.name}`);
  if (service === undefined) {
    const message = `Service ${namespace}/${backend.name} does not exist`;
    return refusedAt(object, `${field}.service.name`, message, 'Create the Service, or name one that exists');
  }
  const port = portOf(service, backend.port);
  if (port === undefined) {
    const wanted = 'name' in backend.port ? backend.port.name : String(backend.port.number);
    const message = `Service ${namespace}/${backend.name} has no port ${wanted}`;
    return refusedAt(object, `${field}.service.port`, message, 'Name a port that the Service has');
  }
  const stated = asksForNeg(service);
  const asked = stated ?? vpcNative;
  const hasNodePort = service.spec.type === 'NodePort' || service.spec.type === 'LoadBalancer';
  if (!asked && !hasNodePort) return withoutNodePort(service);
  const isNeg = asked || gceClass !== 'gce';
  return forwardTo(cluster, service, port, isNeg, isNeg && stated === undefined);
}

function withoutNodePort(service: Service): Refusal {
  const { namespace, name } = service.metadata;
  return refusedAt(
    referenceTo(service),
    'spec.type',
    `Service ${namespace}/${name} is of type ${service.spec.type} and has no node port, which an instance group needs`,
    'Make the Service one of type NodePort, or annotate it with cloud.google.com/neg: \'{"ingress": true}\'',
  );
}

function forwardTo(
  cluster: Cluster,
  service: Service,
  port: ServicePort,
  isNeg: boolean,
  byDefault: boolean,
): ListenerAction | Refusal {
  const { namespace, name } = service.metadata;
  const object = referenceTo(service);
  const speaks = protocolOf(service, port);
  if (speaks === undefined) {
    const path = 'metadata.annotations[cloud.google.com/app-protocols]';
    const message = `the protocol of port ${port.name} of Service ${namespace}/${name} is none of HTTP, HTTPS and HTTP2`;
    return refusedAt(object, path, message, 'Write one of these');
  }
  const configName = backendConfigName(service, port);
  const config =
    configName === undefined ? undefined : cluster.get('BackendConfig', `${namespace}/${configName}`);
  if (configName !== undefined && config === undefined) {
    const path = 'metadata.annotations[cloud.google.com/backend-config]';
    const message = `BackendConfig ${namespace}/${configName} of Service ${name} does not exist`;
    return refusedAt(object, path, message, 'Give the BackendConfig too, or name one that exists');
  }
  if (config?.spec.asksWho === true) return { kind: 'not-modelled', what: 'Identity-Aware Proxy' };
  const { selector } = service.spec;
  const pods = selector === undefined ? [] : cluster.podsMatching(namespace, selectorOf(selector));
  const draining = config?.spec.drainingTimeoutSec;
  const group = {
    service: { namespace, name },
    port: { name: port.name, port: port.port },
    targetType: isNeg ? 'pod' : 'node',
    ...(isNeg || port.nodePort === undefined ? {} : { nodePort: port.nodePort }),
    ...(byDefault ? { byDefault: true as const } : {}),
    ...(draining === undefined ? {} : { drainingSeconds: draining }),
    speaks,
    probe: gceProbe({ service, port, isNeg, speaks, config, pods }),
  } as const;
  return { kind: 'forward', to: [{ group, weight: 1 }] };
}

import type { Cluster } from '../cluster/cluster.js';
import { pathField } from '../ingress/reference.js';
import { referenceTo } from '../object/reference.js';
import type { ServicePort } from '../object/service.js';
import type { ObjectReference } from '../problem/problem.js';
import type { DnsHop, Hop, IngressHop, LoadBalancerHop, ServiceHop } from '../trace/hop.js';
import type { Trace } from '../trace/trace.js';
import type { CoverageItem } from './coverage-item.js';

/** A field of an object that requests may exercise. */
type Field = Pick<CoverageItem, 'kind' | 'object' | 'path'>;

/** The field in which the ports of a Service stand. */
export function portField(index: number): string {
  return `spec.ports[${index}]`;
}

/** Tells of a field whether a hop of the traces met it. */
export function exercisedBy(cluster: Cluster, traces: Iterable<Trace>): (field: Field) => boolean {
  const met = new Set<string>();
  for (const { hops } of traces) {
    for (const hop of hops) {
      for (const field of fieldsAt(cluster, hop)) met.add(keyOf(field));
    }
  }
  return (field) => met.has(keyOf(field));
}

function keyOf({ kind, object, path }: Field): string {
  return JSON.stringify([kind, object.kind, object.namespace, object.name, path]);
}

function fieldsAt(cluster: Cluster, hop: Hop): readonly Field[] {
  switch (hop.stage) {
    case 'dns':
      return fieldsOfName(cluster, hop);
    case 'load-balancer':
      return listenerAt(cluster, hop);
    case 'service':
      return fieldsOfPort(cluster, hop);
    case 'ingress':
      return [...ruleAt(cluster, hop), ...backendOf(cluster, hop)];
    case 'client':
    case 'node':
    case 'network-policy':
    case 'pod':
      return [];
    default:
      return hop satisfies never;
  }
}

/** The DNS server that was asked, and a headless Service that was looked up: no proxy comes before its pods. */
function fieldsOfName(cluster: Cluster, { rule: { object }, queries }: DnsHop): readonly Field[] {
  const servers = new Set(queries.map(({ server }) => server));
  const asked = [...servers].flatMap((server) => cluster.servicesByAddress(server));
  return [
    ...asked.flatMap((service) =>
      backends(cluster, referenceTo(service), ({ port, protocol }) => port === 53 && protocol === 'UDP'),
    ),
    ...(object?.kind === 'Service' && isHeadless(cluster, object)
      ? backends(cluster, object, () => true)
      : []),
  ];
}

function isHeadless(cluster: Cluster, service: ObjectReference): boolean {
  return cluster.get('Service', keyOfObject(service))?.spec.clusterIP === 'None';
}

function listenerAt(cluster: Cluster, { loadBalancer, listener }: LoadBalancerHop): readonly Field[] {
  const balancer = cluster.loadBalancer(loadBalancer);
  const taken = balancer?.listeners.find(
    ({ port, protocol }) => port === listener.port && protocol === listener.protocol,
  );
  return balancer === undefined || taken === undefined
    ? []
    : [{ kind: 'listener', object: balancer.owner, path: taken.path }];
}

/** A node port that stands behind a load balancer is no listener of its own. */
function fieldsOfPort(cluster: Cluster, { service, port, via }: ServiceHop): readonly Field[] {
  const met = backends(
    cluster,
    service,
    (candidate) => candidate.port === port.port && candidate.protocol === port.protocol,
  );
  const type = cluster.get('Service', keyOfObject(service))?.spec.type;
  return via === 'nodePort' && type === 'NodePort'
    ? [...met, ...met.map((field): Field => ({ ...field, kind: 'listener' }))]
    : met;
}

/** The rule that took the request: the one that decided, or the one whose location an annotation ruled over. */
function ruleAt(cluster: Cluster, { ingress, rule, server, location }: IngressHop): readonly Field[] {
  if (ingress === undefined) return [];
  const decided = /^spec\.(defaultBackend|rules\[\d+\]\.http\.paths\[\d+\])/.exec(rule.path ?? '')?.[0];
  if (decided !== undefined) return [{ kind: 'rule', object: ingress, path: decided }];
  const rules = cluster.get('Ingress', keyOfObject(ingress))?.spec.rules ?? [];
  return rules.flatMap(({ host, paths }, index) =>
    paths.flatMap(({ path, pathType }, number): readonly Field[] =>
      (host === '' ? '_' : host) === server && path === location?.path && pathType === location.pathType
        ? [{ kind: 'rule', object: ingress, path: pathField(index, number) }]
        : [],
    ),
  );
}

/** A controller connects to the endpoints of the Service by itself. */
function backendOf(cluster: Cluster, { backend }: IngressHop): readonly Field[] {
  if (backend === undefined) return [];
  const { service, port } = backend;
  return backends(cluster, service, (candidate) => candidate.port === port || candidate.name === port);
}

function backends(
  cluster: Cluster,
  service: ObjectReference,
  isMet: (port: ServicePort) => boolean,
): readonly Field[] {
  const ports = cluster.get('Service', keyOfObject(service))?.spec.ports ?? [];
  return ports.flatMap((port, index): readonly Field[] =>
    isMet(port) ? [{ kind: 'backend', object: service, path: portField(index) }] : [],
  );
}

function keyOfObject({ namespace = '', name }: ObjectReference): string {
  return `${namespace}/${name}`;
}

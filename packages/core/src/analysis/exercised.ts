import type { Cluster } from '../cluster/cluster.js';
import { pathField } from '../ingress/reference.js';
import type { Ingress, IngressPath } from '../object/ingress.js';
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
    const isBalanced = hops.some(({ stage }) => stage === 'load-balancer');
    for (const field of hops.flatMap((hop) => fieldsAt(cluster, hop))) {
      if (!isBalanced || !isNodePort(cluster, field)) met.add(keyOf(field));
    }
  }
  return (field) => met.has(keyOf(field));
}

function keyOf({ kind, object, path }: Field): string {
  return JSON.stringify([kind, object.kind, object.namespace, object.name, path]);
}

/** Behind a load balancer a node port is not where the cluster is entered. */
function isNodePort(cluster: Cluster, { kind, object }: Field): boolean {
  return (
    kind === 'listener' &&
    object.kind === 'Service' &&
    cluster.get('Service', keyOfObject(object))?.spec.type === 'NodePort'
  );
}

function fieldsAt(cluster: Cluster, hop: Hop): readonly Field[] {
  switch (hop.stage) {
    case 'dns':
      return fieldsOfName(cluster, hop);
    case 'load-balancer':
      return [...listenerAt(cluster, hop), ...ruleOfListener(hop), ...targetGroupOf(cluster, hop)];
    case 'service':
      return fieldsOfPort(cluster, hop);
    case 'ingress':
      return [...rulesAt(cluster, hop), ...backendOf(cluster, hop)];
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

/** The path rule or default backend of an Ingress that a load balancer of layer 7 went by. */
function ruleOfListener({ rule: { id, object, path } }: LoadBalancerHop): readonly Field[] {
  const isOfIngress = id === 'load-balancer-rule' || id === 'load-balancer-default-action';
  return isOfIngress && object?.kind === 'Ingress' && path !== undefined
    ? [{ kind: 'rule', object, path }]
    : [];
}

/** The ports of Services whose target groups hold the target: at pods no proxy of a node comes before them. */
function targetGroupOf(cluster: Cluster, hop: LoadBalancerHop): readonly Field[] {
  const { rule, listener, target, targets } = hop;
  const taken = targets.find(({ name }) => name === target);
  const balancer = cluster.loadBalancer(hop.loadBalancer);
  const routing = balancer?.listeners.find(({ port }) => port === listener.port)?.routing;
  if (taken === undefined || routing === undefined) return [];
  return [...routing.rules, routing.otherwise]
    .filter(({ object, path }) => path === rule.path && isSame(object, rule.object))
    .flatMap(({ action }) => (action.kind === 'forward' ? action.to.map(({ group }) => group) : []))
    .filter(({ service, targetType }) => {
      const slices = targetType === 'pod' ? cluster.slicesOf(`${service.namespace}/${service.name}`) : [];
      return slices.some(({ endpoints }) =>
        endpoints.some(({ addresses }) => addresses.includes(taken.address)),
      );
    })
    .flatMap(({ service, port }) =>
      backends(cluster, { kind: 'Service', ...service }, (candidate) => candidate.port === port.port),
    );
}

function isSame(one: ObjectReference, other: ObjectReference | undefined): boolean {
  return one.kind === other?.kind && one.name === other.name && one.namespace === other.namespace;
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

/** A path rule of an Ingress, with the field in which it stands. */
interface StatedRule {
  readonly field: Field;
  readonly namespace: string;
  readonly host: string;
  readonly path: IngressPath;
}

/** The rule that took the request, and the canary that took it from there. */
function rulesAt(cluster: Cluster, hop: IngressHop): readonly Field[] {
  const { ingress, rule } = hop;
  const stored = ingress === undefined ? undefined : cluster.get('Ingress', keyOfObject(ingress));
  if (ingress === undefined || stored === undefined) return [];
  if (rule.path?.startsWith('spec.defaultBackend') === true)
    return [{ kind: 'rule', object: ingress, path: 'spec.defaultBackend' }];
  const taken = rulesOf(stored).find((stated) => isTaken(stated, hop));
  return taken === undefined ? [] : [taken.field, ...canaryOf(cluster, taken, hop)];
}

/** Whether a rule decided; where an annotation did, it is of the location that the request came to. */
function isTaken({ field, host, path }: StatedRule, { rule, server, location }: IngressHop): boolean {
  if (rule.path?.startsWith('spec.rules') === true)
    return rule.path === field.path || rule.path.startsWith(`${field.path}.`);
  return (host === '' ? '_' : host) === server && path.path === location?.path;
}

/** The rule of the same host and path that leads to the Service that the request was sent to. */
function canaryOf(cluster: Cluster, taken: StatedRule, { backend }: IngressHop): readonly Field[] {
  if (backend === undefined || leadsTo(taken, backend.service)) return [];
  return cluster
    .list('Ingress')
    .flatMap(rulesOf)
    .filter(({ host, path }) => host === taken.host && path.path === taken.path.path)
    .filter((stated) => leadsTo(stated, backend.service))
    .map(({ field }) => field);
}

function rulesOf(ingress: Ingress): readonly StatedRule[] {
  const { namespace } = ingress.metadata;
  const object = referenceTo(ingress);
  return ingress.spec.rules.flatMap(({ host, paths }, rule) =>
    paths.map((path, index): StatedRule => ({
      field: { kind: 'rule', object, path: pathField(rule, index) },
      namespace,
      host,
      path,
    })),
  );
}

function leadsTo({ namespace, path: { backend } }: StatedRule, service: ObjectReference): boolean {
  return backend.kind === 'service' && backend.name === service.name && namespace === service.namespace;
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

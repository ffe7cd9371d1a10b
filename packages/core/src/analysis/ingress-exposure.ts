import type { Cluster } from '../cluster/cluster.js';
import type { LoadBalancer } from '../cluster/infrastructure.js';
import { takes } from '../controller/class.js';
import { type Controller, controllersOf } from '../controller/controllers.js';
import type { Ingress } from '../object/ingress.js';
import { keyOf } from '../object/object.js';
import type { Pod } from '../object/pod.js';
import { isReady } from '../object/readiness.js';
import { referenceTo } from '../object/reference.js';
import type { Service } from '../object/service.js';
import { workloadOf } from '../pod/workload.js';
import type { ObjectReference } from '../problem/problem.js';
import { accessOf, atNodes, balanced, type Found, readyEndpoints } from './reached.js';

/**
 * An Ingress comes through the load balancer that was made for it, through the Services of the controller that takes it,
 * or to the pods of this controller at their nodes; where no controller takes it, through whatever stands in its status.
 */
export function ofIngress(cluster: Cluster, ingress: Ingress): Found {
  const balancer = balancerIn(cluster, ingress);
  const controller = controllersOf(cluster).find(({ profile }) => takes(cluster, profile, ingress));
  const common = { kind: 'ingress', object: referenceTo(ingress), at: hostsOf(ingress) } as const;
  if (balancer?.owner.kind === 'Ingress') return { ...common, ...byBalancer(cluster, ingress, balancer) };
  if (controller !== undefined) return { ...common, ...byController(cluster, controller) };
  const told = ingress.status.loadBalancer.ingress.flatMap(({ ip, hostname }) => hostname ?? ip ?? []);
  const owner = balancer?.owner;
  const service = owner === undefined ? undefined : cluster.get('Service', keyOfReference(owner));
  return {
    ...common,
    access: told.length === 0 ? 'pending' : accessOf(cluster, balancer, told),
    ports: [],
    through: owner === undefined ? [] : [owner],
    parts: [],
    replicas: service === undefined ? 0 : readyEndpoints(cluster, service),
  };
}

/** What an Ingress tells in its own words. */
type Told = Omit<Found, 'kind' | 'object' | 'at'>;

function balancerIn(cluster: Cluster, { status }: Ingress): LoadBalancer | undefined {
  return status.loadBalancer.ingress
    .map(
      ({ ip, hostname }) =>
        (ip === undefined ? undefined : cluster.loadBalancerByAddress(ip)) ??
        (hostname === undefined ? undefined : cluster.loadBalancerByHostname(hostname)),
    )
    .find((found) => found !== undefined);
}

/** A load balancer of Ingresses: the first one owns it, the others of its group come through that one. */
function byBalancer(cluster: Cluster, ingress: Ingress, balancer: LoadBalancer): Told {
  const { owner, parts, scheme, addresses, listeners } = balancer;
  const isOwn = keyOfReference(owner) === keyOf(ingress);
  return {
    access: accessOf(cluster, balancer, addresses),
    ports: listeners.map(({ port, protocol }) => `${port}/${protocol}`),
    through: isOwn ? [] : [owner],
    parts: isOwn ? parts : [],
    ...(isOwn ? { scheme } : {}),
    replicas: readyEndpoints(cluster, ...backendsOf(cluster, ingress)),
  };
}

function backendsOf(cluster: Cluster, { metadata, spec }: Ingress): readonly Service[] {
  const backends = spec.rules.flatMap(({ paths }) => paths.map(({ backend }) => backend));
  return [...backends, ...(spec.defaultBackend === undefined ? [] : [spec.defaultBackend])].flatMap(
    (backend) =>
      (backend.kind === 'service'
        ? cluster.get('Service', `${metadata.namespace}/${backend.name}`)
        : undefined) ?? [],
  );
}

/** Load balancers come first, then node ports, then the pods at their nodes. */
function byController(cluster: Cluster, { pods }: Controller): Told {
  const replicas = pods.filter((pod) => isReady(pod)).length;
  const common = { ports: [], parts: [], replicas };
  const services = servicesOf(cluster, pods);
  const withBalancer = services.filter(({ spec }) => spec.type === 'LoadBalancer');
  const open = withBalancer.map((service) => balanced(cluster, service).access);
  if (withBalancer.length > 0) {
    const access = open.find((each) => each === 'internet') ?? open.find((each) => each === 'network');
    return { ...common, access: access ?? 'pending', through: withBalancer.map(referenceTo) };
  }
  const withNodePort = services.filter(({ spec }) =>
    spec.ports.some(({ nodePort }) => nodePort !== undefined),
  );
  if (withNodePort.length > 0) {
    const { access } = atNodes(cluster, cluster.list('Node'));
    return { ...common, access, isAtNodes: true, through: withNodePort.map(referenceTo) };
  }
  const atTheirNodes = pods.filter(isAtNode);
  const nodes = atTheirNodes.flatMap(({ spec: { nodeName } }) =>
    nodeName === undefined ? [] : (cluster.get('Node', nodeName) ?? []),
  );
  if (nodes.length === 0) return { ...common, access: 'pending', through: [] };
  const { access } = atNodes(cluster, nodes);
  return { ...common, access, isAtNodes: true, through: workloadsOf(cluster, atTheirNodes) };
}

function isAtNode({ spec: { hostNetwork, containers } }: Pod): boolean {
  return hostNetwork || containers.some(({ ports }) => ports.some(({ hostPort }) => hostPort !== undefined));
}

/** The Services that lead to any of the pods. */
function servicesOf(cluster: Cluster, pods: readonly Pod[]): readonly Service[] {
  const keys = new Set(pods.map((pod) => keyOf(pod)));
  return cluster
    .list('Service')
    .filter((service) =>
      cluster
        .slicesOf(keyOf(service))
        .some(({ endpoints }) =>
          endpoints.some(({ targetRef }) => targetRef?.kind === 'Pod' && keys.has(keyOfReference(targetRef))),
        ),
    );
}

function workloadsOf(cluster: Cluster, pods: readonly Pod[]): readonly ObjectReference[] {
  const all = pods.map((pod) => workloadOf(cluster, pod) ?? referenceTo(pod));
  return [...new Map(all.map((each) => [`${each.kind} ${keyOfReference(each)}`, each])).values()];
}

function keyOfReference({ namespace = '', name }: Pick<ObjectReference, 'namespace' | 'name'>): string {
  return `${namespace}/${name}`;
}

/** A rule without host, and a default backend, take every host. */
function hostsOf({ spec: { rules, defaultBackend } }: Ingress): readonly string[] {
  const hosts = rules.map(({ host }) => (host === '' ? '*' : host));
  return [...new Set(defaultBackend === undefined ? hosts : [...hosts, '*'])];
}

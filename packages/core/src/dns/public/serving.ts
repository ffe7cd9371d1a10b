import type { Cluster } from '../../cluster/cluster.js';
import { controllersOf } from '../../controller/controllers.js';
import { takes } from '../../controller/class.js';
import { unclaimedReason } from '../../controller/unclaimed.js';
import type { Ingress } from '../../object/ingress.js';
import { matchesLabels } from '../../object/label-selector.js';
import type { Node } from '../../object/node.js';
import type { Pod } from '../../object/pod.js';
import type { LoadBalancerIngress, Service } from '../../object/service.js';
import { pendingReason } from '../../provider/balancer/pending-reason.js';
import type { Cause } from '../../trace/outcome.js';
import { referenceTo } from '../../object/reference.js';

/** Where an object that names a host is reached from outside, or why it is not. */
export type Serving =
  | { readonly kind: 'served'; readonly addresses: readonly string[]; readonly hostnames: readonly string[] }
  | Unserved;

/** Why nothing from outside reaches an object. */
export interface Unserved {
  readonly kind: 'unserved';
  readonly cause: Cause;
}

/**
 * The addresses and host names that are published for an object.
 *
 * @see kubernetes-sigs/external-dns source/ingress.go, source/service.go
 */
export function servingOf(cluster: Cluster, object: Ingress | Service): Serving {
  return object.kind === 'Ingress' ? ingressServing(cluster, object) : serviceServing(cluster, object);
}

/** What the status of the Ingress reports, else the way in to the pods of the controllers that take it. */
function ingressServing(cluster: Cluster, ingress: Ingress): Serving {
  const status = reported(ingress.status.loadBalancer.ingress);
  if (status !== undefined) return status;
  const pods = controllersOf(cluster)
    .filter(({ profile }) => takes(cluster, profile, ingress))
    .flatMap((taker) => taker.pods);
  const unclaimed = pods.length === 0 ? unclaimedReason(cluster, ingress) : undefined;
  return unclaimed === undefined ? wayIn(cluster, pods) : { kind: 'unserved', cause: unclaimed };
}

/** The Services in front of the controller's pods, else the nodes on whose own ports the pods listen. */
function wayIn(cluster: Cluster, pods: readonly Pod[]): Serving {
  const servings = servicesOf(cluster, pods).map((service) => serviceServing(cluster, service));
  const served = servings.find(({ kind }) => kind === 'served');
  if (served !== undefined) return served;
  const nodes = pods
    .filter(isOnHostPort)
    .flatMap(({ spec }) => cluster.get('Node', spec.nodeName ?? '') ?? []);
  if (nodes.length > 0) return { kind: 'served', addresses: addressesOf(nodes), hostnames: [] };
  return (
    servings[0] ?? {
      kind: 'unserved',
      cause: {
        code: 'host-not-served',
        message: 'Nothing leads from outside to the pods of the ingress controller.',
        fix: 'Put a Service of type LoadBalancer or NodePort in front of the controller, or run it with hostNetwork.',
      },
    }
  );
}

function servicesOf(cluster: Cluster, pods: readonly Pod[]): readonly Service[] {
  const services = new Set<Service>();
  for (const { metadata } of pods) {
    for (const service of cluster.list('Service', metadata.namespace)) {
      const matchLabels = service.spec.selector ?? {};
      const isSelected =
        Object.keys(matchLabels).length > 0 &&
        matchesLabels({ matchLabels, matchExpressions: [] }, metadata.labels);
      if (isSelected) services.add(service);
    }
  }
  return [...services];
}

function isOnHostPort({ spec }: Pod): boolean {
  return (
    spec.hostNetwork ||
    spec.containers.some(({ ports }) => ports.some(({ hostPort }) => hostPort !== undefined))
  );
}

/** A load balancer's addresses; of a node port, the addresses of the nodes. */
function serviceServing(cluster: Cluster, service: Service): Serving {
  const { spec, status } = service;
  switch (spec.type) {
    case 'LoadBalancer':
      if (spec.externalIPs.length > 0) return { kind: 'served', addresses: spec.externalIPs, hostnames: [] };
      return reported(status.loadBalancer.ingress) ?? { kind: 'unserved', cause: pending(cluster, service) };
    case 'NodePort':
      return { kind: 'served', addresses: addressesOf(cluster.list('Node')), hostnames: [] };
    case 'ClusterIP':
    case 'ExternalName':
      return { kind: 'unserved', cause: onlyInside(service) };
    default:
      return spec.type satisfies never;
  }
}

function pending({ platform }: Cluster, service: Service): Cause {
  const { namespace, name } = service.metadata;
  const { message, fix, path = 'status.loadBalancer' } = pendingReason(service, platform);
  return {
    code: 'load-balancer-pending',
    object: referenceTo(service),
    path,
    message: `The load balancer of Service ${namespace}/${name} is pending: ${message}.`,
    fix: `${fix}.`,
  };
}

function onlyInside(service: Service): Cause {
  const { metadata, spec } = service;
  return {
    code: 'host-not-served',
    object: referenceTo(service),
    path: 'spec.type',
    message: `Service ${metadata.namespace}/${metadata.name} is of type ${spec.type}, which has no address outside of the cluster.`,
    fix: 'Make the Service one of type LoadBalancer or NodePort, or put an Ingress in front of it.',
  };
}

/** What a status reports; `undefined` where it reports nothing. */
function reported(ingress: readonly LoadBalancerIngress[]): Serving | undefined {
  if (ingress.length === 0) return undefined;
  return {
    kind: 'served',
    addresses: ingress.flatMap(({ ip }) => ip ?? []),
    hostnames: ingress.flatMap(({ ip, hostname }) => (ip === undefined ? (hostname ?? []) : [])),
  };
}

/** The public addresses of nodes, else their own. */
function addressesOf(nodes: readonly Node[]): readonly string[] {
  const addresses = nodes.flatMap(({ status }) => status.addresses);
  const external = addresses.filter(({ type }) => type === 'ExternalIP');
  const usable = external.length > 0 ? external : addresses.filter(({ type }) => type === 'InternalIP');
  return usable.map(({ address }) => address);
}

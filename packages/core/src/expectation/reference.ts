import type { Cluster } from '../cluster/cluster.js';
import { workloadOf } from '../pod/workload.js';
import type { ObjectReference } from '../problem/problem.js';
import type { Packet } from '../request/packet.js';
import { objectsAtBalancer } from '../trace/at-balancer.js';
import type { Hop, IngressHop, LoadBalancerHop } from '../trace/hop.js';
import type { ExpectationMember } from './expectation.js';
import { ExpectationError } from './expectation.js';

/** An object that a request may come to, as an expectation names it. */
export interface Reference {
  readonly kind: ReachedKind;
  readonly namespace: string;
  readonly name: string;
  /** The number or name of a port. */
  readonly port?: string;
  /** As it was written. */
  readonly text: string;
}

/** The kinds of objects that a request may come to. */
export type ReachedKind = (typeof reachedKinds)[number];

/** Every kind of object that a request may come to. */
export const reachedKinds = [
  'Service',
  'Ingress',
  'Pod',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Job',
] as const;

/** Kinds under the names that kubectl knows them by. */
const kindsByName: ReadonlyMap<string, ReachedKind> = new Map([
  ...reachedKinds.map((kind) => [kind.toLowerCase(), kind] as const),
  ['svc', 'Service'],
  ['ing', 'Ingress'],
  ['po', 'Pod'],
  ['deploy', 'Deployment'],
  ['sts', 'StatefulSet'],
  ['ds', 'DaemonSet'],
  ['rs', 'ReplicaSet'],
  ['rc', 'ReplicationController'],
]);

/**
 * Reads `service/shop/cart:80`.
 *
 * @throws {ExpectationError} when the text names no object that a request may come to
 */
export function readReference(member: ExpectationMember, text: string): Reference {
  const parts = /^([a-z]+)\/(?:([^/:]+)\/)?([^/:]+)(?::([^/:]+))?$/i.exec(text);
  const [, written = '', namespace = 'default', name = '', port] = parts ?? [];
  const kind = kindsByName.get(written.toLowerCase());
  if (kind === undefined) {
    const kinds = reachedKinds.map((each) => each.toLowerCase()).join(', ');
    throw new ExpectationError(
      member,
      `"${text}" names no object: write KIND/NAMESPACE/NAME or KIND/NAMESPACE/NAME:PORT, of ${kinds}`,
    );
  }
  if (port !== undefined && kind === 'Ingress') {
    throw new ExpectationError(member, `"${text}": an Ingress has no port`);
  }
  return { kind, namespace, name, text, ...(port !== undefined && { port }) };
}

/** The text that names an object: `service/shop/cart`. */
export function referenceText({ kind, namespace, name }: ObjectReference): string {
  return `${kind.toLowerCase()}/${namespace ?? 'default'}/${name}`;
}

/** Whether a hop is one of the object, whatever comes of the request there. */
export function isAt(cluster: Cluster, hop: Hop, reference: Reference): boolean {
  switch (hop.stage) {
    case 'service':
      return isOf(reference, hop.service) && isPort(reference, String(hop.port.port), hop.port.name);
    case 'load-balancer':
      return isAtBalancer(cluster, hop, reference);
    case 'ingress':
      return isAtIngress(cluster, hop, reference);
    case 'pod':
      return (
        (isOf(reference, hop.pod) || isOf(reference, hop.workload)) &&
        isPort(reference, String(hop.packet.destination.port))
      );
    case 'client':
    case 'dns':
    case 'node':
    case 'network-policy':
      return false;
    default:
      return hop satisfies never;
  }
}

function isAtBalancer(cluster: Cluster, hop: LoadBalancerHop, reference: Reference): boolean {
  const { backend, listener } = hop;
  return objectsAtBalancer(hop).some(
    (object) =>
      isOf(reference, object) &&
      (object.kind !== 'Service' || isPortOf(cluster, object, reference, backend ?? listener)),
  );
}

function isAtIngress(cluster: Cluster, hop: IngressHop, reference: Reference): boolean {
  const { ingress, backend, place, packet } = hop;
  if (isOf(reference, ingress)) return true;
  if (backend !== undefined && isOf(reference, backend.service)) {
    return isPortOf(cluster, backend.service, reference, backend);
  }
  const pod = place.kind === 'pod' ? cluster.get('Pod', `${place.namespace}/${place.name}`) : undefined;
  if (pod === undefined) return false;
  const { namespace, name } = pod.metadata;
  return (
    (isOf(reference, { kind: 'Pod', namespace, name }) || isOf(reference, workloadOf(cluster, pod))) &&
    isPort(reference, String(packet.destination.port))
  );
}

function isOf(reference: Reference, object: ObjectReference | undefined): boolean {
  return (
    object !== undefined &&
    object.name === reference.name &&
    object.namespace === reference.namespace &&
    object.kind === reference.kind
  );
}

/** Whether the port of a Service, known by its number or name, is the one that is meant. */
function isPortOf(
  cluster: Cluster,
  { namespace = '', name }: ObjectReference,
  reference: Reference,
  { port, protocol }: { readonly port: number | string; readonly protocol?: Packet['protocol'] },
): boolean {
  const found = cluster
    .get('Service', `${namespace}/${name}`)
    ?.spec.ports.find(
      (each) =>
        (each.port === port || each.name === port) && (protocol === undefined || each.protocol === protocol),
    );
  return isPort(reference, String(found?.port ?? port), found?.name);
}

function isPort({ port }: Reference, number: string, name?: string): boolean {
  return port === undefined || port === number || port === name;
}

/** Whether a process takes the request at the hop: an application, or the proxy that an ingress controller is. */
function isTaken(hop: Hop): boolean {
  if (hop.stage === 'pod') return hop.action !== 'rejected';
  return hop.stage === 'ingress' && hop.rule.id !== 'client-refuses-certificate';
}

/**
 * Whether a request comes to the object on its way: a Service takes it when a process behind it does, an Ingress also
 * when a load balancer goes by its rules.
 */
export function comesTo(cluster: Cluster, hops: readonly Hop[], reference: Reference): boolean {
  const first = hops.findIndex((hop) => isAt(cluster, hop, reference));
  if (first < 0) return false;
  if (reference.kind === 'Service') return hops.slice(first + 1).some(isTaken);
  return hops[first]?.stage === 'load-balancer' || hops.slice(first).some(isTaken);
}

import { connectionOf } from '../ingress/connection.js';
import type { Cluster } from '../cluster/cluster.js';
import { controllerAt } from '../controller/controllers.js';
import { ingressController } from '../ingress/controller.js';
import { rejectedRules } from '../loadbalancer/rule.js';
import type { ObjectReference } from '../problem/problem.js';
import { isSameTarget } from '../request/packet.js';
import { explainService } from '../service/explain-service.js';
import type { Hop, IngressHop, LoadBalancerHop, ServiceHop } from '../trace/hop.js';
import type { Skip } from '../trace/rule.js';
import type { Trace } from '../trace/trace.js';
import type { RejectionCode } from './rejections.js';
import { rejectionText } from './rejections.js';
import { fieldText, objectText, socketText } from './words.js';

/** Something that was considered at a hop and not taken. @public */
export interface Rejection {
  /** What was considered: an endpoint, a node, a path of an Ingress, a check. */
  readonly candidate: string;
  readonly code: RejectionCode;
  /** Why it was not taken, in words. */
  readonly reason: string;
  readonly object?: ObjectReference;
  readonly path?: string;
  /** What a path rule of an Ingress says. */
  readonly route?: RejectedRoute;
}

/** A path rule as its Ingress writes it; the empty host is every host. @public */
export interface RejectedRoute {
  readonly host: string;
  readonly path: string;
  readonly pathType: string;
}

/** A hop with what was considered and rejected there. @public */
export type ExplainedHop = Hop & { readonly rejected: readonly Rejection[] };

/** A trace that says at each hop what was considered and rejected. @public */
export interface ExplainedTrace extends Trace {
  readonly hops: readonly ExplainedHop[];
}

/**
 * What was considered and rejected at a hop of a trace, with the reasons. It is not stored in the trace but computed
 * from the cluster in which the trace was made.
 *
 * @throws {RangeError} when the trace has no such hop
 * @public
 * @example
 * explainHop(cluster, trace, 4); // [{ candidate: 'Ingress shop/shop spec.rules[0].http.paths[0]', code: 'path-shorter', ... }]
 */
export function explainHop(cluster: Cluster, trace: Trace, index: number): readonly Rejection[] {
  const hop = trace.hops[index];
  if (hop === undefined)
    throw new RangeError(`the trace has ${trace.hops.length} hops, none at index ${index}`);
  return rejectionsAt(cluster, hop);
}

/**
 * A trace with what was considered and rejected at each of its hops; `explain` tells it, and it is plain JSON.
 *
 * @public
 * @example
 * console.log(explain(explainTrace(cluster, traceRequest(cluster, { url: 'http://shop.example.com/' }))));
 */
export function explainTrace(cluster: Cluster, trace: Trace): ExplainedTrace {
  return { ...trace, hops: trace.hops.map((hop) => ({ ...hop, rejected: rejectionsAt(cluster, hop) })) };
}

function rejectionsAt(cluster: Cluster, hop: Hop): readonly Rejection[] {
  switch (hop.stage) {
    case 'load-balancer':
      return [...ruleRejections(cluster, hop), ...targetRejections(hop)];
    case 'service':
      return serviceRejections(cluster, hop);
    case 'ingress':
      return ingressRejections(cluster, hop);
    case 'client':
    case 'dns':
    case 'node':
    case 'network-policy':
    case 'pod':
      return [];
    default:
      return hop satisfies never;
  }
}

/** The rules of a listener that did not take the request. */
function ruleRejections(cluster: Cluster, hop: LoadBalancerHop): readonly Rejection[] {
  return rejectedRules(cluster, hop).map((skip) => {
    const route = routeOf(cluster, skip);
    return route === undefined ? skipRejection(skip) : { ...skipRejection(skip), route };
  });
}

function targetRejections({ targets, target: chosen }: LoadBalancerHop): readonly Rejection[] {
  return targets
    .filter(({ name }) => name !== chosen)
    .map(({ name, node, healthy, reason }): Rejection => {
      const object = name === node ? { kind: 'Node', name } : podReference(name);
      const candidate = `${object.kind.toLowerCase()} ${name}`;
      return healthy
        ? rejection(candidate, 'not-chosen', object)
        : { candidate, code: 'unhealthy', reason, object };
    });
}

/** A target that is a pod; one of which only the address is known is named by that. */
function podReference(target: string): ObjectReference {
  const [namespace = '', name] = target.split('/');
  return name === undefined ? { kind: 'Pod', name: target } : { kind: 'Pod', namespace, name };
}

function serviceRejections(cluster: Cluster, hop: ServiceHop): readonly Rejection[] {
  const { endpoints, slices, skipped } = explainService(cluster, hop);
  return [
    ...endpoints
      .filter(({ endpoint }) => !isSameTarget(endpoint, hop.endpoint))
      .map(({ endpoint, leftOut, object }) =>
        rejection(socketText(endpoint), leftOut ?? 'not-chosen', object),
      ),
    ...slices.map(({ slice, reason }) => rejection(objectText(slice), reason, slice)),
    ...skipped.map(skipRejection),
  ];
}

function ingressRejections(cluster: Cluster, { place, packet, rule }: IngressHop): readonly Rejection[] {
  const { http, destination } = packet;
  // What is passed on without a look at the request was compared with no path.
  const isPassedOn = rule.id === 'controller-stream-service' || rule.id === 'ingress-ssl-passthrough';
  if (place.kind !== 'pod' || http === undefined || isPassedOn) return [];
  const profile = controllerAt(cluster, `${place.namespace}/${place.name}`, destination.port);
  if (profile === undefined) return [];
  return ingressController(cluster, profile)
    .rejected({ ...connectionOf(packet), http })
    .map((skip) => {
      const route = routeOf(cluster, skip);
      return route === undefined ? skipRejection(skip) : { ...skipRejection(skip), route };
    });
}

const pathField = /^spec\.rules\[(\d+)\]\.http\.paths\[(\d+)\]$/;

/** What the path rule says that a field of an Ingress is. */
function routeOf(cluster: Cluster, { object, path: field = '' }: Skip): RejectedRoute | undefined {
  const [, rule, index] = pathField.exec(field) ?? [];
  const ingress =
    object?.kind === 'Ingress'
      ? cluster.get('Ingress', `${object.namespace ?? ''}/${object.name}`)
      : undefined;
  const stated = ingress?.spec.rules[Number(rule)];
  const path = stated?.paths[Number(index)];
  return stated === undefined || path === undefined
    ? undefined
    : { host: stated.host, path: path.path, pathType: path.pathType };
}

function skipRejection({ code, object, path }: Skip): Rejection {
  const rejected = rejection(fieldText(object, path), code, object);
  return path === undefined ? rejected : { ...rejected, path };
}

function rejection(candidate: string, code: RejectionCode, object: ObjectReference | undefined): Rejection {
  const reason = rejectionText(code);
  return object === undefined ? { candidate, code, reason } : { candidate, code, reason, object };
}

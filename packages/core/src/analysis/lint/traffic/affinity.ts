import type { Cluster } from '../../../cluster/cluster.js';
import type { Ingress } from '../../../object/ingress.js';
import { keyOf, type ObjectKey } from '../../../object/object.js';
import { referenceTo } from '../../../object/reference.js';
import type { Service } from '../../../object/service.js';
import { traceRequest } from '../../../pipeline/trace-request.js';
import type { ObjectReference } from '../../../problem/problem.js';
import type { RequestInput } from '../../../request/read-request.js';
import type { Hop, IngressHop, LoadBalancerHop, ServiceHop } from '../../../trace/hop.js';
import type { Trace } from '../../../trace/trace.js';
import type { Finding } from '../finding.js';
import { listenerRequests } from './listener-request.js';
import { pathRequests } from '../request/path-request.js';

/**
 * Session affinity is an affair of kube-proxy, which goes by the source of the first packet: a proxy that connects to
 * endpoints itself passes it by, and one that asks the Service is the only client there.
 *
 * @see kubernetes/website reference/networking/virtual-ips.md, session affinity
 */
export function affinity(cluster: Cluster): readonly Finding[] {
  const sticky = new Map<ObjectKey, Service>(
    cluster
      .list('Service')
      .filter(({ spec }) => spec.sessionAffinity === 'ClientIP' && spec.clusterIP !== 'None')
      .map((service) => [keyOf(service), service]),
  );
  if (sticky.size === 0) return [];
  const found = new Map<string, Finding>();
  for (const asking of requestsFor(cluster, sticky)) {
    const finding = judge(asking, traceRequest(cluster, asking.request));
    if (finding === undefined) continue;
    const key = `${finding.code} ${keyOf(asking.service)}`;
    if (!found.has(key)) found.set(key, finding);
  }
  return [...found.values()];
}

interface Asking {
  readonly service: Service;
  /** Whether an annotation makes the proxy itself keep clients. */
  readonly isKeptByProxy: boolean;
  readonly request: RequestInput;
}

/** The ways to Services through load balancers and Ingresses. */
function* requestsFor(cluster: Cluster, sticky: ReadonlyMap<ObjectKey, Service>): Generator<Asking> {
  for (const ingress of cluster.list('Ingress')) {
    const { namespace } = ingress.metadata;
    for (const { backend, request } of pathRequests(cluster, ingress)) {
      const service = backend.kind === 'service' ? sticky.get(`${namespace}/${backend.name}`) : undefined;
      if (service === undefined) continue;
      const isKeptByProxy = keepsClients(ingress) || keepsClients(service);
      yield { service, isKeptByProxy, request };
    }
  }
  for (const balancer of cluster.infrastructure) {
    const service = sticky.get(`${balancer.owner.namespace ?? ''}/${balancer.owner.name}`);
    if (service === undefined || balancer.owner.kind !== 'Service') continue;
    for (const { request } of listenerRequests(cluster, balancer))
      yield { service, isKeptByProxy: false, request };
  }
}

/** @see the pages on annotations of ingress-nginx, HAProxy Ingress, Traefik, the AWS Load Balancer Controller, GKE */
const keeping = /affinity|sticky|stickiness|hash-by|backend-config|balance-algorithm|nativelb/i;

function keepsClients({ metadata: { annotations } }: Ingress | Service): boolean {
  return Object.entries(annotations).some(([name, value]) => keeping.test(`${name} ${value}`));
}

type Proxy = IngressHop | LoadBalancerHop;

function isProxy(hop: Hop): hop is Proxy {
  return (hop.stage === 'ingress' || hop.stage === 'load-balancer') && hop.action === 'terminated';
}

function judge(asking: Asking, trace: Trace): Finding | undefined {
  const { hops } = trace;
  if (hops.at(-1)?.stage !== 'pod') return undefined;
  const proxy = [...hops].reverse().find(isProxy);
  if (proxy === undefined) return undefined;
  const behind = hops.slice(hops.indexOf(proxy)).find((hop) => hop.stage === 'service');
  if (behind === undefined) return bypassed(asking, trace, proxy);
  return isSame(asking.service, behind.service) ? oneAddress(asking, trace, behind, proxy) : undefined;
}

function isSame({ metadata }: Service, { namespace, name }: ObjectReference): boolean {
  return metadata.namespace === namespace && metadata.name === name;
}

/** A proxy that keeps clients at an endpoint itself is what was meant. */
function bypassed(
  { service, isKeptByProxy, request }: Asking,
  trace: Trace,
  proxy: Proxy,
): Finding | undefined {
  const { backend, choice } = proxy;
  const isOfService = backend !== undefined && isSame(service, backend.service);
  if (!isOfService || isKeptByProxy || choice === undefined || choice.by === 'hash') return undefined;
  const pods = proxy.stage === 'ingress' ? proxy.endpoints.length : proxy.targets.length;
  if (pods < 2) return undefined;
  return {
    code: 'affinity-bypassed',
    severity: 'warning',
    object: referenceTo(service),
    path: 'spec.sessionAffinity',
    message: `Service ${labelOf(service)} asks for session affinity, but ${nameOf(proxy)} connects to its pods itself: each request may go to another one.`,
    fix: cookieFix(proxy),
    evidence: { kind: 'request', request, trace },
  };
}

function cookieFix(proxy: Proxy): string {
  return proxy.stage === 'ingress'
    ? `Let the controller keep clients: nginx.ingress.kubernetes.io/affinity: cookie on the Ingress, where the controller is ingress-nginx.`
    : 'Turn on stickiness of the target group, or the affinity of the backend service, by the annotations of the load balancer.';
}

function oneAddress(
  { service, request }: Asking,
  trace: Trace,
  { packet, endpoints }: ServiceHop,
  proxy: Proxy,
): Finding | undefined {
  const [client] = trace.hops;
  const isOfProxy = client !== undefined && client.packet.source.address !== packet.source.address;
  if (!isOfProxy || endpoints.length < 2) return undefined;
  return {
    code: 'affinity-behind-one-address',
    severity: 'warning',
    object: referenceTo(service),
    path: 'spec.sessionAffinity',
    message: `Service ${labelOf(service)} keeps clients at a pod by their address, but ${nameOf(proxy)} asks for all of them from ${packet.source.address}: whoever comes that way is sent to the same one of ${endpoints.length} pods.`,
    fix: 'Leave out sessionAffinity, or let clients reach the Service with addresses of their own.',
    evidence: { kind: 'request', request, trace },
  };
}

function nameOf(proxy: Proxy): string {
  return proxy.stage === 'ingress'
    ? `the ingress controller ${proxy.controller.dialect}`
    : `load balancer ${proxy.loadBalancer}`;
}

function labelOf({ metadata }: Service): string {
  return `${metadata.namespace}/${metadata.name}`;
}

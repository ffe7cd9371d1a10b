import type { Cluster } from '../../../cluster/cluster.js';
import type { LoadBalancer } from '../../../cluster/infrastructure.js';
import { noneOf, passing, remedyOf } from '../../../loadbalancer/causes.js';
import { targetsOf } from '../../../loadbalancer/targets.js';
import { unhealthy } from '../../../loadbalancer/unhealthy.js';
import { annotationField } from '../../../ingress/reference.js';
import type { Ingress } from '../../../object/ingress.js';
import type { ObjectKey } from '../../../object/object.js';
import { referenceTo } from '../../../object/reference.js';
import type { Service } from '../../../object/service.js';
import { traceAll } from '../../../pipeline/trace-all.js';
import { traceRequest } from '../../../pipeline/trace-request.js';
import type { RequestInput } from '../../../request/read-request.js';
import type { LoadBalancerHop, LoadBalancerTarget } from '../../../trace/hop.js';
import type { Outcome } from '../../../trace/outcome.js';
import type { Trace } from '../../../trace/trace.js';
import type { Finding } from '../finding.js';
import { asksApart } from './asked-apart.js';
import { listenerRequests } from './listener-request.js';
import { pathRequests } from '../request/path-request.js';

/**
 * Health checks of load balancers that no target passes although pods are ready: what they ask is never answered as they
 * want it.
 *
 * @see kubernetes/website tasks/access-application-cluster/create-external-load-balancer.md
 */
export function healthCheckFails(cluster: Cluster): readonly Finding[] {
  const found = new Map<string, Finding>();
  for (const { request, objects } of [...atServices(cluster), ...atIngresses(cluster)]) {
    const finding = judge(cluster, request, objects);
    if (finding === undefined) continue;
    const { object, path } = finding;
    const key = JSON.stringify([object, path]);
    if (!found.has(key)) found.set(key, finding);
  }
  return [...found.values()];
}

/** A request that goes to targets of which none is healthy. */
interface Suspect {
  readonly request: RequestInput;
  /** What the health check is asked for by: the first of them that says something of it. */
  readonly objects: readonly (Ingress | Service)[];
}

function* atServices(cluster: Cluster): Generator<Suspect> {
  for (const balancer of cluster.infrastructure) {
    const service = cluster.get('Service', keyOf(balancer));
    if (balancer.owner.kind !== 'Service' || service === undefined) continue;
    for (const { listener, request } of listenerRequests(cluster, balancer)) {
      if (whyNone(targetsOf(cluster, balancer, listener)) !== undefined)
        yield { request, objects: [service] };
    }
  }
}

function keyOf({ owner }: LoadBalancer): ObjectKey {
  return `${owner.namespace ?? ''}/${owner.name}`;
}

/** Paths of Ingresses that have a load balancer of their own. */
function* atIngresses(cluster: Cluster): Generator<Suspect> {
  if (cluster.infrastructure.every(({ owner }) => owner.kind !== 'Ingress')) return;
  for (const ingress of cluster.list('Ingress')) {
    const { namespace } = ingress.metadata;
    for (const { backend, request } of pathRequests(cluster, ingress)) {
      if (backend.kind !== 'service') continue;
      const service = cluster.get('Service', `${namespace}/${backend.name}`);
      if (service === undefined) continue;
      const hop = balancerIn(traceRequest(cluster, request));
      if (hop !== undefined && whyNone(hop.targets) !== undefined)
        yield { request, objects: [service, ingress] };
    }
  }
}

function balancerIn({ hops }: Trace): LoadBalancerHop | undefined {
  return hops.find((hop) => hop.stage === 'load-balancer');
}

/** What a health check asks for in vain, whatever pods there are. */
const inVain: ReadonlySet<string> = new Set([
  unhealthy.nothingOnPort,
  unhealthy.notListening,
  unhealthy.otherStatus,
  unhealthy.proxyLine,
]);

/** Why there is no healthy target; undefined where there is one, or where it is for want of pods or nodes. */
function whyNone(targets: readonly LoadBalancerTarget[]): string | undefined {
  if (targets.some(({ healthy }) => healthy)) return undefined;
  return targets.find(({ reason }) => inVain.has(reason))?.reason;
}

function judge(cluster: Cluster, request: RequestInput, objects: Suspect['objects']): Finding | undefined {
  const { branches } = traceAll(cluster, request);
  const failing = branches.filter(({ trace }) => hasFailed(trace.outcome));
  const trace = (failing[0] ?? branches[0])?.trace;
  const hop = trace === undefined ? undefined : balancerIn(trace);
  const reason = whyNone(hop?.targets ?? []);
  if (trace === undefined || hop === undefined || reason === undefined) return undefined;
  if (reason === unhealthy.notListening && !asksApart(cluster, hop, objects)) return undefined;
  const { path: usual = 'spec.ports', fix = 'Mend the health check.' } = remedyOf(reason);
  const stated = statedIn(objects, reason);
  const [owner] = objects;
  if (owner === undefined) return undefined;
  const balancer = cluster.loadBalancer(hop.loadBalancer);
  const what = balancer?.targetType === 'pod' ? 'pod' : 'node';
  return {
    code: 'health-check-fails',
    severity: failing.length === branches.length ? 'error' : 'warning',
    object: referenceTo(stated?.object ?? owner),
    path: stated?.path ?? usual,
    message: `${noneOf(hop.targets.length, what, passing)} the health check of load balancer ${hop.loadBalancer}: ${reason}. ${consequence(balancer)}`,
    fix,
    evidence: { kind: 'request', request, trace },
  };
}

/** The annotation that says what is asked. */
function statedIn(
  objects: Suspect['objects'],
  reason: string,
): { readonly object: Ingress | Service; readonly path: string } | undefined {
  if (reason === unhealthy.proxyLine) return undefined;
  for (const object of objects) {
    const name = Object.keys(object.metadata.annotations).find((key) => asking.test(key));
    if (name !== undefined) return { object, path: annotationField(name) };
  }
  return undefined;
}

const asking = /health-?(?:check|probe)[-_](?:port|path|protocol|http-path|request-path)$|success-codes$/;

function consequence(balancer: LoadBalancer | undefined): string {
  if (balancer === undefined) return '';
  const { allUnhealthy } = balancer;
  switch (allUnhealthy.behaviour) {
    case 'fail-open':
      return 'It sends to all of them then, to those that cannot answer too.';
    case 'fail-closed':
      return 'It sends to none of them.';
    case 'error':
      return `It answers ${allUnhealthy.status} itself.`;
    case 'unknown':
      return 'What clients get then is not documented.';
    default:
      return allUnhealthy satisfies never;
  }
}

/** Whether a request comes to nothing because no target is healthy: none takes it, or one that would have been left out. */
function hasFailed({ cause }: Outcome): boolean {
  return cause.code === 'no-healthy-target' || cause.code === 'no-local-endpoint';
}

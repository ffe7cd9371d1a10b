import { pod, readRequest, type Outcome, type Request, type ServiceManifest } from '@kubehop/core';
import type { ClusterObjects } from './cluster-objects.js';
import { flat } from './flat.js';
import { randomNumbers } from './random.js';

/** A request, and how it ends. */
export interface TraceRequest {
  readonly request: Request;
  readonly outcome: Outcome['kind'];
}

/**
 * Requests from random pods to random Services: two of five by the short name of a Service in the own namespace, two by
 * the name with a namespace, one by a name that nobody has.
 */
export function traceRequests(
  { pods, services }: Pick<ClusterObjects, 'pods' | 'services'>,
  count: number,
): readonly TraceRequest[] {
  const random = randomNumbers(7);
  const byNamespace = new Map<string, ServiceManifest[]>();
  for (const service of services) {
    const key = service.metadata.namespace ?? '';
    const known = byNamespace.get(key);
    if (known === undefined) byNamespace.set(key, [service]);
    else known.push(service);
  }
  return Array.from({ length: count }, (_, index) => {
    const { namespace = '', name = '' } = random.of(pods).metadata;
    const from = pod(namespace, name);
    const near = random.of(byNamespace.get(namespace) ?? services).metadata;
    const far = random.of(services).metadata;
    const hosts = [near.name ?? '', `${far.name ?? ''}.${far.namespace ?? ''}`, `nothing-${index}`];
    const host = hosts[index % 5 === 4 ? 2 : index % 2] ?? '';
    const outcome = index % 5 === 4 ? 'dns-error' : 'response';
    return { request: readRequest({ from, url: flat(`http://${host}/cart`) }, from), outcome };
  });
}

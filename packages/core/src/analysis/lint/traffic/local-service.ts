import type { Cluster } from '../../../cluster/cluster.js';
import { fitsNodeAffinity } from '../../../control/scheduling/node-affinity.js';
import { untoleratedTaint } from '../../../control/scheduling/taints.js';
import type { Node } from '../../../object/node.js';
import { keyOf } from '../../../object/object.js';
import type { Pod } from '../../../object/pod.js';
import { referenceTo } from '../../../object/reference.js';
import type { Service } from '../../../object/service.js';
import { traceRequest, type TraceOptions } from '../../../pipeline/trace-request.js';
import type { RequestInput } from '../../../request/read-request.js';
import { statedServices } from '../../stated-services.js';
import type { Finding } from '../finding.js';
import { isReadable } from '../request/readable.js';

/** A Service of policy Local, and where it has endpoints. */
export interface LocalService {
  readonly service: Service;
  /** The nodes with a ready endpoint; at least one. */
  readonly nodes: ReadonlySet<string>;
  /** A pod of the Service. */
  readonly pod: Pod | undefined;
}

/** The Services that a policy is Local for; those without any ready endpoint are another matter. */
export function localServices(
  cluster: Cluster,
  isLocal: (service: Service) => boolean,
): readonly LocalService[] {
  return statedServices(cluster)
    .filter(isLocal)
    .flatMap((service): readonly LocalService[] => {
      const endpoints = cluster
        .slicesOf(keyOf(service))
        .flatMap((slice) => slice.endpoints)
        .filter(({ conditions }) => conditions.ready !== false);
      const nodes = new Set(endpoints.flatMap(({ nodeName }) => nodeName ?? []));
      const key = endpoints.flatMap(({ targetRef }) => targetRef ?? [])[0];
      const pod = key === undefined ? undefined : cluster.get('Pod', `${key.namespace ?? ''}/${key.name}`);
      return nodes.size === 0 ? [] : [{ service, nodes, pod }];
    });
}

/** Whether a pod like this one may be placed on a node. */
export function mayTake(node: Node, pod: Pod | undefined): boolean {
  return (
    pod === undefined ||
    (fitsNodeAffinity(pod.spec, node) &&
      untoleratedTaint(node, pod.spec.tolerations, ['NoSchedule', 'NoExecute']) === undefined)
  );
}

/** A request that may come to a node without endpoint. */
export interface Doubtful {
  readonly node: string;
  /** What comes there, as the object of a sentence. */
  readonly what: string;
  readonly request: RequestInput;
}

/** What is found where the node really drops the request. */
export function dropped(
  cluster: Cluster,
  service: Service,
  field: 'externalTrafficPolicy' | 'internalTrafficPolicy',
  { node, what, request }: Doubtful,
  options: TraceOptions = {},
): Finding | undefined {
  if (!isReadable(request)) return undefined;
  const trace = traceRequest(cluster, request, options);
  const { outcome } = trace;
  if (outcome.kind !== 'timeout' || outcome.cause.code !== 'no-local-endpoint') return undefined;
  const { namespace, name } = service.metadata;
  return {
    code: 'local-policy-without-endpoint',
    severity: 'warning',
    object: referenceTo(service),
    path: `spec.${field}`,
    message: `With ${field} Local node ${node}, which has no ready pod of Service ${namespace}/${name}, drops ${what}.`,
    fix: `Take ${field} Cluster, or run a pod of the Service on every node, as a DaemonSet does.`,
    evidence: { kind: 'request', request, trace },
  };
}

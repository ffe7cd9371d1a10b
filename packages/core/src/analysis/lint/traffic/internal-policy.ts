import type { Cluster } from '../../../cluster/cluster.js';
import { keyOf, type ObjectKey } from '../../../object/object.js';
import type { Pod } from '../../../object/pod.js';
import { isReady } from '../../../object/readiness.js';
import { referenceTo } from '../../../object/reference.js';
import type { Service } from '../../../object/service.js';
import { workloadOf } from '../../../pod/workload.js';
import type { ObjectReference } from '../../../problem/problem.js';
import type { Finding } from '../finding.js';
import { clientIn } from '../request/client.js';
import { urlOf } from './listener-request.js';
import { dropped, type LocalService, localServices, mayTake } from './local-service.js';
import { mentionsIn, serviceNamed } from './mention.js';

/**
 * Pods that ask a Service of internalTrafficPolicy Local on nodes that have no endpoint of it.
 *
 * @see kubernetes/website concepts/services-networking/service-traffic-policy.md
 */
export function internalPolicy(cluster: Cluster): readonly Finding[] {
  const local = localServices(cluster, isLocal);
  if (local.length === 0) return [];
  const askers = askersIn(cluster);
  return local.flatMap((each) => judge(cluster, each, askers.get(keyOf(each.service)) ?? []) ?? []);
}

function isLocal({ spec }: Service): boolean {
  return spec.internalTrafficPolicy === 'Local' && spec.clusterIP !== 'None' && spec.clusterIP !== '';
}

/** The workloads that are told of a Service. */
type Askers = ReadonlyMap<ObjectKey, readonly ObjectReference[]>;

function askersIn(cluster: Cluster): Askers {
  const askers = new Map<ObjectKey, ObjectReference[]>();
  for (const mention of mentionsIn(cluster)) {
    const key = serviceNamed(cluster, mention);
    const known = askers.get(key);
    if (known === undefined) askers.set(key, [mention.object]);
    else known.push(mention.object);
  }
  return askers;
}

function judge(
  cluster: Cluster,
  local: LocalService,
  askers: readonly ObjectReference[],
): Finding | undefined {
  const { service } = local;
  const pod = askingPod(cluster, local, askers);
  const from = pod === undefined ? undefined : clientIn(pod);
  const [port] = service.spec.ports;
  if (pod === undefined || from === undefined || port === undefined) return undefined;
  return dropped(cluster, service, 'internalTrafficPolicy', {
    node: pod.spec.nodeName ?? '',
    what: `what pods on it ask, such as ${pod.metadata.namespace}/${pod.metadata.name}`,
    request: { from, url: urlOf(port.protocol, service.spec.clusterIP, port.port) },
  });
}

/** A pod that is told of the Service, or one of its namespace on a node where the Service might have pods. */
function askingPod(
  cluster: Cluster,
  { service, nodes, pod }: LocalService,
  askers: readonly ObjectReference[],
): Pod | undefined {
  const isElsewhere = (each: Pod): boolean => {
    const { nodeName = '' } = each.spec;
    return cluster.get('Node', nodeName) !== undefined && !nodes.has(nodeName) && isReady(each);
  };
  const told = askers
    .flatMap((asker) =>
      cluster.list('Pod', asker.namespace ?? '').filter((each) => isOf(cluster, each, asker)),
    )
    .find(isElsewhere);
  if (told !== undefined) return told;
  return cluster.list('Pod', service.metadata.namespace).find((each) => {
    const node = cluster.get('Node', each.spec.nodeName ?? '');
    return isElsewhere(each) && node !== undefined && mayTake(node, pod);
  });
}

function isOf(cluster: Cluster, pod: Pod, { kind, name }: ObjectReference): boolean {
  const workload = workloadOf(cluster, pod) ?? referenceTo(pod);
  return workload.kind === kind && workload.name === name;
}

import type { ClusterChange } from '../../cluster/change.js';
import type { Cluster } from '../../cluster/cluster.js';
import type { Write } from '../../cluster/write.js';
import type { Condition, Node } from '../../object/node.js';
import { keyOf, type KubernetesObject, type ObjectKey } from '../../object/object.js';
import type { Pod } from '../../object/pod.js';
import { isSameValue } from '../../object/same-value.js';
import type { Controller } from '../controller.js';
import { conditionOf, isActive, isFinished } from '../workload/pod-state.js';
import { hostPortsOf } from './host-ports.js';
import { obstacleTo } from './obstacle.js';
import { Placements } from './placements.js';
import { affinityObstacle } from './pod-affinity.js';
import { preferredNode } from './preference.js';
import { spreadObstacle } from './topology-spread.js';

/**
 * Places each pod on a node that it fits; a pod that fits nowhere stays Pending and says why.
 *
 * @see kubernetes/kubernetes pkg/scheduler/schedule_one.go
 */
export const scheduler: Controller = {
  name: 'scheduler',
  keysFor,
  reconcile: (cluster, key) => schedule(cluster, [key]),
  reconcileAll: schedule,
};

/** Each pod counts on its node before the next one is looked at. */
function schedule(cluster: Cluster, keys: readonly ObjectKey[]): readonly Write[] {
  const placements = new Placements(cluster);
  return keys.flatMap((key) => {
    const pod = cluster.get('Pod', key);
    const scheduled =
      pod !== undefined && isWaiting(pod) ? scheduledPod(cluster, placements, pod) : undefined;
    return scheduled === undefined ? [] : [{ kind: 'put', object: scheduled }];
  });
}

/** The pod with its node, or with the reason why it has none; undefined when that is said already. */
function scheduledPod(cluster: Cluster, placements: Placements, pod: Pod): Pod | undefined {
  const nodes = cluster.list('Node');
  const hostPorts = hostPortsOf(pod.spec);
  const others = [spreadObstacle(placements, pod, nodes), affinityObstacle(placements, pod)].filter(
    (obstacle) => obstacle !== undefined,
  );
  const obstacles = new Map<string, number>();
  const feasible: Node[] = [];
  for (const node of nodes) {
    const obstacle = obstacleTo(placements, pod.spec, hostPorts, others, node);
    if (obstacle === undefined) feasible.push(node);
    else obstacles.set(obstacle, (obstacles.get(obstacle) ?? 0) + 1);
  }
  const node = preferredNode(cluster, placements, pod, feasible);
  if (node === undefined) {
    const message = unschedulableMessage(nodes.length, obstacles);
    if (conditionOf(pod, 'PodScheduled')?.message === message) return undefined;
    return withCondition(pod, { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message });
  }
  const { name } = node.metadata;
  placements.place(pod, name, hostPorts);
  return {
    ...withCondition(pod, { type: 'PodScheduled', status: 'True' }),
    spec: { ...pod.spec, nodeName: name },
  };
}

/**
 * New pods, and all that wait when a node comes or changes, a host port falls free or a pod goes that kept others away;
 * pods whose place depends on other pods whenever those come, go or change.
 *
 * A pod that comes with the word of a scheduler that it fits nowhere is left alone at first: that scheduler saw what
 * the model does not, such as requests and volumes.
 */
function* keysFor(change: ClusterChange, cluster: Cluster): Generator<ObjectKey> {
  const refused = new Set<KubernetesObject>();
  for (const object of change.added) {
    if (object.kind !== 'Pod' || !isWaiting(object)) continue;
    if (conditionOf(object, 'PodScheduled')?.status === 'False') refused.add(object);
    else yield keyOf(object);
  }
  for (const { from, to } of change.updated) {
    if (from.kind === 'Pod' && to.kind === 'Pod' && isWaiting(to) && to.spec !== from.spec) yield keyOf(to);
  }
  const minding = cluster.podsMindingOthers('waiting');
  if (minding.length > 0 && movesPods(change)) {
    for (const pod of minding) if (isWaiting(pod) && !refused.has(pod)) yield keyOf(pod);
  }
  if (!makesRoom(change)) return;
  for (const pod of cluster.list('Pod')) if (isWaiting(pod) && !refused.has(pod)) yield keyOf(pod);
}

function isWaiting(pod: Pod): boolean {
  return pod.spec.nodeName === undefined && isActive(pod);
}

/** Whether a pod that fitted nowhere may fit now. @see kubernetes/kubernetes pkg/scheduler/eventhandlers.go */
function makesRoom({ added, updated, removed }: ClusterChange): boolean {
  return (
    added.some(({ kind }) => kind === 'Node') ||
    updated.some(({ from, to }) => isOpened(from, to) || isEnded(from, to)) ||
    removed.some((object) => object.kind === 'Pod' && isInTheWay(object))
  );
}

/** Whether a pod takes something that others may wait for. */
function isInTheWay({ spec }: Pod): boolean {
  return spec.podAntiAffinity !== undefined || hostPortsOf(spec).length > 0;
}

/** Whether placed pods came, went, or changed in what others see of them. */
function movesPods({ added, updated, removed }: ClusterChange): boolean {
  return (
    added.some(isPlaced) ||
    removed.some(isPlaced) ||
    updated.some(({ from, to }) => isPlaced(to) && (!isPlaced(from) || isSeenOtherwise(from, to)))
  );
}

function isPlaced(object: KubernetesObject): boolean {
  return object.kind === 'Pod' && object.spec.nodeName !== undefined;
}

function isSeenOtherwise(from: KubernetesObject, to: KubernetesObject): boolean {
  return (
    from.metadata.labels !== to.metadata.labels ||
    from.metadata.deletionTimestamp !== to.metadata.deletionTimestamp ||
    isEnded(from, to)
  );
}

/** Whether a node changed in what it demands of pods. */
function isOpened(from: KubernetesObject, to: KubernetesObject): boolean {
  if (from.kind !== 'Node' || to.kind !== 'Node') return false;
  return !isSameValue(demandsOf(from), demandsOf(to));
}

function demandsOf({ metadata, spec, status }: Node): unknown {
  return [metadata.labels, spec.taints, spec.unschedulable, status.allocatable];
}

function isEnded(from: KubernetesObject, to: KubernetesObject): boolean {
  return from.kind === 'Pod' && to.kind === 'Pod' && isFinished(to) && !isFinished(from);
}

/** @see kubernetes/kubernetes pkg/scheduler/framework/types.go, FitError */
function unschedulableMessage(nodes: number, obstacles: ReadonlyMap<string, number>): string {
  if (nodes === 0) return 'no nodes available to schedule pods';
  const reasons = [...obstacles].map(([obstacle, count]) => `${count} ${obstacle}`).sort();
  return `0/${nodes} nodes are available: ${reasons.join(', ')}.`;
}

function withCondition(pod: Pod, condition: Condition): Pod {
  const others = pod.status.conditions.filter(({ type }) => type !== condition.type);
  return { ...pod, status: { ...pod.status, conditions: [condition, ...others] } };
}

import type { ClusterChange } from '../../cluster/change.js';
import type { Cluster } from '../../cluster/cluster.js';
import type { Condition, Node } from '../../object/node.js';
import { keyOf, type KubernetesObject, type ObjectKey } from '../../object/object.js';
import type { Pod } from '../../object/pod.js';
import type { Controller } from '../controller.js';
import { touched } from '../workload/owner-keys.js';
import { conditionOf, isActive, isFinished } from '../workload/pod-state.js';
import { hostPortsOf } from './host-ports.js';
import { obstacleTo } from './obstacle.js';
import { preferredNode } from './preference.js';

/**
 * Places each pod on a node that it fits; a pod that fits nowhere stays Pending and says why.
 *
 * @see kubernetes/kubernetes pkg/scheduler/schedule_one.go
 */
export const scheduler: Controller = {
  name: 'scheduler',
  // Each pod counts on the nodes before the next one is looked at.
  serial: true,
  keysFor,
  reconcile(cluster, key) {
    const pod = cluster.get('Pod', key);
    if (pod === undefined || !isWaiting(pod)) return [];
    const nodes = cluster.list('Node');
    const hostPorts = hostPortsOf(pod.spec);
    const obstacles = new Map<string, number>();
    const feasible: Node[] = [];
    for (const node of nodes) {
      const obstacle = obstacleTo(cluster, pod.spec, hostPorts, node);
      if (obstacle === undefined) feasible.push(node);
      else obstacles.set(obstacle, (obstacles.get(obstacle) ?? 0) + 1);
    }
    const node = preferredNode(cluster, pod, feasible);
    if (node !== undefined) {
      const spec = { ...pod.spec, nodeName: node.metadata.name };
      return [{ kind: 'put', object: { ...withCondition(pod, { type: 'PodScheduled', status: 'True' }), spec } }];
    }
    const message = unschedulableMessage(nodes.length, obstacles);
    if (conditionOf(pod, 'PodScheduled')?.message === message) return [];
    const condition = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message } as const;
    return [{ kind: 'put', object: withCondition(pod, condition) }];
  },
};

/**
 * New pods, and all that wait when a node comes or changes or a host port falls free.
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
  if (!makesRoom(change)) return;
  for (const pod of cluster.list('Pod')) if (isWaiting(pod) && !refused.has(pod)) yield keyOf(pod);
}

function isWaiting(pod: Pod): boolean {
  return pod.spec.nodeName === undefined && isActive(pod);
}

function makesRoom(change: ClusterChange): boolean {
  for (const object of touched(change)) if (object.kind === 'Node') return true;
  return (
    change.removed.some((object) => object.kind === 'Pod' && hostPortsOf(object.spec).length > 0) ||
    change.updated.some(({ from, to }) => from.kind === 'Pod' && to.kind === 'Pod' && isFinished(to) && !isFinished(from))
  );
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

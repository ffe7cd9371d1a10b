import type { Cluster } from '../../cluster/cluster.js';
import type { Node } from '../../object/node.js';
import type { PodSpec } from '../../object/pod.js';
import { isFinished } from '../workload/pod-state.js';
import { type HostPort, hostPortsFit } from './host-ports.js';
import { fitsNodeAffinity } from './node-affinity.js';
import { tolerates, unschedulableTaint, untoleratedTaint } from './taints.js';

/**
 * The first thing that keeps a pod off a node, in the scheduler's own words; undefined when the pod fits.
 *
 * Not looked at: requests of CPU and memory, volumes, affinity to other pods, topology spread constraints.
 * @see kubernetes/kubernetes pkg/scheduler/framework/plugins: nodeunschedulable, tainttoleration, nodeaffinity,
 *   nodeports, noderesources, in this order
 */
export function obstacleTo(
  cluster: Cluster,
  spec: PodSpec,
  hostPorts: readonly HostPort[],
  node: Node,
): string | undefined {
  if (node.spec.unschedulable && !tolerates(spec.tolerations, unschedulableTaint)) {
    return 'node(s) were unschedulable';
  }
  const taint = untoleratedTaint(node, spec.tolerations, ['NoSchedule', 'NoExecute']);
  if (taint !== undefined) return `node(s) had untolerated taint {${taint.key}: ${taint.value}}`;
  if (!fitsNodeAffinity(spec, node)) return "node(s) didn't match Pod's node affinity/selector";
  if (!hostPortsFit(cluster, node.metadata.name, hostPorts)) {
    return "node(s) didn't have free ports for the requested pod ports";
  }
  return isFull(cluster, node) ? 'Too many pods' : undefined;
}

function isFull(cluster: Cluster, node: Node): boolean {
  const limit = Number(node.status.allocatable['pods']);
  const pods = cluster.podsOnNode(node.metadata.name);
  return pods.length >= limit && pods.filter((pod) => !isFinished(pod)).length >= limit;
}

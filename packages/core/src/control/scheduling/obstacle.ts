import type { Node } from '../../object/node.js';
import type { PodSpec } from '../../object/pod.js';
import type { HostPort } from './host-ports.js';
import { fitsNodeAffinity } from './node-affinity.js';
import type { Placements } from './placements.js';
import type { Obstacle } from './pod-affinity.js';
import { tolerates, unschedulableTaint, untoleratedTaint } from './taints.js';

/**
 * The first thing that keeps a pod off a node, in the scheduler's own words; undefined when the pod fits.
 *
 * Not looked at: requests of CPU and memory, volumes.
 * @param others what other pods keep it from
 * @see kubernetes/kubernetes pkg/scheduler/framework/plugins: nodeunschedulable, tainttoleration, nodeaffinity,
 *   nodeports, noderesources, podtopologyspread, interpodaffinity, in this order
 */
export function obstacleTo(
  placements: Placements,
  spec: PodSpec,
  hostPorts: readonly HostPort[],
  others: readonly Obstacle[],
  node: Node,
): string | undefined {
  const { name } = node.metadata;
  if (node.spec.unschedulable && !tolerates(spec.tolerations, unschedulableTaint)) {
    return 'node(s) were unschedulable';
  }
  const taint = untoleratedTaint(node, spec.tolerations, ['NoSchedule', 'NoExecute']);
  if (taint !== undefined) return `node(s) had untolerated taint {${taint.key}: ${taint.value}}`;
  if (!fitsNodeAffinity(spec, node)) return "node(s) didn't match Pod's node affinity/selector";
  if (!placements.hostPortsFit(name, hostPorts)) {
    return "node(s) didn't have free ports for the requested pod ports";
  }
  if (placements.isFull(name, Number(node.status.allocatable['pods']))) return 'Too many pods';
  for (const obstacle of others) {
    const found = obstacle(node);
    if (found !== undefined) return found;
  }
  return undefined;
}

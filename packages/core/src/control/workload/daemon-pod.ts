import type { Cluster } from '../../cluster/cluster.js';
import type { Node, Taint } from '../../object/node.js';
import type { NodeSelectorTerm, Pod, PodSpec, Toleration } from '../../object/pod.js';
import type { DaemonSet } from '../../object/workload.js';
import { fitsNodeAffinity } from '../scheduling/node-affinity.js';
import { untoleratedTaint } from '../scheduling/taints.js';

/** Whether a pod may stay where it is. One that was given on a node that was not is left to the node's fate. */
export function mayStay(cluster: Cluster, set: DaemonSet, pod: Pod, target: string): boolean {
  const node = cluster.get('Node', target);
  return node === undefined ? pod.spec.nodeName !== undefined : fits(set, node, ['NoExecute']);
}

/** Whether the template of a DaemonSet fits a node, as to its taints with these effects. */
export function fits(set: DaemonSet, node: Node, effects: readonly Taint['effect'][]): boolean {
  const { spec } = set.spec.template;
  return (
    (spec.nodeName === undefined || spec.nodeName === node.metadata.name) &&
    fitsNodeAffinity(spec, node) &&
    untoleratedTaint(node, tolerationsOf(spec), effects) === undefined
  );
}

/** The node that a pod of a DaemonSet is on, or meant for. */
export function targetNode({ spec }: Pod): string | undefined {
  if (spec.nodeName !== undefined) return spec.nodeName;
  for (const { matchFields } of spec.nodeAffinity ?? []) {
    for (const { key, values } of matchFields) if (key === 'metadata.name') return values[0];
  }
  return undefined;
}

/** The scheduler places the pods of a DaemonSet too; affinity to the one node tells it where. */
export function specFor(spec: PodSpec, node: Node): Partial<PodSpec> {
  const onlyThere = [{ key: 'metadata.name', operator: 'In', values: [node.metadata.name] }] as const;
  const terms: readonly NodeSelectorTerm[] = spec.nodeAffinity ?? [{ matchExpressions: [], matchFields: [] }];
  return {
    nodeAffinity: terms.map((term) => ({ ...term, matchFields: onlyThere })),
    tolerations: tolerationsOf(spec),
  };
}

/** @see kubernetes/kubernetes pkg/controller/daemon/util/daemonset_util.go, AddOrUpdateDaemonPodTolerations */
function tolerationsOf(spec: PodSpec): readonly Toleration[] {
  return [...spec.tolerations, ...(spec.hostNetwork ? hostNetworkTolerations : daemonTolerations)];
}

const daemonTolerations: readonly Toleration[] = [
  { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' },
  { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute' },
  { key: 'node.kubernetes.io/disk-pressure', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/memory-pressure', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/pid-pressure', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/unschedulable', operator: 'Exists', effect: 'NoSchedule' },
];

const hostNetworkTolerations: readonly Toleration[] = [
  ...daemonTolerations,
  { key: 'node.kubernetes.io/network-unavailable', operator: 'Exists', effect: 'NoSchedule' },
];

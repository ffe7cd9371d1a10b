import type { ClusterChange } from '../../cluster/change.js';
import type { Cluster } from '../../cluster/cluster.js';
import type { Write } from '../../cluster/write.js';
import type { Node, Taint } from '../../object/node.js';
import { keyOf, type ObjectKey } from '../../object/object.js';
import type { NodeSelectorTerm, Pod, PodSpec, Toleration } from '../../object/pod.js';
import type { DaemonSet } from '../../object/workload.js';
import type { Controller } from '../controller.js';
import { fitsNodeAffinity } from '../scheduling/node-affinity.js';
import { untoleratedTaint } from '../scheduling/taints.js';
import { ownerKeys, touched } from './owner-keys.js';
import { podsOf } from './ownership.js';
import { isFinished } from './pod-state.js';
import { makePods, removal } from './replicas.js';
import { revisionLabel, revisionOf } from './revision.js';

/**
 * Keeps one pod of each DaemonSet on every node that its template fits.
 *
 * @see kubernetes/kubernetes pkg/controller/daemon/daemon_controller.go
 */
export const daemonSetController: Controller = {
  name: 'daemonset',
  keysFor,
  reconcile(cluster, key) {
    const set = cluster.get('DaemonSet', key);
    if (set === undefined) return [];
    const pods = podsOf(cluster, set);
    const revision = revisionOf(cluster, set, pods);
    const removed: Write[] = [];
    const served = new Set<string>();
    for (const pod of pods) {
      const target = targetNode(pod) ?? '';
      const outdated = set.spec.updateStrategy === 'RollingUpdate' && !revision.isCurrent(pod);
      const surplus = served.has(target) || !mayStay(cluster, set, pod, target);
      if (surplus || outdated || isFinished(pod)) removed.push(removal(pod));
      else served.add(target);
    }
    const missing = cluster
      .list('Node')
      .filter((node) => !served.has(node.metadata.name) && fits(set, node, ['NoSchedule', 'NoExecute']));
    return [
      ...removed,
      ...makePods(
        cluster,
        set,
        set.spec.template,
        missing.map((node) => ({
          labels: { [revisionLabel]: revision.label },
          spec: specFor(set.spec.template.spec, node),
        })),
      ),
      ...revision.writes,
    ];
  },
};

/** Besides its own changes, every DaemonSet looks again when a node comes, goes or changes what it demands of pods. */
function* keysFor(change: ClusterChange, cluster: Cluster): Generator<ObjectKey> {
  yield* ownerKeys(change, 'DaemonSet');
  for (const object of touched(change)) {
    if (object.kind !== 'Node') continue;
    for (const set of cluster.list('DaemonSet')) yield keyOf(set);
    return;
  }
}

/** Whether a pod may stay where it is. One that was given on a node that was not is left to the node's fate. */
function mayStay(cluster: Cluster, set: DaemonSet, pod: Pod, target: string): boolean {
  const node = cluster.get('Node', target);
  return node === undefined ? pod.spec.nodeName !== undefined : fits(set, node, ['NoExecute']);
}

/** Whether the template of a DaemonSet fits a node, as to its taints with these effects. */
function fits(set: DaemonSet, node: Node, effects: readonly Taint['effect'][]): boolean {
  const { spec } = set.spec.template;
  return (
    (spec.nodeName === undefined || spec.nodeName === node.metadata.name) &&
    fitsNodeAffinity(spec, node) &&
    untoleratedTaint(node, tolerationsOf(spec), effects) === undefined
  );
}

/** The node that a pod of a DaemonSet is on, or meant for. */
function targetNode({ spec }: Pod): string | undefined {
  if (spec.nodeName !== undefined) return spec.nodeName;
  for (const { matchFields } of spec.nodeAffinity ?? []) {
    for (const { key, values } of matchFields) if (key === 'metadata.name') return values[0];
  }
  return undefined;
}

/** The scheduler places the pods of a DaemonSet too; affinity to the one node tells it where. */
function specFor(spec: PodSpec, node: Node): Partial<PodSpec> {
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

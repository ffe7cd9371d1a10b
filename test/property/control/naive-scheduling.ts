import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import type { LabelSelector } from '../../../packages/core/src/object/label-selector.js';
import type { StringMap } from '../../../packages/core/src/object/metadata.js';
import type { Node } from '../../../packages/core/src/object/node.js';
import type {
  Pod,
  PodAffinityTerm,
  TopologySpreadConstraint,
} from '../../../packages/core/src/object/pod.js';

/**
 * Whether a pod may be on a node as far as other pods go, read off the documentation word by word and looked up pod by
 * pod; nodes are taken to have no taints and pods no node affinity.
 *
 * @see kubernetes/website content/en/docs/concepts/scheduling-eviction/assign-pod-node.md
 * @see kubernetes/website content/en/docs/concepts/scheduling-eviction/topology-spread-constraints.md
 */
export function mayBeOn(cluster: Cluster, pod: Pod, node: Node): boolean {
  const near = pod.spec.podAffinity ?? [];
  const others = livingPods(cluster);
  const isNear = near.every((term) => {
    const place = node.metadata.labels[term.topologyKey];
    return (
      place !== undefined &&
      others.some(
        (other) =>
          near.every((each) => isMeant(cluster, each, pod, other)) &&
          placeOf(cluster, other, term.topologyKey) === place,
      )
    );
  });
  const isFirst =
    near.every((term) => node.metadata.labels[term.topologyKey] !== undefined) &&
    near.every((term) => isMeant(cluster, term, pod, pod)) &&
    !others.some((other) =>
      near.some(
        (term) =>
          near.every((each) => isMeant(cluster, each, pod, other)) &&
          placeOf(cluster, other, term.topologyKey) !== undefined,
      ),
    );
  return (
    (isNear || isFirst) &&
    others.every((other) => !keepsAway(cluster, pod, other, node, other)) &&
    others.every((other) => !keepsAway(cluster, other, pod, node, other)) &&
    (pod.spec.topologySpreadConstraints ?? []).every(
      (constraint) =>
        constraint.whenUnsatisfiable === 'ScheduleAnyway' || isEven(cluster, constraint, pod, node),
    )
  );
}

/** Whether the anti-affinity of one pod speaks of the other, where `placed` is the one that has a node. */
function keepsAway(cluster: Cluster, one: Pod, other: Pod, node: Node, placed: Pod): boolean {
  return (one.spec.podAntiAffinity ?? []).some((term) => {
    const place = node.metadata.labels[term.topologyKey];
    return (
      place !== undefined &&
      isMeant(cluster, term, one, other) &&
      placeOf(cluster, placed, term.topologyKey) === place
    );
  });
}

function isEven(cluster: Cluster, constraint: TopologySpreadConstraint, pod: Pod, node: Node): boolean {
  const { topologyKey, labelSelector, minDomains = 1, maxSkew, matchLabelKeys } = constraint;
  const hard = (pod.spec.topologySpreadConstraints ?? []).filter(
    ({ whenUnsatisfiable }) => whenUnsatisfiable === 'DoNotSchedule',
  );
  const nodes = cluster
    .list('Node')
    .filter(({ metadata }) => hard.every((each) => metadata.labels[each.topologyKey] !== undefined));
  const place = node.metadata.labels[topologyKey];
  if (place === undefined) return false;
  const isEmpty =
    labelSelector !== undefined &&
    Object.keys(labelSelector.matchLabels).length === 0 &&
    !matchLabelKeys.some((key) => pod.metadata.labels[key] !== undefined);
  const counted = (at: string): number =>
    isEmpty
      ? 0
      : livingPods(cluster).filter(
          (other) =>
            other.metadata.deletionTimestamp === undefined &&
            other.metadata.namespace === pod.metadata.namespace &&
            has(labelSelector, other.metadata.labels) &&
            matchLabelKeys.every((key) => isAsOwn(key, pod, other)) &&
            nodes.some(
              ({ metadata }) => metadata.name === other.spec.nodeName && metadata.labels[topologyKey] === at,
            ),
        ).length;
  const places = [...new Set(nodes.map(({ metadata }) => metadata.labels[topologyKey] ?? ''))];
  const fewest = places.length < minDomains ? 0 : Math.min(...places.map(counted));
  const own = has(labelSelector, pod.metadata.labels) ? 1 : 0;
  return counted(place) + own - fewest <= maxSkew;
}

function livingPods(cluster: Cluster): readonly Pod[] {
  return cluster
    .list('Pod')
    .filter(
      ({ spec, status }) =>
        spec.nodeName !== undefined && status.phase !== 'Succeeded' && status.phase !== 'Failed',
    );
}

function placeOf(cluster: Cluster, pod: Pod, key: string): string | undefined {
  return cluster.get('Node', pod.spec.nodeName ?? '')?.metadata.labels[key];
}

function isMeant(cluster: Cluster, term: PodAffinityTerm, owner: Pod, other: Pod): boolean {
  const { namespaces, namespaceSelector, labelSelector, matchLabelKeys, mismatchLabelKeys } = term;
  const { namespace } = other.metadata;
  const isCovered =
    namespaces.length === 0 && namespaceSelector === undefined
      ? namespace === owner.metadata.namespace
      : namespaces.includes(namespace) ||
        has(namespaceSelector, cluster.get('Namespace', namespace)?.metadata.labels ?? {});
  return (
    isCovered &&
    has(labelSelector, other.metadata.labels) &&
    matchLabelKeys.every((key) => isAsOwn(key, owner, other)) &&
    mismatchLabelKeys.every((key) => owner.metadata.labels[key] === undefined || !isAsOwn(key, owner, other))
  );
}

function isAsOwn(key: string, owner: Pod, other: Pod): boolean {
  const own = owner.metadata.labels[key];
  return own === undefined || other.metadata.labels[key] === own;
}

/** Whether labels have those of a selector without expressions; a selector that is not there matches nothing. */
function has(selector: LabelSelector | undefined, labels: StringMap): boolean {
  return (
    selector !== undefined &&
    Object.entries(selector.matchLabels).every(([key, value]) => labels[key] === value)
  );
}

import type {
  Cluster,
  Condition,
  KubernetesObject,
  ObjectReference,
  PodTemplateSpec,
  Taint,
} from '@kubehop/core';
import { controllerOf, keyOf, type Write } from '@kubehop/core/engine';
import type { WorkloadName } from './act.js';
import { timestamp } from '../time/clock.js';

/** @see kubernetes/kubectl pkg/polymorphichelpers/objectrestarter.go */
const restartedAt = 'kubectl.kubernetes.io/restartedAt';

const daemonSetReplicas = 'a DaemonSet has as many pods as there are nodes for it';

/**
 * The number of replicas of a workload, set as `kubectl scale` does.
 *
 * @throws {RangeError} when there is no such workload, or it has no replicas to set
 */
export function scaled(cluster: Cluster, workload: WorkloadName, replicas: number): readonly Write[] {
  if (!Number.isSafeInteger(replicas) || replicas < 0)
    throw new RangeError(`${replicas} is no number of replicas`);
  const object = workloadIn(cluster, workload);
  switch (object.kind) {
    case 'Deployment':
      return [put({ ...object, spec: { ...object.spec, replicas } })];
    case 'ReplicaSet':
      return [put({ ...object, spec: { ...object.spec, replicas } })];
    case 'ReplicationController':
      return [put({ ...object, spec: { ...object.spec, replicas } })];
    case 'StatefulSet':
      return [put({ ...object, spec: { ...object.spec, replicas } })];
    case 'DaemonSet':
      throw new RangeError(daemonSetReplicas);
    default:
      return object satisfies never;
  }
}

/**
 * The number of replicas that a workload is meant to have.
 *
 * @throws {RangeError} when there is no such workload, or it has no replicas to set
 */
export function replicasOf(cluster: Cluster, workload: WorkloadName): number {
  const object = workloadIn(cluster, workload);
  if (object.kind === 'DaemonSet') throw new RangeError(daemonSetReplicas);
  return object.spec.replicas;
}

/** A workload with a new template: another image, or the mark that `kubectl rollout restart` leaves. */
export function rolledOut(
  cluster: Cluster,
  workload: WorkloadName,
  { image, container }: { readonly image?: string; readonly container?: string },
  now: number,
): readonly Write[] {
  const object = workloadIn(cluster, workload);
  const { template } = object.spec;
  const names = template.spec.containers.map(({ name }) => name);
  if (container !== undefined && !names.includes(container)) {
    throw new RangeError(`${workload.name} has no container ${container}; it has ${names.join(', ')}`);
  }
  const { labels, annotations } = template.metadata;
  const next =
    image === undefined
      ? { ...template, metadata: { labels, annotations: { ...annotations, [restartedAt]: timestamp(now) } } }
      : {
          ...template,
          spec: {
            ...template.spec,
            containers: template.spec.containers.map((each, index) =>
              (container === undefined ? index === 0 : each.name === container) ? { ...each, image } : each,
            ),
          },
        };
  return [put(withTemplate(object, next))];
}

function withTemplate(object: Workload, template: PodTemplateSpec): KubernetesObject {
  switch (object.kind) {
    case 'Deployment':
      return { ...object, spec: { ...object.spec, template } };
    case 'ReplicaSet':
      return { ...object, spec: { ...object.spec, template } };
    case 'ReplicationController':
      return { ...object, spec: { ...object.spec, template } };
    case 'StatefulSet':
      return { ...object, spec: { ...object.spec, template } };
    case 'DaemonSet':
      return { ...object, spec: { ...object.spec, template } };
    default:
      return object satisfies never;
  }
}

/** A node that takes new pods, or takes none. */
export function cordoned(cluster: Cluster, name: string, unschedulable: boolean): readonly Write[] {
  const node = nodeIn(cluster, name);
  return [put({ ...node, spec: { ...node.spec, unschedulable } })];
}

/** A node with another taint. */
export function tainted(
  cluster: Cluster,
  name: string,
  key: string,
  effect: Taint['effect'],
): readonly Write[] {
  const node = nodeIn(cluster, name);
  return [
    put({ ...node, spec: { ...node.spec, taints: [...node.spec.taints, { key, value: '', effect }] } }),
  ];
}

/**
 * The pods that `kubectl drain` evicts: all of the node but those of DaemonSets, and those that no API object is behind.
 *
 * @see kubernetes/kubectl pkg/drain/filters.go
 */
export function drained(cluster: Cluster, name: string): readonly ObjectReference[] {
  return cluster
    .podsOnNode(nodeIn(cluster, name).metadata.name)
    .filter((pod) => controllerOf(pod)?.kind !== 'DaemonSet' && controllerOf(pod)?.kind !== 'Node')
    .map(({ metadata }) => ({ kind: 'Pod', namespace: metadata.namespace, name: metadata.name }));
}

/** A pod with a condition that somebody else than its kubelet sets. */
export function withPodCondition(cluster: Cluster, key: string, condition: Condition): readonly Write[] {
  const pod = cluster.get('Pod', key);
  if (pod === undefined) throw new RangeError(`there is no pod ${key}`);
  const others = pod.status.conditions.filter(({ type }) => type !== condition.type);
  return [put({ ...pod, status: { ...pod.status, conditions: [...others, condition] } })];
}

/**
 * The node of this name.
 *
 * @throws {RangeError} when there is none
 */
export function nodeIn(cluster: Cluster, name: string): Extract<KubernetesObject, { kind: 'Node' }> {
  const node = cluster.get('Node', name);
  if (node === undefined) {
    const known = cluster.list('Node').map(keyOf);
    throw new RangeError(`there is no node ${name}; there are ${known.slice(0, 5).join(', ')}`);
  }
  return node;
}

/** Scenarios and programs without types may name others. */
const workloadKinds: ReadonlySet<string> = new Set<WorkloadName['kind']>([
  'Deployment',
  'StatefulSet',
  'ReplicaSet',
  'ReplicationController',
  'DaemonSet',
]);

function workloadIn(cluster: Cluster, { kind, namespace, name }: WorkloadName): Workload {
  if (!workloadKinds.has(kind))
    throw new RangeError(`${kind} is no kind of workload; those are ${[...workloadKinds].join(', ')}`);
  const object = cluster.get(kind, `${namespace}/${name}`);
  if (object === undefined) throw new RangeError(`there is no ${kind} ${namespace}/${name}`);
  return object;
}

type Workload = Extract<KubernetesObject, { kind: WorkloadName['kind'] }>;

function put(object: KubernetesObject): Write {
  return { kind: 'put', object };
}

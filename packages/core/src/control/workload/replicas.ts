import type { Cluster } from '../../cluster/cluster.js';
import type { Write } from '../../cluster/write.js';
import { keyOf, type KubernetesObject } from '../../object/object.js';
import type { Pod, PodTemplateSpec } from '../../object/pod.js';
import { hashText } from '../name/hash.js';
import { scatteredName } from '../name/scattered-name.js';
import { type DeletionPace, inDeletionOrder } from './deletion-rank.js';
import { newPod, type PodIdentity } from './new-pod.js';

/** What tells apart pods of one owner beyond the end of their names. */
export interface Particulars extends Omit<PodIdentity, 'name' | 'incarnation'> {
  /** What the name begins with; by default the owner's name. */
  readonly prefix?: string;
}

/** The counter of all pods that an owner ever made. */
export function podCounter(owner: KubernetesObject): string {
  return `pods/${owner.kind}/${keyOf(owner)}`;
}

/** Makes pods with generated names, one for each of `particulars`; counts them, so that no name comes again. */
export function makePods(
  cluster: Cluster,
  owner: KubernetesObject,
  template: PodTemplateSpec,
  particulars: readonly Particulars[],
): readonly Write[] {
  if (particulars.length === 0) return [];
  const counter = podCounter(owner);
  let count = cluster.counter(counter);
  const writes: Write[] = [];
  for (const { prefix, ...particular } of particulars) {
    let name = podName(owner, count, prefix);
    // A pod that was given may hold this very name.
    while (cluster.get('Pod', `${owner.metadata.namespace}/${name}`) !== undefined) {
      name = podName(owner, ++count, prefix);
    }
    writes.push({
      kind: 'put',
      object: newPod(owner, template, { ...particular, name, incarnation: count }),
    });
    count++;
  }
  writes.push({ kind: 'count', counter, value: count });
  return writes;
}

/** Takes away the pods that a scaled-down owner gives up first. */
export function removePods(
  cluster: Cluster,
  owner: KubernetesObject,
  pods: readonly Pod[],
  surplus: number,
  pace?: DeletionPace,
): readonly Write[] {
  if (surplus <= 0) return [];
  const incarnations = new Map<string, number>();
  for (let count = cluster.counter(podCounter(owner)) - 1; count >= 0; count--) {
    incarnations.set(podName(owner, count), count);
  }
  return inDeletionOrder(pods, (pod) => incarnations.get(pod.metadata.name) ?? -1, pace)
    .slice(0, surplus)
    .map(removal);
}

/** The write that takes a pod away; with a pace, that asks for its deletion. */
export function removal(pod: Pod): Write {
  return { kind: 'remove', objectKind: 'Pod', key: keyOf(pod) };
}

function podName(owner: KubernetesObject, count: number, prefix: string = owner.metadata.name): string {
  return scatteredName(`${prefix}-`, hashText(podCounter(owner)), count);
}

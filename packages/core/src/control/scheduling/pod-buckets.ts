import type { LabelSelector } from '../../object/label-selector.js';
import type { Pod } from '../../object/pod.js';

/**
 * Things that concern some pods, put where those pods look: by a label that a pod must have for it. A large cluster has
 * thousands of them, of which a pod minds one or two.
 */
export class PodBuckets<T> {
  readonly #buckets = new Map<string, T[]>();

  add(bucket: string, item: T): void {
    const items = this.#buckets.get(bucket);
    if (items === undefined) this.#buckets.set(bucket, [item]);
    else items.push(item);
  }

  /** What may concern a pod, and maybe more. */
  for(pod: Pod): readonly T[] {
    if (this.#buckets.size === 0) return nothing;
    return bucketsOf(pod).flatMap((bucket) => this.in(bucket));
  }

  /** What is in a bucket. */
  in(bucket: string): readonly T[] {
    return this.#buckets.get(bucket) ?? nothing;
  }
}

/** The buckets in which {@link PodBuckets} looks for a pod. */
export function bucketsOf({ metadata: { namespace, labels } }: Pod): readonly string[] {
  return [everything, ...Object.entries(labels).map(([key, value]) => nameOf(namespace, key, value))];
}

const nothing: readonly never[] = [];
const everything = '';

/** The bucket of what concerns pods of a namespace that a selector matches; of several namespaces, or without labels, all. */
export function bucketOf(namespace: string | undefined, selector: LabelSelector): string {
  if (namespace === undefined) return everything;
  for (const key in selector.matchLabels) return nameOf(namespace, key, selector.matchLabels[key] ?? '');
  return everything;
}

function nameOf(namespace: string, key: string, value: string): string {
  return `${namespace}/${key}=${value}`;
}

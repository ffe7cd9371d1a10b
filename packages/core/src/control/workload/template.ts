import type { StringMap } from '../../object/metadata.js';
import type { PodTemplateSpec } from '../../object/pod.js';
import { isSameValue } from '../../object/same-value.js';
import { hashValue } from '../name/hash.js';

/** The label by which a ReplicaSet tells its pods from those of other templates. @see kubernetes/api apps/v1/types.go, DefaultDeploymentUniqueLabelKey */
export const hashLabel = 'pod-template-hash';

/**
 * Whether two templates make the same pods; the label {@link hashLabel} does not count.
 *
 * @see kubernetes/kubernetes pkg/controller/deployment/util/deployment_util.go, EqualIgnoreHash
 */
export function isSameTemplate(a: PodTemplateSpec, b: PodTemplateSpec): boolean {
  return (
    isSameValue(a.spec, b.spec) &&
    isSameValue(a.metadata.annotations, b.metadata.annotations) &&
    isSameValue(withoutHash(a.metadata.labels), withoutHash(b.metadata.labels))
  );
}

const hashes = new WeakMap<PodTemplateSpec, number>();

/** A number for a template: the same for the same pods. */
export function templateHash(template: PodTemplateSpec): number {
  let hash = hashes.get(template);
  if (hash === undefined) {
    hash = hashValue(template);
    hashes.set(template, hash);
  }
  return hash;
}

function withoutHash(labels: StringMap): StringMap {
  const { [hashLabel]: _, ...others } = labels;
  return others;
}

import type { PodTemplateSpec } from '../../object/pod.js';
import { hashValue } from '../name/hash.js';

/** The label by which a ReplicaSet tells its pods from those of other templates. @see kubernetes/api apps/v1/types.go, DefaultDeploymentUniqueLabelKey */
export const hashLabel = 'pod-template-hash';

const hashes = new WeakMap<PodTemplateSpec, number>();

/**
 * The hash of a template, the label {@link hashLabel} left aside: templates with the same hash count as the same.
 *
 * @see kubernetes/kubernetes pkg/controller/deployment/util/deployment_util.go, EqualIgnoreHash
 */
export function templateHash(template: PodTemplateSpec): number {
  let hash = hashes.get(template);
  if (hash === undefined) {
    const { [hashLabel]: _, ...labels } = template.metadata.labels;
    hash = hashValue({ ...template, metadata: { ...template.metadata, labels } });
    hashes.set(template, hash);
  }
  return hash;
}

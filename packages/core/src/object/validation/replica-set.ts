import type { FieldErrors } from '../field/field-errors.js';
import type { ReplicaSet, ReplicationController } from '../workload.js';
import { matchesLabels, selectorOf } from '../label-selector.js';
import { validateNonNegative } from './ports.js';
import { validatePodTemplate } from './pod-spec.js';
import { validateImmutable } from './immutable.js';
import { validatePodKeeper, validateRestartPolicy } from './workload.js';

/** @see kubernetes/kubernetes pkg/apis/apps/validation/validation.go, ValidateReplicaSetSpec */
export function validateReplicaSet({ spec }: ReplicaSet, errors: FieldErrors): void {
  errors.enter('spec');
  validateNonNegative(spec.replicas, 'replicas', errors);
  validateNonNegative(spec.minReadySeconds, 'minReadySeconds', errors);
  // The API server speaks of deployments here, too.
  validatePodKeeper(spec, 'deployment', errors);
  errors.leave();
}

/** @see kubernetes/kubernetes pkg/registry/apps/replicaset/strategy.go, ValidateUpdate */
export function validateReplicaSetUpdate({ spec }: ReplicaSet, old: ReplicaSet, errors: FieldErrors): void {
  validateImmutable(spec.selector, old.spec.selector, errors, 'spec', 'selector');
}

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateReplicationControllerSpec */
export function validateReplicationController({ spec }: ReplicationController, errors: FieldErrors): void {
  const { selector, template } = spec;
  const { labels } = template.metadata;
  errors.enter('spec');
  validateNonNegative(spec.minReadySeconds, 'minReadySeconds', errors);
  if (Object.keys(selector).length === 0) errors.required('', 'selector');
  validateNonNegative(spec.replicas, 'replicas', errors);
  if (!matchesLabels(selectorOf(selector), labels)) {
    const detail = '`selector` does not match template `labels`';
    errors.invalid(labels, detail, 'template', 'metadata', 'labels');
  }
  errors.within('template', template, validatePodTemplate);
  validateRestartPolicy(template, ['Always'], errors);
  errors.leave();
}

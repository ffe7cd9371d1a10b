import type { FieldErrors } from '../field/field-errors.js';
import { type LabelSelector, matchesLabels } from '../label-selector.js';
import type { PodSpec, PodTemplateSpec } from '../pod.js';
import { isMissing } from '../reading/label-selector.js';
import { validateLabelSelector } from './labels.js';
import { validatePodTemplate } from './pod-spec.js';

/** What workloads that keep pods running have in common. */
interface PodKeeper {
  readonly selector: LabelSelector;
  readonly template: PodTemplateSpec;
}

/**
 * The selector and the template of a workload; `of` is what the API server calls its kind in messages.
 *
 * @see kubernetes/kubernetes pkg/apis/apps/validation/validation.go, ValidateDeploymentSpec and its siblings
 */
export function validatePodKeeper(
  { selector, template }: PodKeeper,
  of: 'deployment' | 'daemonset' | 'statefulset',
  errors: FieldErrors,
): void {
  const isEmpty = Object.keys(selector.matchLabels).length + selector.matchExpressions.length === 0;
  if (isMissing(selector)) errors.required('', 'selector');
  else if (isEmpty) errors.invalid(selector, `empty selector is invalid for ${of}`, 'selector');
  errors.within('selector', selector, validateLabelSelector);
  const { labels } = template.metadata;
  if (!isEmpty && !matchesLabels(selector, labels)) {
    const detail = '`selector` does not match template `labels`';
    errors.invalid(labels, detail, 'template', 'metadata', 'labels');
    errors.advise('Give the template every label that the selector asks for.');
  }
  errors.within('template', template, validatePodTemplate);
  validateRestartPolicy(template, ['Always'], errors);
}

/** @see kubernetes/kubernetes pkg/apis/apps/validation/validation.go and pkg/apis/batch/validation/validation.go */
export function validateRestartPolicy(
  template: PodTemplateSpec,
  supported: readonly PodSpec['restartPolicy'][],
  errors: FieldErrors,
): void {
  const { restartPolicy } = template.spec;
  if (!supported.includes(restartPolicy)) {
    errors.notSupported(restartPolicy, supported, 'template', 'spec', 'restartPolicy');
    errors.advise(`Write restartPolicy: ${supported.join(' or ')} in the template; left out, it is Always.`);
  }
}

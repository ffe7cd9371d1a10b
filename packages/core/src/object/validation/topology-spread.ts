import type { FieldErrors } from '../field/field-errors.js';
import type { TopologySpreadConstraint } from '../pod.js';
import { validateLabelSelector } from './labels.js';

const notPositive = 'must be greater than zero';

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateTopologySpreadConstraints */
export function validateTopologySpread(
  constraint: TopologySpreadConstraint,
  errors: FieldErrors,
  index: number,
  constraints: readonly TopologySpreadConstraint[],
): void {
  const { maxSkew, topologyKey, whenUnsatisfiable, minDomains, labelSelector } = constraint;
  if (maxSkew <= 0) errors.invalid(maxSkew, notPositive, 'maxSkew');
  if (topologyKey === '') errors.required('can not be empty', 'topologyKey');
  const repeats = constraints
    .slice(index + 1)
    .some((other) => other.topologyKey === topologyKey && other.whenUnsatisfiable === whenUnsatisfiable);
  if (repeats) {
    errors.duplicate(`{${topologyKey}, ${whenUnsatisfiable}}`, {
      field: 'topologyKey',
      spelled: '{topologyKey, whenUnsatisfiable}',
    });
  }
  if (minDomains !== undefined) validateMinDomains(minDomains, whenUnsatisfiable, errors);
  if (labelSelector !== undefined) errors.within('labelSelector', labelSelector, validateLabelSelector);
}

function validateMinDomains(minDomains: number, action: string, errors: FieldErrors): void {
  if (minDomains <= 0) errors.invalid(minDomains, notPositive, 'minDomains');
  if (action !== 'DoNotSchedule') {
    const detail = `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${action}`;
    errors.invalid(minDomains, detail, 'minDomains');
  }
}

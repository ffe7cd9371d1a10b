import type { FieldErrors } from '../field/field-errors.js';
import type { NodeSelectorRequirement, NodeSelectorTerm, PreferredSchedulingTerm } from '../pod.js';
import { qualifiedName, validateValueCount } from './labels.js';
import { dns1123Subdomain } from './names.js';

const way = [
  'affinity',
  'nodeAffinity',
  'requiredDuringSchedulingIgnoredDuringExecution',
  'nodeSelectorTerms',
] as const;

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateNodeSelector */
export function validateNodeAffinity(terms: readonly NodeSelectorTerm[], errors: FieldErrors): void {
  if (terms.length === 0) errors.required('must have at least one node selector term', ...way);
  for (const segment of way) errors.enter(segment);
  for (const [index, term] of terms.entries()) errors.within(index, term, validateTerm);
  for (const _ of way) errors.leave();
}

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidatePreferredSchedulingTerms */
export function validatePreferredNodeAffinity(
  terms: readonly PreferredSchedulingTerm[],
  errors: FieldErrors,
): void {
  errors.enter('affinity');
  errors.enter('nodeAffinity');
  errors.each('preferredDuringSchedulingIgnoredDuringExecution', terms, ({ weight, preference }) => {
    if (weight <= 0 || weight > 100) errors.invalid(weight, 'must be in the range 1-100', 'weight');
    errors.within('preference', preference, validateTerm);
  });
  errors.leave();
  errors.leave();
}

function validateTerm({ matchExpressions, matchFields }: NodeSelectorTerm, errors: FieldErrors): void {
  errors.each('matchExpressions', matchExpressions, validateRequirement);
  errors.each('matchFields', matchFields, validateFieldRequirement);
}

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateNodeSelectorRequirement */
function validateRequirement({ key, operator, values }: NodeSelectorRequirement, errors: FieldErrors): void {
  validateValueCount(operator, values, errors);
  if ((operator === 'Gt' || operator === 'Lt') && values.length !== 1) {
    errors.required("must be specified single value when `operator` is 'Lt' or 'Gt'", 'values');
  }
  errors.check(qualifiedName, key, 'key');
}

/** The only field that nodes can be selected by is their name. @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateNodeFieldSelectorRequirement */
function validateFieldRequirement(
  { key, operator, values }: NodeSelectorRequirement,
  errors: FieldErrors,
): void {
  if (operator !== 'In' && operator !== 'NotIn') {
    errors.invalid(operator, 'not a valid selector operator', 'operator');
  } else if (values.length !== 1) {
    const detail = "must be only one value when `operator` is 'In' or 'NotIn' for node field selector";
    errors.required(detail, 'values');
  }
  if (key !== 'metadata.name') {
    errors.invalid(key, 'not a valid field selector key', 'key');
    return;
  }
  for (const [index, name] of values.entries()) errors.check(dns1123Subdomain, name, 'values', index);
}

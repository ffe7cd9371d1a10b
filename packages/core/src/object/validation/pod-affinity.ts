import type { FieldErrors } from '../field/field-errors.js';
import type { PodAffinityTerm, PodSpec, WeightedPodAffinityTerm } from '../pod.js';
import { qualifiedName, validateLabelSelector } from './labels.js';
import { dns1123Label } from './names.js';

type Side = 'podAffinity' | 'podAntiAffinity';

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validatePodAffinity and validatePodAntiAffinity */
export function validatePodAffinity(spec: PodSpec, errors: FieldErrors): void {
  validateSide('podAffinity', spec.podAffinity, spec.preferredPodAffinity, errors);
  validateSide('podAntiAffinity', spec.podAntiAffinity, spec.preferredPodAntiAffinity, errors);
}

function validateSide(
  side: Side,
  required: readonly PodAffinityTerm[] | undefined,
  preferred: readonly WeightedPodAffinityTerm[] | undefined,
  errors: FieldErrors,
): void {
  if (required === undefined && preferred === undefined) return;
  errors.enter('affinity');
  errors.enter(side);
  errors.each('requiredDuringSchedulingIgnoredDuringExecution', required ?? [], validateTerm);
  errors.each('preferredDuringSchedulingIgnoredDuringExecution', preferred ?? [], validateWeightedTerm);
  errors.leave();
  errors.leave();
}

function validateWeightedTerm(
  { weight, podAffinityTerm }: WeightedPodAffinityTerm,
  errors: FieldErrors,
): void {
  if (weight <= 0 || weight > 100) errors.invalid(weight, 'must be in the range 1-100', 'weight');
  errors.within('podAffinityTerm', podAffinityTerm, validateTerm);
}

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validatePodAffinityTerm */
function validateTerm(term: PodAffinityTerm, errors: FieldErrors): void {
  const { labelSelector, namespaceSelector, namespaces, topologyKey } = term;
  if (labelSelector !== undefined) errors.within('labelSelector', labelSelector, validateLabelSelector);
  if (namespaceSelector !== undefined) {
    errors.within('namespaceSelector', namespaceSelector, validateLabelSelector);
  }
  for (const namespace of namespaces) errors.check(dns1123Label, namespace, 'namespace');
  if (topologyKey === '') errors.required('can not be empty', 'topologyKey');
  errors.check(qualifiedName, topologyKey, 'topologyKey');
}

import { parseCIDRSloppy } from '../../address/cidr.js';
import type { FieldErrors } from '../field/field-errors.js';
import type { Node, Taint } from '../node.js';
import { isSameValue } from '../same-value.js';
import { addressRange, isDualStack } from './addresses.js';
import { labelValue, qualifiedName } from './labels.js';

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateNode */
export function validateNode({ spec }: Node, errors: FieldErrors): void {
  errors.enter('spec');
  errors.within('taints', spec.taints, validateTaints);
  errors.within('podCIDRs', spec.podCIDRs, validatePodCIDRs);
  errors.leave();
}

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateNodeTaints */
function validateTaints(taints: readonly Taint[], errors: FieldErrors): void {
  for (const [index, taint] of taints.entries()) {
    const { key, value, effect } = taint;
    errors.check(qualifiedName, key, index, 'key');
    const details = labelValue(value);
    if (details.length > 0) errors.invalid(value, details.join(';'), index, 'value');
    const first = taints.findIndex((other) => other.key === key && other.effect === effect);
    if (first < index) errors.duplicate(taint, index);
  }
}

function validatePodCIDRs(podCIDRs: readonly string[], errors: FieldErrors): void {
  for (const [index, podCIDR] of podCIDRs.entries()) errors.check(addressRange, podCIDR, index);
  if (podCIDRs.length < 2) return;
  const families = podCIDRs.map((podCIDR) => parseCIDRSloppy(podCIDR)?.family);
  if (podCIDRs.length > 2 || !isDualStack(families)) {
    errors.invalid(podCIDRs, 'may specify no more than one CIDR for each IP family');
  }
  for (const [index, podCIDR] of podCIDRs.entries()) {
    if (podCIDRs.indexOf(podCIDR) < index) errors.duplicate(podCIDR, index);
  }
}

/** What the control plane gave a node stays. @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateNodeUpdate */
export function validateNodeUpdate({ spec }: Node, old: Node, errors: FieldErrors): void {
  if (old.spec.podCIDRs.length > 0 && !isSameValue(spec.podCIDRs, old.spec.podCIDRs)) {
    errors.forbidden('node updates may not change podCIDR except from "" to valid', 'spec', 'podCIDRs');
  }
  if (old.spec.providerID !== undefined && spec.providerID !== old.spec.providerID) {
    errors.forbidden('node updates may not change providerID except from "" to valid', 'spec', 'providerID');
  }
}

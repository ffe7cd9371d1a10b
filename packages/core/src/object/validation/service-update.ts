import type { FieldErrors } from '../field/field-errors.js';
import type { ServiceDraft } from '../reading/service.js';
import { isHealthChecked } from '../reading/stored-service.js';
import type { Service } from '../service.js';
import { isHeadless } from './cluster-ips.js';

/**
 * What an update of a Service may not change.
 *
 * @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateServiceUpdate
 */
export function validateServiceUpdate({ spec }: ServiceDraft, old: Service, errors: FieldErrors): void {
  errors.enter('spec');
  if (spec.type !== 'ExternalName' && old.spec.type !== 'ExternalName') {
    validateClusterIPsUpdate(spec, old.spec, errors);
    validateIPFamiliesUpdate(spec, old.spec, errors);
  }
  const bothBalanced = spec.type === 'LoadBalancer' && old.spec.type === 'LoadBalancer';
  if (bothBalanced && spec.loadBalancerClass !== old.spec.loadBalancerClass) {
    errors.invalid(spec.loadBalancerClass, 'may not change once set', 'loadBalancerClass');
  }
  const bothChecked = isHealthChecked(spec) && isHealthChecked(old.spec);
  const checkPort = old.spec.healthCheckNodePort;
  if (bothChecked && checkPort !== undefined && spec.healthCheckNodePort !== checkPort) {
    errors.forbidden('field is immutable', 'healthCheckNodePort');
  }
  errors.leave();
}

type Addressed = Pick<ServiceDraft['spec'], 'clusterIPs' | 'ipFamilies' | 'ipFamilyPolicy'>;

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateUpgradeDowngradeClusterIPs */
function validateClusterIPsUpdate(spec: Addressed, old: Addressed, errors: FieldErrors): void {
  if (isHeadless(spec) && isHeadless(old)) return;
  const { clusterIPs } = spec;
  if (clusterIPs.length === 0 && old.clusterIPs.length > 0) {
    errors.invalid(clusterIPs, 'primary clusterIP can not be unset', 'clusterIPs', 0);
  }
  reportChanged(clusterIPs, old.clusterIPs, (index) => index, 'clusterIPs', errors);
  if (clusterIPs.length === 1 && old.clusterIPs.length > 1) validateRelease(spec, 'clusterIP', errors);
}

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateUpgradeDowngradeIPFamilies */
function validateIPFamiliesUpdate(spec: Addressed, old: Addressed, errors: FieldErrors): void {
  // Headless Services may change families, and so may those that become headless or cease to be.
  if (isHeadless(spec) || isHeadless(old)) return;
  const { ipFamilies } = spec;
  // Families that are not given are those that the Service has: the API server fills them in again.
  if (ipFamilies.length === 0) return;
  reportChanged(ipFamilies, old.ipFamilies, () => 0, 'ipFamilies', errors);
  if (ipFamilies.length === 1 && old.ipFamilies.length > 1) validateRelease(spec, 'ipFamily', errors);
}

/** Lists of the same length may not differ; a longer or shorter one has to begin in the same way. */
function reportChanged(
  values: readonly string[],
  old: readonly string[],
  indexOf: (index: number) => number,
  field: 'clusterIPs' | 'ipFamilies',
  errors: FieldErrors,
): void {
  const compared = values.length === old.length ? old : old.slice(0, Math.min(1, values.length));
  for (const [index, value] of compared.entries()) {
    if (values[index] !== value) errors.invalid(values, 'may not change once set', field, indexOf(index));
  }
}

function validateRelease(spec: Addressed, released: 'clusterIP' | 'ipFamily', errors: FieldErrors): void {
  if (spec.ipFamilyPolicy === 'SingleStack') return;
  const detail = `must be set to 'SingleStack' when releasing the secondary ${released}`;
  errors.invalid(spec.ipFamilyPolicy, detail, 'ipFamilyPolicy');
}

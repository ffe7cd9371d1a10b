import { parseIPSloppy } from '../../address/ip.js';
import type { FieldErrors } from '../field/field-errors.js';
import type { ServiceSpecDraft } from '../reading/service.js';
import { ipAddress, isDualStack } from './addresses.js';

type ClusterIPFields = Pick<ServiceSpecDraft, 'type' | 'clusterIP' | 'clusterIPs' | 'ipFamilies'>;

/** Whether a Service has no address of its own because it asks for none. */
export function isHeadless({ clusterIPs }: Pick<ServiceSpecDraft, 'clusterIPs'>): boolean {
  return clusterIPs.length === 1 && clusterIPs[0] === 'None';
}

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateServiceClusterIPsRelatedFields */
export function validateClusterIPs(spec: ClusterIPFields, errors: FieldErrors): void {
  if (spec.type === 'ExternalName') return;
  const { clusterIP, clusterIPs, ipFamilies } = spec;
  if (clusterIP === '' && clusterIPs.length > 0) {
    errors.invalid(clusterIPs, 'must be empty when `clusterIP` is not specified', 'clusterIPs');
  } else if (clusterIP !== '' && clusterIPs.length === 0) errors.required('', 'clusterIPs');
  else if (clusterIP !== '' && clusterIPs[0] !== clusterIP) {
    errors.invalid(clusterIPs, 'first value must match `clusterIP`', 'clusterIPs');
  }
  for (const [index, family] of ipFamilies.entries()) {
    if (ipFamilies.indexOf(family) < index) errors.duplicate(family, 'ipFamilies', index);
  }
  if (areAddresses(clusterIPs, errors) && !isHeadless(spec)) validateFamilies(clusterIPs, ipFamilies, errors);
}

/** Each must be an address; `None` stands alone. What is no address is not compared with anything further. */
function areAddresses(clusterIPs: readonly string[], errors: FieldErrors): boolean {
  let valid = true;
  for (const [index, ip] of clusterIPs.entries()) {
    if (index === 0 && ip === 'None') {
      if (clusterIPs.length === 1) continue;
      errors.invalid(clusterIPs, "'None' must be the first and only value", 'clusterIPs');
      valid = false;
      continue;
    }
    const details = ipAddress(ip);
    errors.invalidFor(details, ip, 'clusterIPs', index);
    if (details.length > 0) valid = false;
  }
  if (clusterIPs.length > 2) errors.invalid(clusterIPs, 'may only hold up to 2 values', 'clusterIPs');
  return valid;
}

function validateFamilies(
  clusterIPs: readonly string[],
  ipFamilies: ServiceSpecDraft['ipFamilies'],
  errors: FieldErrors,
): void {
  const families = clusterIPs.map((ip) => parseIPSloppy(ip)?.family);
  if (families.length > 1 && !isDualStack(families)) {
    errors.invalid(clusterIPs, 'may specify no more than one IP for each IP family', 'clusterIPs');
  }
  for (const [index, expected] of ipFamilies.entries()) {
    const family = families[index];
    if (family === undefined || family === expected) continue;
    const detail = `expected an ${expected} value as indicated by \`ipFamilies[${index}]\``;
    errors.invalid(clusterIPs[index], detail, 'clusterIPs', index);
  }
}

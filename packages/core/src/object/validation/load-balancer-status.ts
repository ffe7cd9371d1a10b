import { parseIPSloppy } from '../../address/ip.js';
import type { FieldErrors } from '../field/field-errors.js';
import type { LoadBalancerIngress } from '../service.js';
import { ipAddress } from './addresses.js';
import { dns1123Subdomain } from './names.js';

/** What a load balancer reported of itself, in a Service or an Ingress. @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateLoadBalancerStatus */
export function validateLoadBalancerStatus(
  ingress: readonly LoadBalancerIngress[],
  errors: FieldErrors,
): void {
  for (const [index, { ip, ipMode, hostname }] of ingress.entries()) {
    const way = ['status', 'loadBalancer', 'ingress', index] as const;
    if (ip !== undefined) errors.check(ipAddress, ip, ...way, 'ip');
    else if (ipMode !== undefined)
      errors.forbidden('may not be specified when `ip` is not set', ...way, 'ipMode');
    if (hostname === undefined) continue;
    errors.check(dns1123Subdomain, hostname, ...way, 'hostname');
    if (parseIPSloppy(hostname) !== undefined) {
      errors.invalid(hostname, 'must be a DNS name, not an IP address', ...way, 'hostname');
    }
  }
}

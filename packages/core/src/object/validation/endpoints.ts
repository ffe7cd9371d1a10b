import type { EndpointPort } from '../endpoint-slice.js';
import type { EndpointAddress, Endpoints } from '../endpoints.js';
import type { FieldErrors } from '../field/field-errors.js';
import { ipAddress, nonSpecialIP } from './addresses.js';
import { qualifiedName } from './labels.js';
import { dns1123Label, dns1123Subdomain } from './names.js';
import { portNumber } from './ports.js';

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateEndpointSubsets */
export function validateEndpoints({ subsets }: Endpoints, errors: FieldErrors): void {
  errors.each('subsets', subsets, ({ addresses, notReadyAddresses, ports }) => {
    if (addresses.length === 0 && notReadyAddresses.length === 0) {
      errors.required('must specify `addresses` or `notReadyAddresses`');
    }
    errors.each('addresses', addresses, validateAddress);
    errors.each('notReadyAddresses', notReadyAddresses, validateAddress);
    errors.each('ports', ports, (port) => validatePort(port, ports.length > 1, errors));
  });
}

function validateAddress({ ip, hostname, nodeName }: EndpointAddress, errors: FieldErrors): void {
  const details = ipAddress(ip);
  errors.invalidFor(details, ip, 'ip');
  if (hostname !== undefined) errors.check(dns1123Label, hostname, 'hostname');
  if (nodeName !== undefined) errors.check(dns1123Subdomain, nodeName, 'nodeName');
  if (details.length === 0) errors.check(nonSpecialIP, ip, 'ip');
}

function validatePort(
  { name, port = 0, appProtocol }: EndpointPort,
  isNamed: boolean,
  errors: FieldErrors,
): void {
  if (name !== '') errors.check(dns1123Label, name, 'name');
  else if (isNamed) errors.required('', 'name');
  errors.check(portNumber, port, 'port');
  if (appProtocol !== undefined) errors.check(qualifiedName, appProtocol, 'appProtocol');
}

import { parseIPSloppy } from '../../address/ip.js';
import type { Endpoint, EndpointPort, EndpointSlice } from '../endpoint-slice.js';
import type { FieldErrors } from '../field/field-errors.js';
import type { EndpointSliceDraft } from '../reading/endpoint-slice.js';
import { ipAddress, nonSpecialIP } from './addresses.js';
import { validateImmutable } from './immutable.js';
import { labelValue, qualifiedName } from './labels.js';
import { dns1123Label, dns1123Subdomain, fullyQualifiedDomainName } from './names.js';

const mostEndpoints = 1000;
const mostAddresses = 100;
const mostPorts = 20_000;
const mostHints = 8;

/** @see kubernetes/kubernetes pkg/apis/discovery/validation/validation.go, ValidateEndpointSlice */
export function validateEndpointSlice(draft: EndpointSliceDraft, errors: FieldErrors): void {
  const { addressType, endpoints, ports } = draft;
  if (addressType === undefined) errors.required('', 'addressType');
  if (endpoints.length > mostEndpoints) errors.tooMany(endpoints.length, mostEndpoints, 'endpoints');
  else errors.each('endpoints', endpoints, (endpoint) => validateEndpoint(endpoint, addressType, errors));
  if (ports.length > mostPorts) errors.tooMany(ports.length, mostPorts, 'ports');
  else errors.within('ports', ports, validatePorts);
}

function validateEndpoint(
  { addresses, nodeName, zone, hostname, hints }: Endpoint,
  addressType: EndpointSlice['addressType'] | undefined,
  errors: FieldErrors,
): void {
  if (addresses.length === 0) errors.required('must contain at least 1 address', 'addresses');
  else if (addresses.length > mostAddresses) errors.tooMany(addresses.length, mostAddresses, 'addresses');
  for (const [index, address] of addresses.entries()) {
    errors.invalidFor(addressDetails(address, addressType), address, 'addresses', index);
  }
  if (nodeName !== undefined) errors.check(dns1123Subdomain, nodeName, 'nodeName');
  if (zone !== undefined) errors.check(labelValue, zone, 'zone');
  if (hostname !== undefined) errors.check(dns1123Label, hostname, 'hostname');
  if (hints === undefined) return;
  for (const field of ['forZones', 'forNodes'] as const) {
    if (hints[field].length > mostHints) errors.tooMany(hints[field].length, mostHints, 'hints', field);
  }
}

function addressDetails(address: string, type: EndpointSlice['addressType'] | undefined): readonly string[] {
  if (type === undefined) return [];
  if (type === 'FQDN') return fullyQualifiedDomainName(address);
  const details = ipAddress(address);
  if (details.length > 0) return details;
  return parseIPSloppy(address)?.family === type ? nonSpecialIP(address) : [`must be an ${type} address`];
}

/** @see kubernetes/kubernetes pkg/apis/discovery/validation/validation.go, validatePorts */
function validatePorts(ports: readonly EndpointPort[], errors: FieldErrors): void {
  const names = new Set<string>();
  for (const [index, { name, appProtocol }] of ports.entries()) {
    if (name !== '') errors.check(dns1123Label, name, index, 'name');
    if (names.has(name)) errors.duplicate(name, index, 'name');
    names.add(name);
    if (appProtocol !== undefined) errors.check(qualifiedName, appProtocol, index, 'appProtocol');
  }
}

/** @see kubernetes/kubernetes pkg/apis/discovery/validation/validation.go, ValidateEndpointSliceUpdate */
export function validateEndpointSliceUpdate(
  draft: EndpointSliceDraft,
  old: EndpointSlice,
  errors: FieldErrors,
): void {
  validateImmutable(draft.addressType, old.addressType, errors, 'addressType');
}

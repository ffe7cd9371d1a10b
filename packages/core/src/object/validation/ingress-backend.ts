import type { FieldErrors } from '../field/field-errors.js';
import type { BackendDraft } from '../reading/ingress.js';
import type { IngressTolerance } from './ingress-tolerance.js';
import { dns1035Label, dns1123Label, dns1123Subdomain, pathSegment } from './names.js';
import { portName, portNumber } from './ports.js';

/** @see kubernetes/kubernetes pkg/apis/networking/validation/validation.go, validateIngressBackend */
export function validateBackend(
  backend: BackendDraft,
  tolerance: IngressTolerance,
  errors: FieldErrors,
): void {
  const { service, resource } = backend;
  if (service !== undefined && resource !== undefined) {
    errors.invalid('', 'cannot set both resource and service backends');
  } else if (resource !== undefined) errors.within('resource', resource, validateResource);
  else if (service !== undefined) validateServiceBackend(service, tolerance, errors);
  else errors.invalid('', 'resource or service backend is required');
}

function validateServiceBackend(
  { name, port }: NonNullable<BackendDraft['service']>,
  tolerance: IngressTolerance,
  errors: FieldErrors,
): void {
  const nameRule = tolerance.serviceNames ? dns1123Label : dns1035Label;
  if (name === '') errors.required('', 'service', 'name');
  else errors.check(nameRule, name, 'service', 'name');
  if (port.name !== '' && port.number !== 0) errors.invalid('', 'cannot set both port name & port number');
  else if (port.name !== '') errors.check(portName, port.name, 'service', 'port', 'name');
  else if (port.number !== 0) errors.check(portNumber, port.number, 'service', 'port', 'number');
  else errors.required('port name or number is required');
}

/** A reference to an object of any kind in the same namespace, or to the parameters of a class. @see kubernetes/kubernetes pkg/apis/networking/validation/validation.go, validateIngressTypedLocalObjectReference */
export function validateResource(
  { apiGroup, kind, name }: NonNullable<BackendDraft['resource']>,
  errors: FieldErrors,
): void {
  if (apiGroup !== undefined) errors.check(dns1123Subdomain, apiGroup, 'apiGroup');
  if (kind === '') errors.required('', 'kind');
  else errors.check(pathSegment, kind, 'kind');
  if (name === '') errors.required('', 'name');
  else errors.check(pathSegment, name, 'name');
}

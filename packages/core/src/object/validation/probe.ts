import type { FieldErrors } from '../field/field-errors.js';
import type { Probe } from '../pod.js';
import { portNumber, portNumberOrName, validateNonNegative } from './ports.js';

const counts = [
  'initialDelaySeconds',
  'timeoutSeconds',
  'periodSeconds',
  'successThreshold',
  'failureThreshold',
] as const;

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateProbe */
export function validateProbe(probe: Probe, errors: FieldErrors): void {
  validateHandler(probe, errors);
  for (const count of counts) validateNonNegative(probe[count], count, errors);
}

/** A probe that decides over the life of a container. @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateLivenessProbe */
export function validateLifeProbe(probe: Probe, errors: FieldErrors): void {
  validateProbe(probe, errors);
  if (probe.successThreshold !== 1) errors.invalid(probe.successThreshold, 'must be 1', 'successThreshold');
}

/** A probe does one thing. @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateHandler */
function validateHandler({ exec, httpGet, tcpSocket, grpc }: Probe, errors: FieldErrors): void {
  const given = Object.entries({ exec, httpGet, tcpSocket, grpc }).filter(
    ([, action]) => action !== undefined,
  );
  if (given.length === 0) errors.required('must specify a handler type');
  for (const [name] of given.slice(1)) errors.forbidden('may not specify more than 1 handler type', name);
  if (exec?.command.length === 0) errors.required('', 'exec', 'command');
  if (httpGet !== undefined)
    errors.invalidFor(portNumberOrName(httpGet.port), httpGet.port, 'httpGet', 'port');
  if (tcpSocket !== undefined) {
    errors.invalidFor(portNumberOrName(tcpSocket.port), tcpSocket.port, 'tcpSocket', 'port');
  }
  if (grpc !== undefined) errors.invalidFor(portNumber(grpc.port), grpc.port, 'grpc', 'port');
}

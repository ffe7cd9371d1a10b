import type { FieldErrors } from '../field/field-errors.js';
import type { LifecycleHandler, Probe } from '../pod.js';
import { portNumber, portNumberOrName, validateNonNegative } from './ports.js';

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateProbe */
export function validateProbe(probe: Probe, errors: FieldErrors): void {
  validateHandler(probe, errors);
  validateNonNegative(probe.initialDelaySeconds, 'initialDelaySeconds', errors);
  validateNonNegative(probe.timeoutSeconds, 'timeoutSeconds', errors);
  validateNonNegative(probe.periodSeconds, 'periodSeconds', errors);
  validateNonNegative(probe.successThreshold, 'successThreshold', errors);
  validateNonNegative(probe.failureThreshold, 'failureThreshold', errors);
}

/** A probe that decides over the life of a container. @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateLivenessProbe */
export function validateLifeProbe(probe: Probe, errors: FieldErrors): void {
  validateProbe(probe, errors);
  if (probe.successThreshold !== 1) errors.invalid(probe.successThreshold, 'must be 1', 'successThreshold');
}

type Handler = Partial<Pick<Probe, 'exec' | 'httpGet' | 'tcpSocket' | 'grpc'> & LifecycleHandler>;

/** A probe or hook does one thing. @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateHandler */
export function validateHandler(
  { exec, httpGet, tcpSocket, grpc, sleep }: Handler,
  errors: FieldErrors,
): void {
  let handlers = 0;
  if (exec !== undefined) {
    handlers = countHandler(handlers, 'exec', errors);
    if (exec.command.length === 0) errors.required('', 'exec', 'command');
  }
  if (httpGet !== undefined) {
    handlers = countHandler(handlers, 'httpGet', errors);
    errors.check(portNumberOrName, httpGet.port, 'httpGet', 'port');
  }
  if (tcpSocket !== undefined) {
    handlers = countHandler(handlers, 'tcpSocket', errors);
    errors.check(portNumberOrName, tcpSocket.port, 'tcpSocket', 'port');
  }
  if (grpc !== undefined) {
    handlers = countHandler(handlers, 'grpc', errors);
    errors.check(portNumber, grpc.port, 'grpc', 'port');
  }
  if (sleep !== undefined) handlers = countHandler(handlers, 'sleep', errors);
  if (handlers === 0) errors.required('must specify a handler type');
}

function countHandler(before: number, handler: string, errors: FieldErrors): number {
  if (before > 0) errors.forbidden('may not specify more than 1 handler type', handler);
  return before + 1;
}

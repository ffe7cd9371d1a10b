import type { FieldErrors } from '../field/field-errors.js';
import type { ServicePortDraft, ServiceSpecDraft } from '../reading/service.js';
import { qualifiedName } from './labels.js';
import { dns1123Label } from './names.js';
import { portNumber, portNumberOrName } from './ports.js';

/** Each port of a Service by itself; several need names. @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateServicePort */
export function validateServicePorts(ports: readonly ServicePortDraft[], errors: FieldErrors): void {
  const names = new Set<string>();
  errors.each('ports', ports, ({ name, port, protocol, targetPort, appProtocol }) => {
    if (name !== '') {
      errors.check(dns1123Label, name, 'name');
      if (names.has(name)) errors.duplicate(name, 'name');
      names.add(name);
    } else if (ports.length > 1) {
      errors.required('', 'name');
      errors.advise('Of several ports, each needs a name.');
    }
    errors.check(portNumber, port, 'port');
    if (protocol === undefined) errors.required('', 'protocol');
    errors.check(portNumberOrName, targetPort, 'targetPort');
    if (appProtocol !== undefined) errors.check(qualifiedName, appProtocol, 'appProtocol');
  });
}

/**
 * Node ports only where the type has them, and no number twice for one protocol, neither as port nor as node port.
 *
 * @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateService
 */
export function validatePortCollisions({ type, ports }: ServiceSpecDraft, errors: FieldErrors): void {
  if (type === 'ClusterIP') {
    for (const [index, { nodePort }] of ports.entries()) {
      if (nodePort === undefined) continue;
      errors.forbidden("may not be used when `type` is 'ClusterIP'", 'ports', index, 'nodePort');
      errors.advise('Write type: NodePort, or leave nodePort out.');
    }
  }
  for (const [index, { protocol, nodePort }] of ports.entries()) {
    const isSame = (other: ServicePortDraft): boolean =>
      other.protocol === protocol && other.nodePort === nodePort;
    if (nodePort !== undefined && ports.findIndex(isSame) < index)
      errors.duplicate(nodePort, 'ports', index, 'nodePort');
  }
  for (const [index, { protocol, port }] of ports.entries()) {
    const isSame = (other: ServicePortDraft): boolean => other.protocol === protocol && other.port === port;
    if (ports.findIndex(isSame) < index) errors.duplicate({ protocol, port }, 'ports', index);
  }
}

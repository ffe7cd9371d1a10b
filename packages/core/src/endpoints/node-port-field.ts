import type { Service } from '../object/service.js';

/** The field of a Service that says a node port: `spec.ports[0].nodePort`. */
export function nodePortField({ spec }: Service, nodePort: number): string {
  const index = spec.ports.findIndex((port) => port.nodePort === nodePort);
  return index < 0 ? 'spec.ports' : `spec.ports[${index}].nodePort`;
}

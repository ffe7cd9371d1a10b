import type { Ingress } from '../../object/ingress.js';
import { prefix } from './alb-annotation.js';

const actions = `${prefix}actions.`;

/** Whether an Ingress names a Service: as a backend, or somewhere in the action of one. */
export function namesService({ metadata, spec }: Ingress, service: string): boolean {
  return (
    spec.defaultBackend?.name === service ||
    spec.rules.some(({ paths }) => paths.some(({ backend }) => backend.name === service)) ||
    Object.entries(metadata.annotations).some(
      ([name, text]) => name.startsWith(actions) && text.includes(service),
    )
  );
}

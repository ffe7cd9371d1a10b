import type { Ingress } from '../../../object/ingress.js';
import type { ObjectReference } from '../../../problem/problem.js';

/** The host of a rule in a sentence. */
export function hostText(host: string): string {
  return host === '' ? 'every host' : host;
}

/** Whether a reference names an Ingress. */
export function isOfIngress(reference: ObjectReference | undefined, { metadata }: Ingress): boolean {
  return (
    reference?.kind === 'Ingress' &&
    reference.namespace === metadata.namespace &&
    reference.name === metadata.name
  );
}

import type { Ingress } from '../object/ingress.js';
import type { ObjectReference } from '../problem/problem.js';

const references = new WeakMap<Ingress, ObjectReference>();

/** Names an Ingress in hops and causes. */
export function ingressReference(ingress: Ingress): ObjectReference {
  let reference = references.get(ingress);
  if (reference === undefined) {
    const { namespace, name } = ingress.metadata;
    reference = { kind: 'Ingress', namespace, name };
    references.set(ingress, reference);
  }
  return reference;
}

/** Names an Ingress in a sentence. */
export function ingressLabel(ingress: Ingress): string {
  return `Ingress ${ingress.metadata.namespace}/${ingress.metadata.name}`;
}

/** The field of a path rule. */
export function pathField(rule: number, path: number): string {
  return `spec.rules[${rule}].http.paths[${path}]`;
}

/** The field of an annotation. */
export function annotationField(annotation: string): string {
  return `metadata.annotations[${annotation}]`;
}

import type { Ingress } from '../object/ingress.js';
import type { ServiceImport } from '../object/service-import.js';
import type { Service } from '../object/service.js';
import type { ObjectReference } from '../problem/problem.js';

/** The reference of an object that decides about a name. */
export function referenceTo({ kind, metadata }: Service | ServiceImport | Ingress): ObjectReference {
  return { kind, namespace: metadata.namespace, name: metadata.name };
}

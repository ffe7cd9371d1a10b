import type { ObjectReference } from '../problem/problem.js';
import type { KubernetesObject } from './object.js';

/** The reference of an object that has a namespace, by kind and name. */
export function referenceTo({ kind, metadata }: KubernetesObject): ObjectReference {
  return { kind, namespace: metadata.namespace, name: metadata.name };
}

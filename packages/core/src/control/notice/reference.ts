import type { KubernetesObject } from '../../object/object.js';
import type { ObjectReference } from '../../problem/problem.js';

/** Names an object in a problem. */
export function referenceTo({ apiVersion, kind, metadata }: KubernetesObject): ObjectReference {
  const { namespace, name } = metadata;
  return namespace === '' ? { apiVersion, kind, name } : { apiVersion, kind, namespace, name };
}

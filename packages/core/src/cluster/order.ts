import type { KubernetesObject } from '../object/object.js';

/** Says which of two values comes first; values of which none does are the same to a list. */
export type Order<T> = (one: T, other: T) => number;

/** By code units, as Kubernetes sorts. */
export function textOrder(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** By namespace, then name. */
export function objectOrder(
  { metadata: one }: KubernetesObject,
  { metadata: other }: KubernetesObject,
): number {
  return textOrder(one.namespace, other.namespace) || textOrder(one.name, other.name);
}

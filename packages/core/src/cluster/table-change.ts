import type { Kind, ObjectByKind } from '../object/object.js';
import type { ClusterChange } from './change.js';

/** The difference between two tables, value by value. */
export interface TableChange<T> {
  readonly added: readonly T[];
  readonly updated: readonly { readonly from: T; readonly to: T }[];
  readonly removed: readonly T[];
}

/** The kinds of which objects come, change or go. */
export function changedKinds({ added, updated, removed }: ClusterChange): ReadonlySet<Kind> {
  const kinds = new Set<Kind>();
  for (const { kind } of removed) kinds.add(kind);
  for (const { to } of updated) kinds.add(to.kind);
  for (const { kind } of added) kinds.add(kind);
  return kinds;
}

/** What a change means for the objects of one kind. */
export function changeOfKind<K extends Kind>(change: ClusterChange, kind: K): TableChange<ObjectByKind[K]> {
  const isOfKind = <T extends { readonly kind: Kind }>(object: T): object is T & ObjectByKind[K] =>
    object.kind === kind;
  const updated: { readonly from: ObjectByKind[K]; readonly to: ObjectByKind[K] }[] = [];
  for (const { from, to } of change.updated) if (isOfKind(from) && isOfKind(to)) updated.push({ from, to });
  return { added: change.added.filter(isOfKind), updated, removed: change.removed.filter(isOfKind) };
}

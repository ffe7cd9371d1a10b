import type { ListChange } from './changed-list.js';
import type { TableChange } from './table-change.js';

/** The values that leave and come under one key. */
export interface GroupChange<K, T> extends ListChange<T> {
  readonly key: K;
}

/** The keys under which a value is found, each once. */
export type KeysOf<K, T> = (value: T) => readonly K[];

/** Sorts a change by the keys of its values; a value that is updated leaves as it was and comes as it is. */
export function groupedChanges<K, T>(
  change: TableChange<T>,
  keysOf: KeysOf<K, T>,
): Iterable<GroupChange<K, T>> {
  const { added, updated, removed } = change;
  const [only] = updated;
  return only !== undefined && updated.length === 1 && added.length === 0 && removed.length === 0
    ? changesOfOne(only.from, only.to, keysOf)
    : changesOfMany(change, keysOf);
}

/** One value replaces another: what happens all day long, and needs no sorting. */
function changesOfOne<K, T>(from: T, to: T, keysOf: KeysOf<K, T>): readonly GroupChange<K, T>[] {
  const before = keysOf(from);
  const after = keysOf(to);
  const groups: GroupChange<K, T>[] = [];
  for (const key of before) {
    groups.push(after.includes(key) ? { key, removed: [from], added: [to] } : { key, removed: [from] });
  }
  for (const key of after) if (!before.includes(key)) groups.push({ key, added: [to] });
  return groups;
}

interface Group<K, T> {
  readonly key: K;
  removed?: T[];
  added?: T[];
}

function changesOfMany<K, T>(
  { added, updated, removed }: TableChange<T>,
  keysOf: KeysOf<K, T>,
): Iterable<GroupChange<K, T>> {
  const groups = new Map<K, Group<K, T>>();
  const groupOf = (key: K): Group<K, T> => {
    let group = groups.get(key);
    if (group === undefined) {
      group = { key };
      groups.set(key, group);
    }
    return group;
  };
  const leave = (value: T): void => keysOf(value).forEach((key) => (groupOf(key).removed ??= []).push(value));
  const come = (value: T): void => keysOf(value).forEach((key) => (groupOf(key).added ??= []).push(value));
  removed.forEach(leave);
  for (const { from, to } of updated) {
    leave(from);
    come(to);
  }
  added.forEach(come);
  return groups.values();
}

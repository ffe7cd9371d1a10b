import { keyOf, type KubernetesObject, type ObjectKey } from '../object/object.js';
import { groupedChanges } from './grouped-changes.js';
import { type Entry, PersistentMap } from './persistent-map.js';
import { objectOrder, textOrder } from './order.js';
import { SortedList } from './sorted-list.js';
import type { TableChange } from './table-change.js';

const nothing: readonly never[] = [];

/** All objects of one kind, persistent: by key, and as a sorted list for each namespace. */
export class ObjectTable<T extends KubernetesObject> {
  readonly #objects: PersistentMap<ObjectKey, T>;
  readonly #namespaces: PersistentMap<string, SortedList<T>>;
  #all: readonly T[] | undefined;

  private constructor(
    objects: PersistentMap<ObjectKey, T>,
    namespaces: PersistentMap<string, SortedList<T>>,
  ) {
    this.#objects = objects;
    this.#namespaces = namespaces;
  }

  static empty<T extends KubernetesObject>(): ObjectTable<T> {
    return new ObjectTable<T>(PersistentMap.empty(), PersistentMap.empty());
  }

  get(key: ObjectKey): T | undefined {
    return this.#objects.get(key);
  }

  /** The objects sorted by namespace and name; the same array as long as nothing in it changed. */
  list(namespace?: string): readonly T[] {
    if (namespace !== undefined) return this.#namespaces.get(namespace)?.values ?? nothing;
    this.#all ??= this.#collect();
    return this.#all;
  }

  /** The table after a change of its objects. */
  with(change: TableChange<T>): ObjectTable<T> {
    const lists: Entry<string, SortedList<T> | undefined>[] = [];
    for (const group of groupedChanges(change, namespaceOf)) {
      const before = this.#namespaces.get(group.key) ?? SortedList.empty<T>(objectOrder);
      const list = before.with(group);
      lists.push([group.key, list.length === 0 ? undefined : list]);
    }
    return new ObjectTable(this.#changedObjects(change), this.#namespaces.with(lists));
  }

  /** What has to change in this table to make the other; namespaces that both share cost next to nothing. */
  changeTo(other: ObjectTable<T>): TableChange<T> {
    const change: MutableChange<T> = { added: [], updated: [], removed: [] };
    if (this === other) return change;
    const namespaces = new Set([...this.#namespaces.keys(), ...other.#namespaces.keys()]);
    for (const namespace of [...namespaces].sort(textOrder)) {
      const before = this.#namespaces.get(namespace);
      const after = other.#namespaces.get(namespace);
      if (before !== after) noteChange(change, before?.values ?? nothing, after?.values ?? nothing);
    }
    return change;
  }

  #changedObjects({ added, updated, removed }: TableChange<T>): PersistentMap<ObjectKey, T> {
    if (this.#objects.isNew) return PersistentMap.of(new Map(added.map((object) => [keyOf(object), object])));
    const objects: Entry<ObjectKey, T | undefined>[] = [];
    for (const object of removed) objects.push([keyOf(object), undefined]);
    for (const { to } of updated) objects.push([keyOf(to), to]);
    for (const object of added) objects.push([keyOf(object), object]);
    return this.#objects.with(objects);
  }

  #collect(): readonly T[] {
    const lists = [...this.#namespaces.keys()].sort(textOrder).map((namespace) => this.list(namespace));
    const [only = nothing] = lists;
    // The list of a kind without namespaces is the table's own.
    return lists.length < 2 ? only : only.concat(...lists.slice(1));
  }
}

function namespaceOf({ metadata }: KubernetesObject): readonly string[] {
  return [metadata.namespace];
}

interface MutableChange<T> {
  readonly added: T[];
  readonly updated: { readonly from: T; readonly to: T }[];
  readonly removed: T[];
}

/** Goes through two sorted lists side by side. */
function noteChange<T extends KubernetesObject>(
  change: MutableChange<T>,
  before: readonly T[],
  after: readonly T[],
): void {
  let at = 0;
  let other = 0;
  while (at < before.length || other < after.length) {
    const from = before[at];
    const to = after[other];
    const order = from === undefined ? 1 : to === undefined ? -1 : from === to ? 0 : objectOrder(from, to);
    if (order <= 0) at += 1;
    if (order >= 0) other += 1;
    if (order < 0 && from !== undefined) change.removed.push(from);
    else if (order > 0 && to !== undefined) change.added.push(to);
    else if (from !== undefined && to !== undefined && from !== to) change.updated.push({ from, to });
  }
}

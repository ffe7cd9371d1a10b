import { Map as PersistentMap } from 'immutable';
import type { KubernetesObject, ObjectKey } from '../object/object.js';

const nothing: readonly never[] = [];

/** All objects of one kind: a persistent table by namespace, then name. */
export class ObjectTable<T extends KubernetesObject> {
  readonly #namespaces: PersistentMap<string, PersistentMap<string, T>>;
  /** Sorted lists that were asked for; they live as long as the table of their namespace does. */
  readonly #lists: WeakMap<PersistentMap<string, T>, readonly T[]>;
  #all: readonly T[] | undefined;

  private constructor(
    namespaces: PersistentMap<string, PersistentMap<string, T>>,
    lists: WeakMap<PersistentMap<string, T>, readonly T[]>,
  ) {
    this.#namespaces = namespaces;
    this.#lists = lists;
  }

  static empty<T extends KubernetesObject>(): ObjectTable<T> {
    return new ObjectTable<T>(PersistentMap<string, PersistentMap<string, T>>(), new WeakMap());
  }

  get(key: ObjectKey): T | undefined {
    const slash = key.indexOf('/');
    return slash < 0
      ? this.#namespaces.get('')?.get(key)
      : this.#namespaces.get(key.slice(0, slash))?.get(key.slice(slash + 1));
  }

  /** The objects sorted by namespace and name; the same array as long as nothing changed. */
  list(namespace?: string): readonly T[] {
    if (namespace !== undefined) return this.#listOf(this.#namespaces.get(namespace));
    this.#all ??= this.#collect();
    return this.#all;
  }

  /** The table after objects left and came; a later one of the same name replaces an earlier one. */
  with(removed: readonly T[], added: readonly T[]): ObjectTable<T> {
    if (removed.length === 0 && added.length === 0) return this;
    const changes = new Map<string, Map<string, T | undefined>>();
    const note = ({ metadata }: T, becomes: T | undefined): void => {
      const change = changes.get(metadata.namespace);
      if (change === undefined) changes.set(metadata.namespace, new Map([[metadata.name, becomes]]));
      else change.set(metadata.name, becomes);
    };
    for (const object of removed) note(object, undefined);
    for (const object of added) note(object, object);
    const namespaces = this.#namespaces.withMutations((mutable) => {
      for (const [namespace, change] of changes) {
        const table = (mutable.get(namespace) ?? PersistentMap<string, T>()).withMutations((objects) => {
          for (const [name, object] of change) {
            if (object === undefined) objects.delete(name);
            else objects.set(name, object);
          }
        });
        if (table.size === 0) mutable.delete(namespace);
        else mutable.set(namespace, table);
      }
    });
    return new ObjectTable(namespaces, this.#lists);
  }

  /** What has to leave and come to make the other table of this one; what both share costs nothing. */
  differenceTo(other: ObjectTable<T>): { readonly removed: readonly T[]; readonly added: readonly T[] } {
    const removed: T[] = [];
    const added: T[] = [];
    if (this.#namespaces === other.#namespaces) return { removed, added };
    const names = new Set([...this.#namespaces.keys(), ...other.#namespaces.keys()]);
    for (const namespace of names) {
      const before = this.#namespaces.get(namespace);
      const after = other.#namespaces.get(namespace);
      if (before === after) continue;
      for (const object of this.#listOf(before))
        if (after?.get(object.metadata.name) !== object) removed.push(object);
      for (const object of other.#listOf(after))
        if (before?.get(object.metadata.name) !== object) added.push(object);
    }
    return { removed, added };
  }

  #collect(): readonly T[] {
    return [...this.#namespaces.keys()]
      .sort()
      .flatMap((namespace) => this.#listOf(this.#namespaces.get(namespace)));
  }

  #listOf(table: PersistentMap<string, T> | undefined): readonly T[] {
    if (table === undefined) return nothing;
    const known = this.#lists.get(table);
    if (known !== undefined) return known;
    const list = [...table.values()].sort(byName);
    this.#lists.set(table, list);
    return list;
  }
}

function byName(one: KubernetesObject, other: KubernetesObject): number {
  return one.metadata.name < other.metadata.name ? -1 : one.metadata.name > other.metadata.name ? 1 : 0;
}

import { lowerName } from '../name.js';

/**
 * Values by name, where a name that leads with `*.` is a wildcard: it stands for every name below its parent for which
 * the parent is the closest ancestor that exists.
 *
 * @see RFC 4592 section 3.3.1
 */
export class NameTable<T> {
  readonly #values = new Map<string, T[]>();
  readonly #existing = new Set<string>();

  constructor(entries: Iterable<readonly [string, T]>) {
    for (const [spelled, value] of entries) {
      const name = lowerName(spelled).replace(/\.$/, '');
      const known = this.#values.get(name);
      if (known === undefined) this.#values.set(name, [value]);
      else known.push(value);
      this.#existing.add(name);
      for (const ancestor of ancestorsOf(name)) this.#existing.add(ancestor);
    }
  }

  /** The values of a name in lower case without final dot; `undefined` where it has none. */
  lookup(name: string): readonly T[] | undefined {
    if (this.#existing.has(name)) return this.#values.get(name);
    for (const ancestor of ancestorsOf(name)) {
      if (this.#existing.has(ancestor)) return this.#values.get(`*.${ancestor}`);
    }
    return undefined;
  }

  /** Every name that has values. */
  names(): Iterable<string> {
    return this.#values.keys();
  }
}

function* ancestorsOf(name: string): Generator<string> {
  for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) yield name.slice(dot + 1);
}

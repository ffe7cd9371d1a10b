/** A path and how it is compared. */
export interface PathRule {
  readonly path: string;
  readonly pathType: 'Exact' | 'Prefix';
}

/**
 * Finds the rule that takes a path: an equal `Exact` path, else the longest `Prefix`, compared element by element.
 *
 * One look-up an element of the path, however many rules there are. Of two rules with one path and type the first
 * counts; where `/foo` and `/foo/` are both prefixes, the longer text takes what both cover.
 * @see kubernetes/api networking/v1/types.go, PathType; KEP-1453
 * @example
 * new PathTable([{ path: '/foo', pathType: 'Prefix' }]).match('/foo/bar'); // that rule
 */
export class PathTable<T extends PathRule> {
  readonly #exact = new Map<string, T>();
  /** By the path without its final slash, so that the root is the empty text. */
  readonly #prefixes = new Map<string, T>();
  #longest = 0;

  constructor(rules: Iterable<T>) {
    for (const rule of rules) {
      if (rule.pathType === 'Prefix') this.#addPrefix(rule);
      else if (!this.#exact.has(rule.path)) this.#exact.set(rule.path, rule);
    }
  }

  #addPrefix(rule: T): void {
    const key = prefixKey(rule.path);
    const existing = this.#prefixes.get(key);
    if (existing !== undefined && existing.path.length >= rule.path.length) return;
    this.#prefixes.set(key, rule);
    this.#longest = Math.max(this.#longest, key.length);
  }

  /** The rule that takes the path: no query, compared as it is. */
  match(path: string): T | undefined {
    const exact = this.#exact.get(path);
    if (exact !== undefined) return exact;
    let end = path.endsWith('/') ? path.length - 1 : path.length;
    if (end > this.#longest) end = path.lastIndexOf('/', this.#longest);
    while (end >= 0) {
      const rule = this.#prefixes.get(path.slice(0, end));
      if (rule !== undefined) return rule;
      end = end === 0 ? -1 : path.lastIndexOf('/', end - 1);
    }
    return undefined;
  }
}

/** Prefixes with equal keys cover the same paths. */
export function prefixKey(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path;
}

/** Whether a rule covers a path, whatever other rules there are. */
export function coversPath(rule: PathRule, path: string): boolean {
  if (rule.pathType === 'Exact') return rule.path === path;
  const prefix = prefixKey(rule.path);
  const asked = prefixKey(path);
  return asked.startsWith(prefix) && (asked.length === prefix.length || asked[prefix.length] === '/');
}

import { type ByteText, toBytes } from '../../../address/byte-text.js';
import type { LocationPattern } from '../../../ingress/nginx/location/location-table.js';

/** A pattern and its place among all. */
interface Placed {
  readonly place: number;
  readonly pattern: LocationPattern;
}

/** Regular expressions of a host by the text that they begin with: only those that may match a path are tried. */
export class PatternsByStart {
  readonly #byStart = new Map<string, Placed[]>();

  /** @param patterns in the order in which they are tried */
  constructor(patterns: readonly LocationPattern[]) {
    for (const [place, pattern] of patterns.entries()) {
      const start = startOf(toBytes(pattern.location.path));
      const others = this.#byStart.get(start);
      if (others === undefined) this.#byStart.set(start, [{ place, pattern }]);
      else others.push({ place, pattern });
    }
  }

  /** The first that matches a path; those that cannot be run match nothing. */
  first(path: ByteText): LocationPattern | undefined {
    const text = path.toLowerCase();
    return Array.from({ length: text.length + 1 }, (_, length) => text.slice(0, length))
      .flatMap((start) => this.#byStart.get(start) ?? [])
      .sort((one, other) => one.place - other.place)
      .find(({ pattern }) => pattern.pattern.test(path))?.pattern;
  }
}

const operator = /[\\^$.|?*+()[\]{}]/;

/** Whether a path means something else as a regular expression than as text, besides being open at its end. */
export function isPattern(path: string): boolean {
  return operator.test(path.replaceAll('.', ''));
}

/** The text, in lower case, that everything begins with that an expression matches. */
function startOf(path: ByteText): string {
  const at = path.search(operator);
  if (at < 0) return path.toLowerCase();
  if (hasOuterChoice(path)) return '';
  // A letter that is repeated may be there no times.
  return path.slice(0, /[?*{]/.test(path[at] ?? '') ? at - 1 : at).toLowerCase();
}

/** Whether a choice may stand outside of all groups. */
function hasOuterChoice(path: ByteText): boolean {
  return path.replaceAll(/\\.|\[[^\]]*\]|\([^()]*\)/g, '').includes('|');
}

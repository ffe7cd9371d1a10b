/** The most names that a message offers. */
const most = 3;

/** The most letters that a name may be off; two that are swapped count as two. */
const mostLetters = 3;

/**
 * The names that somebody may have meant who wrote another: few letters apart, or beginning with what was written;
 * nearest first.
 */
export function nearNames(written: string, names: Iterable<string>): readonly string[] {
  const farthest = written.length < 4 ? 1 : mostLetters;
  return [...names]
    .map((name) => ({ name, distance: name.startsWith(written) ? 0 : editDistance(written, name) }))
    .filter(({ distance }) => distance <= farthest)
    .sort((one, other) => one.distance - other.distance || (one.name < other.name ? -1 : 1))
    .slice(0, most)
    .map(({ name }) => name);
}

/** How many letters must be added, removed or replaced to make one text the other (Levenshtein). */
function editDistance(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 0; row < one.length; row += 1) {
    const current = [row + 1];
    for (let column = 0; column < other.length; column += 1) {
      const replaced = (previous[column] ?? 0) + (one[row] === other[column] ? 0 : 1);
      const removed = (previous[column + 1] ?? 0) + 1;
      const added = (current[column] ?? 0) + 1;
      current.push(Math.min(replaced, removed, added));
    }
    previous = current;
  }
  return previous.at(-1) ?? 0;
}

/** `did you mean "cart", "card"?`, or nothing. */
export function didYouMean(names: readonly string[]): string {
  return names.length === 0 ? '' : `; did you mean ${names.map((name) => `"${name}"`).join(', ')}?`;
}

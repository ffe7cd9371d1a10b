/** How many letters may differ: one in short names, two in longer ones. */
function toleranceOf(name: string): number {
  return name.length < 6 ? 1 : 2;
}

/**
 * The name among others that is most likely meant, if one is close: by the fewest letters inserted, left out or
 * replaced, then in the order given.
 */
export function nearestName(name: string, others: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let least = toleranceOf(name) + 1;
  for (const other of others) {
    if (Math.abs(other.length - name.length) >= least || other === name) continue;
    const distance = distanceOf(name, other);
    if (distance < least) {
      least = distance;
      nearest = other;
    }
  }
  return nearest;
}

/** @see V. Levenshtein, Binary codes capable of correcting deletions, insertions and reversals (1966) */
function distanceOf(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let index = 0; index < one.length; index += 1) {
    const below = [index + 1];
    for (let at = 0; at < other.length; at += 1) {
      const replaced = (row[at] ?? 0) + (one.charCodeAt(index) === other.charCodeAt(at) ? 0 : 1);
      below.push(Math.min(replaced, (row[at + 1] ?? 0) + 1, (below[at] ?? 0) + 1));
    }
    row = below;
  }
  return row[other.length] ?? 0;
}

/** How many letters may differ: one in short names, two in longer ones. */
function toleranceOf(name: string): number {
  return name.length < 6 ? 1 : 2;
}

/**
 * The name among others that is most likely meant, if one is close: by the fewest letters inserted, left out, replaced
 * or swapped with their neighbour, then in the order given.
 */
export function nearestName(name: string, others: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let most = toleranceOf(name);
  for (const other of others) {
    if (other === name) continue;
    const distance = distanceWithin(most, name, other);
    if (distance === undefined) continue;
    nearest = other;
    most = distance - 1;
    if (most === 0) break;
  }
  return nearest;
}

const remembered = new WeakMap<object, Map<string, string | undefined>>();

/**
 * The nearest of names that are kept somewhere, looked for once a name.
 *
 * @param keeper what the others belong to, and always the same ones
 */
export function nearestOf(keeper: object, name: string, others: () => Iterable<string>): string | undefined {
  const known = remembered.get(keeper) ?? new Map<string, string | undefined>();
  remembered.set(keeper, known);
  if (!known.has(name)) known.set(name, nearestName(name, others()));
  return known.get(name);
}

/**
 * The distance of two texts, if it is no more than asked. Cells of the table that are farther from its diagonal than that
 * are left out: no way that is short enough leads through them.
 *
 * @see F. Damerau, A technique for computer detection and correction of spelling errors (1964);
 *   E. Ukkonen, Algorithms for approximate string matching (1985)
 */
function distanceWithin(most: number, one: string, other: string): number | undefined {
  if (Math.abs(one.length - other.length) > most) return undefined;
  const far = most + 1;
  let above: readonly number[] = [];
  let row = Array.from({ length: most + 1 }, (_, index) => index);
  for (let index = 0; index < one.length; index += 1) {
    const from = Math.max(0, index - most);
    const to = Math.min(other.length, index + most + 1);
    const below: number[] = [];
    below[from] = from === 0 ? index + 1 : far;
    let least = below[from];
    for (let at = from; at < to; at += 1) {
      const isSame = one.charCodeAt(index) === other.charCodeAt(at);
      const isSwapped =
        one.charCodeAt(index) === other.charCodeAt(at - 1) &&
        one.charCodeAt(index - 1) === other.charCodeAt(at);
      const changed = Math.min(
        (row[at + 1] ?? far) + 1,
        (below[at] ?? far) + 1,
        (row[at] ?? far) + (isSame ? 0 : 1),
      );
      const distance = isSwapped ? Math.min(changed, (above[at - 1] ?? far) + 1) : changed;
      below[at + 1] = distance;
      least = Math.min(least, distance);
    }
    if (least > most) return undefined;
    above = row;
    row = below;
  }
  const distance = row[other.length] ?? far;
  return distance > most ? undefined : distance;
}

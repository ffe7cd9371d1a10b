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

/**
 * The distance of two texts, if it is no more than asked.
 *
 * @see F. Damerau, A technique for computer detection and correction of spelling errors (1964)
 */
function distanceWithin(most: number, one: string, other: string): number | undefined {
  if (Math.abs(one.length - other.length) > most) return undefined;
  let above: readonly number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let index = 0; index < one.length; index += 1) {
    const below = [index + 1];
    let least = index + 1;
    for (let at = 0; at < other.length; at += 1) {
      const isSame = one.charCodeAt(index) === other.charCodeAt(at);
      const isSwapped =
        one.charCodeAt(index) === other.charCodeAt(at - 1) &&
        one.charCodeAt(index - 1) === other.charCodeAt(at);
      const changed = Math.min(
        (row[at + 1] ?? 0) + 1,
        (below[at] ?? 0) + 1,
        (row[at] ?? 0) + (isSame ? 0 : 1),
      );
      const distance = isSwapped ? Math.min(changed, (above[at - 1] ?? 0) + 1) : changed;
      below.push(distance);
      least = Math.min(least, distance);
    }
    if (least > most) return undefined;
    above = row;
    row = below;
  }
  const distance = row[other.length] ?? 0;
  return distance > most ? undefined : distance;
}

const farthest = 2;

/** The name that differs least from a text, if it can be made of it with at most two changes. */
export function nearestName(text: string, names: Iterable<string>): string | undefined {
  const source = text.toLowerCase();
  let nearest: string | undefined;
  let least = farthest + 1;
  for (const name of names) {
    if (Math.abs(name.length - text.length) >= least) continue;
    const distance = editDistance(source, name.toLowerCase(), least);
    if (distance < least) [nearest, least] = [name, distance];
  }
  return nearest;
}

/**
 * How many letters have to be added, removed or replaced to make one text of the other; `enough` where it is no less.
 *
 * What both begin and end with changes nothing, and once a whole line has no less, no later one has.
 * @see E. Ukkonen, Algorithms for approximate string matching, 1985
 */
function editDistance(from: string, to: string, enough: number): number {
  const [source, target] = differingParts(from, to);
  let row = [0];
  for (let column = 1; column <= target.length; column += 1) row.push(column);
  for (let line = 1; line <= source.length; line += 1) {
    const next = [line];
    let least = line;
    for (let column = 1; column <= target.length; column += 1) {
      const same = source[line - 1] === target[column - 1];
      const replaced = (row[column - 1] ?? 0) + (same ? 0 : 1);
      const distance = Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1);
      next.push(distance);
      least = Math.min(least, distance);
    }
    if (least >= enough) return enough;
    row = next;
  }
  return row[target.length] ?? 0;
}

/** Two texts without what both begin with, and without what both end with. */
function differingParts(from: string, to: string): readonly [string, string] {
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && from[start] === to[start]) start += 1;
  let end = 0;
  while (end < shorter - start && from[from.length - 1 - end] === to[to.length - 1 - end]) end += 1;
  return [from.slice(start, from.length - end), to.slice(start, to.length - end)];
}

const farthest = 2;

/** The name that differs least from a text, if it can be made of it with at most two changes. */
export function nearestName(text: string, names: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let least = farthest + 1;
  for (const name of names) {
    if (Math.abs(name.length - text.length) >= least) continue;
    const distance = editDistance(text, name);
    if (distance < least) [nearest, least] = [name, distance];
  }
  return nearest;
}

/** How many letters have to be added, removed or replaced to make one text of the other; another case counts nothing. */
function editDistance(from: string, to: string): number {
  const source = from.toLowerCase();
  const target = to.toLowerCase();
  let row = Array.from({ length: target.length + 1 }, (_, index) => index);
  for (let line = 1; line <= source.length; line += 1) {
    const next = [line];
    for (let column = 1; column <= target.length; column += 1) {
      const same = source[line - 1] === target[column - 1];
      const replaced = (row[column - 1] ?? 0) + (same ? 0 : 1);
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[target.length] ?? 0;
}

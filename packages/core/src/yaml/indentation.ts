/** A line that opens a level of indentation. */
interface Level {
  /** Blanks before the key or the dash. */
  readonly column: number;
  /** The line, counted from 0. */
  readonly line: number;
  /** `name:` or `-`. */
  readonly text: string;
}

const entry = /^( *)((?:- +)?)(?:("[^"]*"|'[^']*'|[^\s#'"-][^:]*):(?:\s|$))?/;
const blank = /^\s*(?:#|$)/;

/** The levels that a line opens: its dash, and the key in it or behind the dash. */
function levelsOf(text: string, line: number): readonly Level[] {
  const [, blanks = '', dash = '', key] = entry.exec(text) ?? [];
  const levels: Level[] = [];
  if (dash !== '' || /^ *-$/.test(text)) levels.push({ column: blanks.length, line, text: '-' });
  if (key !== undefined) levels.push({ column: blanks.length + dash.length, line, text: `${key}:` });
  return levels;
}

/** The levels open above a line, the innermost first. */
function openLevels(lines: readonly string[], line: number): readonly Level[] {
  const open: Level[] = [];
  for (let above = line - 1; above >= 0; above -= 1) {
    const text = lines[above] ?? '';
    if (blank.test(text)) continue;
    const innermost = open.at(-1)?.column ?? Number.POSITIVE_INFINITY;
    // Innermost first: the key behind a dash lies deeper than the dash.
    open.push(...[...levelsOf(text, above)].reverse().filter(({ column }) => column < innermost));
  }
  return open;
}

/**
 * Says how a line has to be indented to belong to what stands above it: `Indent "annotations:" in line 5 by 1 like "name:"
 * in line 4, or by 0 like "metadata:" in line 3`. Undefined when the line opens no level, or stands on one already.
 */
export function indentationAdvice(
  lines: readonly string[],
  line: number,
  firstLine: number,
): string | undefined {
  const [own] = levelsOf(lines[line] ?? '', line);
  if (own === undefined) return undefined;
  const open = openLevels(lines, line);
  const ofItsKind = open.filter(({ text }) => (text === '-') === (own.text === '-'));
  const fitting = ofItsKind.length > 0 ? ofItsKind : open;
  if (fitting.length === 0 || fitting.some(({ column }) => column === own.column)) return undefined;
  const distance = ({ column }: Level): number => Math.abs(column - own.column);
  const nearest = [...fitting].sort((a, b) => distance(a) - distance(b)).slice(0, 2);
  const choices = nearest.map(
    (level) => `by ${level.column} like \`${level.text}\` in line ${firstLine + level.line}`,
  );
  return `Indent \`${own.text}\` in line ${firstLine + line} ${choices.join(', or ')}`;
}

/** The line above that has content; undefined when there is none. */
export function lineAbove(lines: readonly string[], line: number): number | undefined {
  for (let above = line - 1; above >= 0; above -= 1) {
    if (!blank.test(lines[above] ?? '')) return above;
  }
  return undefined;
}

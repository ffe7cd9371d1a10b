import { explain } from '../../explain/explain.js';
import { printable } from '../../explain/printable.js';
import { rangeText } from '../routes/range-text.js';
import { kindsText, notExact } from '../routes/routes-text.js';
import type { Difference, FateChange, Side } from './diff.js';
import { changedText } from './difference-text.js';
import { exampleText } from './example-text.js';
import { asideText, sortedChanges } from './sorted-changes.js';
import { ruleTexts, sidesText } from './side-text.js';

/**
 * What changed as Markdown, fit for a comment on a pull request: how much, a table of requests with before and after, and
 * folded below it the ways of an example of each, as many as a comment can hold.
 *
 * @see GitHub Docs: a comment has at most 65,536 characters
 * @public
 * @example
 * writeFileSync('comment.md', differenceMarkdown(diff(before, after)));
 */
export function differenceMarkdown(difference: Difference): string {
  const sorted = sortedChanges(difference.changes);
  const { told, aside } = sorted;
  const head = [`**${changedText(sorted)}**\n`, ...(told.length === 0 ? [] : [tableOf(told, roomForTable)])];
  const tail = [
    ...(aside.length === 0 ? [] : [foldedTable(aside, told.length > 0)]),
    ...(difference.isExact ? [] : [`${notExact}\n`]),
  ];
  const ways = fitting(told, detailsOf, room - lengthOf([...head, ...tail]));
  const left = told.length - ways.length;
  const leftOut = left === 0 ? [] : [`The ways of ${kindsText(left)} more are left out for want of room.\n`];
  return [...head, ...ways, ...leftOut, ...tail].join('\n');
}

/** The characters of a comment, those of its table, and those of the folded table. */
const room = 60_000;
const roomForTable = 25_000;
const roomForFoldedTable = 10_000;

/** The first of some changes in words, as many as there is room for. */
function fitting(
  changes: readonly FateChange[],
  tell: (change: FateChange) => string,
  most: number,
): readonly string[] {
  const told: string[] = [];
  let left = most;
  for (const change of changes) {
    const text = tell(change);
    left -= text.length + 1;
    if (left < 0) break;
    told.push(text);
  }
  return told;
}

function lengthOf(texts: readonly string[]): number {
  return texts.reduce((sum, { length }) => sum + length + 1, 0);
}

function tableOf(changes: readonly FateChange[], most: number): string {
  const rows = fitting(changes, rowOf, most);
  const left = changes.length - rows.length;
  return [
    lineOf(['requests', 'before', 'after', 'rule']),
    lineOf(['---', '---', '---', '---']),
    ...rows,
    ...(left === 0 ? [] : [`\n${kindsText(left)} more are left out for want of room.\n`]),
  ].join('');
}

function rowOf(change: FateChange): string {
  const { before, after } = sidesText(change);
  const [first = exampleText(change.example), ...more] = change.requests.map(rangeText);
  const others = more.length === 0 ? '' : ` and ${more.length} more`;
  return lineOf([
    `${literal(first)}${others}`,
    literal(before),
    literal(after),
    ruleTexts(change).map(literal).join(' → '),
  ]);
}

/** @see GitHub Flavored Markdown, Tables (extension): a bar is escaped in code as well */
function lineOf(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |\n`;
}

/** Changes that matter less, folded. */
function foldedTable(changes: readonly FateChange[], isMore: boolean): string {
  const summary = escaped(asideText(changes, isMore));
  return [
    `<details><summary>${summary}</summary>\n`,
    tableOf(changes, roomForFoldedTable),
    '</details>\n',
  ].join('\n');
}

/** The most ranges that are told of one change. */
const mostRanges = 20;

/** One change, folded. */
function detailsOf(change: FateChange): string {
  const more = change.requests.length - mostRanges;
  return [
    `<details><summary><code>${escaped(exampleText(change.example))}</code></summary>\n`,
    ...change.requests.slice(0, mostRanges).map((range) => `- ${literal(rangeText(range))}`),
    ...(more > 0 ? [`- and ${more} more`] : []),
    '',
    ...fenced('Before', change.before),
    ...fenced('After', change.after),
    '</details>\n',
  ].join('\n');
}

function fenced(title: string, { trace }: Side): readonly string[] {
  const text = explain(trace, { depth: 'summary' });
  const ticks = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([found]) => found.length)) + 1;
  const fence = '`'.repeat(ticks);
  return [`${title}:\n`, `${fence}text`, text, `${fence}\n`];
}

/** Text in which nothing is a mark of Markdown: a code span with longer ticks than any in it. @see CommonMark, Code spans */
function literal(text: string): string {
  const told = printable(text);
  const ticks = '`'.repeat(Math.max(0, ...Array.from(told.matchAll(/`+/g), ([found]) => found.length)) + 1);
  const space = told.startsWith('`') || told.endsWith('`') ? ' ' : '';
  return `${ticks}${space}${told}${space}${ticks}`;
}

/** Text in HTML. */
function escaped(text: string): string {
  return printable(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

import { explain } from '../../explain/explain.js';
import { printable } from '../../explain/printable.js';
import { rangeText } from '../routes/range-text.js';
import { notExact } from '../routes/routes-text.js';
import type { Difference, FateChange, Side } from './diff.js';
import { changedText } from './difference-text.js';
import { exampleText } from './example-text.js';
import { asideText, sortedChanges } from './sorted-changes.js';
import { ruleTexts, sidesText } from './side-text.js';

/**
 * What changed as Markdown, fit for a comment on a pull request: how much, a table of requests with before and after, and
 * folded below it the ways of an example of each.
 *
 * @public
 * @example
 * writeFileSync('comment.md', differenceMarkdown(diff(before, after)));
 */
export function differenceMarkdown(difference: Difference): string {
  const { isExact } = difference;
  const sorted = sortedChanges(difference.changes);
  const { told, aside } = sorted;
  return [
    `**${changedText(sorted)}**\n`,
    ...(told.length === 0 ? [] : [tableOf(told), ...told.map(detailsOf)]),
    ...(aside.length === 0 ? [] : [foldedTable(aside, told.length > 0)]),
    ...(isExact ? [] : [`${notExact}\n`]),
  ].join('\n');
}

function tableOf(changes: readonly FateChange[]): string {
  const rows = [
    ['requests', 'before', 'after', 'rule'],
    ['---', '---', '---', '---'],
    ...changes.map((change) => {
      const { before, after } = sidesText(change);
      const [first = exampleText(change.example), ...more] = change.requests.map(rangeText);
      const others = more.length === 0 ? '' : ` and ${more.length} more`;
      return [
        `${literal(first)}${others}`,
        literal(before),
        literal(after),
        ruleTexts(change).map(literal).join(' → '),
      ];
    }),
  ];
  return rows.map(lineOf).join('');
}

/** @see GitHub Flavored Markdown, Tables (extension): a bar is escaped in code as well */
function lineOf(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |\n`;
}

/** Changes that matter less, folded. */
function foldedTable(changes: readonly FateChange[], isMore: boolean): string {
  const summary = escaped(asideText(changes, isMore));
  return [`<details><summary>${summary}</summary>\n`, tableOf(changes), '</details>\n'].join('\n');
}

/** One change, folded. */
function detailsOf(change: FateChange): string {
  return [
    `<details><summary><code>${escaped(exampleText(change.example))}</code></summary>\n`,
    ...change.requests.map((range) => `- ${literal(rangeText(range))}`),
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

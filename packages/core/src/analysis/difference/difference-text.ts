import { printable } from '../../explain/printable.js';
import { plain, type Style } from '../../explain/style.js';
import { rangeText } from '../routes/range-text.js';
import { kindsText, notExact } from '../routes/routes-text.js';
import type { Difference, FateChange } from './diff.js';
import { asideText, type SortedChanges, sortedChanges } from './sorted-changes.js';
import { exampleText } from './example-text.js';
import { ruleTexts, sidesText } from './side-text.js';

/** How a difference is told. @public */
export interface DifferenceTextOptions {
  readonly style?: Style;
}

/**
 * What changed as text: of each kind of requests an example, which requests they are, what became of them before and after,
 * and by which rule.
 *
 * @public
 * @example
 * console.log(differenceText(diff(before, after)));
 */
export function differenceText(
  difference: Difference,
  { style = plain }: DifferenceTextOptions = {},
): string {
  const sorted = sortedChanges(difference.changes);
  const { told, aside } = sorted;
  return [
    changedText(sorted),
    ...told.map((change) => changeText(change, style)),
    ...(aside.length === 0 ? [] : [asideText(aside, told.length > 0)]),
    ...(difference.isExact ? [] : [notExact]),
  ].join('\n\n');
}

/** `3 kinds of requests changed.` */
export function changedText({ told, aside }: SortedChanges): string {
  const count = told.length + aside.length;
  return count === 0 ? 'No request changed.' : `${kindsText(count)} of requests changed.`;
}

/** The most ranges that are told of one change. */
const most = 3;

function changeText(change: FateChange, { heading, bad, good, dim }: Style): string {
  const { before, after } = sidesText(change);
  const { requests } = change;
  const more = requests.length - most;
  const ranges = [
    ...requests.slice(0, most).map((range) => printable(rangeText(range))),
    ...(more > 0 ? [`and ${more} more`] : []),
  ];
  return [
    heading(printable(exampleText(change.example))),
    `  requests  ${ranges.join(`\n${' '.repeat(12)}`)}`,
    `  before    ${bad(printable(before))}`,
    `  after     ${good(printable(after))}`,
    `  rule      ${dim(printable(ruleTexts(change).join(' → ')))}`,
  ].join('\n');
}

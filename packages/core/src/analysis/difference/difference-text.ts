import { printable } from '../../explain/printable.js';
import { plain, type Style } from '../../explain/style.js';
import { requestText } from '../../explain/words.js';
import { rangeText, shortened } from '../routes/range-text.js';
import { kindsText, notExact } from '../routes/routes-text.js';
import type { Difference, FateChange } from './diff.js';
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
  return [
    changedText(difference),
    ...difference.changes.map((change) => changeText(change, style)),
    ...(difference.isExact ? [] : [notExact]),
  ].join('\n\n');
}

/** `3 kinds of requests changed.` */
export function changedText({ changes }: Difference): string {
  return changes.length === 0 ? 'No request changed.' : `${kindsText(changes.length)} of requests changed.`;
}

function changeText(change: FateChange, { heading, bad, good, dim }: Style): string {
  const { before, after } = sidesText(change);
  return [
    heading(printable(requestText(change.example))),
    `  requests  ${printable(shortened(change.requests.map(rangeText), 2))}`,
    `  before    ${bad(printable(before))}`,
    `  after     ${good(printable(after))}`,
    `  rule      ${dim(printable(ruleTexts(change).join(' → ')))}`,
  ].join('\n');
}

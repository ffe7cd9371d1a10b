import type { Outcome } from '../trace/outcome.js';
import type { Line } from './line.js';
import { isGood, outcomeText } from './outcome-text.js';
import type { Paint, Style } from './style.js';
import { fieldText } from './words.js';

/** What the client sees, why, and what to do about it. */
export function endingLines(outcome: Outcome, style: Style): readonly Line[] {
  const paint = paintOf(outcome, style);
  return [{ lead: '⇒ ', text: outcomeText(outcome), paintLead: paint, paint }, ...causeLines(outcome)];
}

/** Why the client sees it, and what to do about it. */
export function causeLines({ cause }: Outcome): readonly Line[] {
  const field = fieldText(cause.object, cause.path);
  return [
    { lead: '  ', text: `${cause.message} (${cause.code}${field === '' ? '' : `, ${field}`})` },
    ...(cause.fix === undefined ? [] : [{ lead: '  Fix: ', text: cause.fix }]),
  ];
}

/** How an outcome is set off. */
export function paintOf(outcome: Outcome, style: Style): Paint {
  if (isGood(outcome)) return style.good;
  return outcome.kind === 'unknown' || outcome.kind === 'left' ? style.doubtful : style.bad;
}

import type { Trace } from '../trace/trace.js';
import { endingLines } from './ending.js';
import { fullLines, numberText } from './full-lines.js';
import { hopText } from './hop-text.js';
import type { Line } from './line.js';
import { blank, linesText } from './line.js';
import { minimal } from './minimal.js';
import type { Style } from './style.js';
import { plain } from './style.js';
import { requestText } from './words.js';

/** How much is told: everything; a line a hop; or lines that stay the same when addresses and pod names change. @public */
export type Depth = 'full' | 'summary' | 'minimal';

/** How a trace is told. @public */
export interface ExplainOptions {
  /** `full` unless given. */
  readonly depth?: Depth;
  readonly style?: Style;
  /** The columns of the page: longer lines go on below. Unbounded unless given. */
  readonly width?: number;
}

/**
 * Tells a trace as text, line by line: each hop with the packet, the rule that decided, what changed and what did not
 * apply; the way back; what the client sees, and what was taken for granted.
 *
 * @public
 * @example
 * console.log(explain(trace, { depth: 'summary' }));
 */
export function explain(trace: Trace, options: ExplainOptions = {}): string {
  const { depth = 'full', style = plain, width = Infinity } = options;
  const heading: Line = { lead: '', text: requestText(trace.request), paint: style.heading };
  switch (depth) {
    case 'full':
      return linesText([heading, blank, ...fullLines(trace, style)], width);
    case 'summary':
      return linesText([heading, ...summaryLines(trace, style)], width);
    case 'minimal':
      return minimal(trace);
    default:
      return depth satisfies never;
  }
}

function summaryLines(trace: Trace, style: Style): readonly Line[] {
  return [
    ...trace.hops.map((hop, index): Line => ({ lead: `${numberText(index)} `, text: hopText(hop) })),
    ...endingLines(trace.outcome, style),
    ...assumptionCount(trace, style),
  ];
}

function assumptionCount({ assumptions }: Trace, style: Style): readonly Line[] {
  const count = assumptions.length;
  if (count === 0) return [];
  const things = count === 1 ? '1 thing' : `${count} things`;
  return [{ lead: '  ', text: `${things} taken for granted; depth full tells which.`, paint: style.dim }];
}

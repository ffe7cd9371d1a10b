import { printable } from './printable.js';
import type { Paint } from './style.js';

/** A line of an explanation: what leads it, and a text that keeps its left edge when it is too long for one line. */
export interface Line {
  readonly lead: string;
  readonly text: string;
  readonly paintLead?: Paint;
  readonly paint?: Paint;
}

/** An empty line. */
export const blank: Line = { lead: '', text: '' };

/** The least room that a text gets, however narrow the page and however long the lead. */
const least = 40;

/** Lines as text, none wider than `width` unless a word is. */
export function linesText(lines: readonly Line[], width: number): string {
  return lines
    .flatMap(({ lead, text, paintLead = asIs, paint = asIs }) => {
      const [first = '', ...others] = wrap(printable(text), Math.max(least, width - lead.length));
      const margin = ' '.repeat(lead.length);
      return [
        `${paintLead(printable(lead))}${paint(first)}`.trimEnd(),
        ...others.map((other) => `${margin}${paint(other)}`),
      ];
    })
    .join('\n');
}

/** Breaks a text at blanks. */
function wrap(text: string, width: number): readonly string[] {
  if (text.length <= width) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

function asIs(text: string): string {
  return text;
}

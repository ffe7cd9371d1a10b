import type { Colors } from '../../output/colors.js';
import type { Footnotes } from './footnotes.js';

/** What was taken for granted, one below the other; nothing where there is none. */
export function footnotesText(footnotes: Footnotes, colors: Colors): string {
  const notes = footnotes.list().map(({ assumption: { message, state }, others }, index) => {
    const number = `[${index + 1}]`.padStart(6);
    const more = others === 0 ? '' : ` (and ${others} more like this)`;
    return colors.dim(`${number} ${message}${more}${state === undefined ? '' : `\n       ${state}`}`);
  });
  return notes.length === 0 ? '' : `Taken for granted:\n${notes.join('\n')}\n`;
}

import type { Hop } from '../trace/hop.js';
import type { Trace } from '../trace/trace.js';
import { hopText } from './hop-text.js';
import { isGood, outcomeText } from './outcome-text.js';
import { changeText, placeText, requestText } from './words.js';

/**
 * A trace as a Mermaid sequence diagram: a participant a place, an arrow a hop, notes for what changed.
 *
 * @see mermaid-js/mermaid docs/syntax/sequenceDiagram.md
 * @public
 * @example
 * writeFileSync('trace.mmd', mermaid(trace));
 */
export function mermaid(trace: Trace): string {
  const names = new Map<string, string>();
  for (const hop of trace.hops) {
    const text = participantText(hop);
    if (!names.has(text)) names.set(text, `p${names.size + 1}`);
  }
  const idOf = (hop: Hop): string => names.get(participantText(hop)) ?? 'p1';
  const lines = ['sequenceDiagram', `  title ${escape(requestText(trace.request))}`];
  for (const [text, id] of names) lines.push(`  participant ${id} as ${escape(text)}`);
  let from: string | undefined;
  for (const hop of trace.hops) {
    const id = idOf(hop);
    lines.push(`  ${from ?? id}->>${id}: ${escape(hopText(hop))}`);
    for (const change of hop.changes) lines.push(`  Note over ${id}: ${escape(changeText(change))}`);
    from = id;
  }
  const first = trace.hops[0];
  if (first !== undefined && from !== undefined) {
    const arrow = isGood(trace.outcome) || trace.reply.length > 0 ? '-->>' : '--x';
    lines.push(`  ${from}${arrow}${idOf(first)}: ${escape(outcomeText(trace.outcome))}`);
  }
  return `${lines.join('\n')}\n`;
}

function participantText(hop: Hop): string {
  return placeText(hop.place);
}

/** Mermaid ends a message at `;` and reads `#` as an entity; line breaks would end the line. */
function escape(text: string): string {
  return text
    .replaceAll(/[#;]/g, (character) => (character === '#' ? '#35;' : '#59;'))
    .replaceAll(/[\r\n]+/g, ' ')
    .replaceAll('<', '#lt;')
    .replaceAll('>', '#gt;');
}

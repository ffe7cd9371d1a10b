import type { Hop } from '../trace/hop.js';
import type { Trace } from '../trace/trace.js';
import { hopText } from './hop-text.js';
import { isGood, outcomeText } from './outcome-text.js';
import { printable } from './printable.js';
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
  const ids = participantIds(trace.hops);
  const idOf = (hop: Hop): string => ids.get(placeText(hop.place)) ?? 'p1';
  const lines = ['sequenceDiagram', `  title ${escape(requestText(trace.request))}`];
  for (const [place, id] of ids) lines.push(`  participant ${id} as ${escape(place)}`);
  let at: string | undefined;
  for (const hop of trace.hops) {
    const id = idOf(hop);
    if (hop.stage === 'dns') {
      // The answer comes back to the client, who then goes another way.
      lines.push(
        `  ${at ?? id}->>${id}: ${escape(hop.name)}?`,
        `  ${id}-->>${at ?? id}: ${escape(hopText(hop))}`,
      );
      continue;
    }
    lines.push(`  ${at ?? id}->>${id}: ${escape(hopText(hop))}`);
    for (const change of hop.changes) lines.push(`  Note over ${id}: ${escape(changeText(change))}`);
    at = id;
  }
  const first = trace.hops[0];
  if (first !== undefined && at !== undefined) {
    const arrow = isGood(trace.outcome) || trace.reply.length > 0 ? '-->>' : '--x';
    lines.push(`  ${at}${arrow}${idOf(first)}: ${escape(outcomeText(trace.outcome))}`);
  }
  return `${lines.join('\n')}\n`;
}

/** A short name for each place, in the order in which the request comes by. */
function participantIds(hops: readonly Hop[]): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const { place } of hops) {
    const text = placeText(place);
    if (!ids.has(text)) ids.set(text, `p${ids.size + 1}`);
  }
  return ids;
}

/** Mermaid ends a message at `;` and reads `#` as an entity; line breaks would end the line. */
function escape(text: string): string {
  return printable(text.replaceAll(/[\r\n]+/g, ' '))
    .replaceAll(/[#;]/g, (character) => (character === '#' ? '#35;' : '#59;'))
    .replaceAll('<', '#lt;')
    .replaceAll('>', '#gt;');
}

import type { Assumption } from '../problem/assumption.js';
import type { Packet } from '../request/packet.js';
import type { Hop, ReplyHop } from '../trace/hop.js';
import type { Trace } from '../trace/trace.js';
import { detailsOf } from './details.js';
import { endingLines } from './ending.js';
import { hopText } from './hop-text.js';
import type { Line } from './line.js';
import { blank } from './line.js';
import type { Paint, Style } from './style.js';
import { changeText, endsText, objectText } from './words.js';

/** Everything that a trace says, below the request. */
export function fullLines(trace: Trace, style: Style): readonly Line[] {
  return [
    ...trace.hops.flatMap((hop, index) => hopLines(hop, index, packetBefore(trace.hops, index), style)),
    ...section(
      'The way back',
      trace.reply.map((hop) => replyLine(hop, style)),
      style,
    ),
    blank,
    ...endingLines(trace.outcome, style),
    ...section(
      'Taken for granted',
      trace.assumptions.flatMap((entry) => assumptionLines(entry, style)),
      style,
    ),
  ];
}

/** Lines below a heading of their own, or nothing. */
function section(title: string, lines: readonly Line[], style: Style): readonly Line[] {
  return lines.length === 0 ? [] : [blank, { lead: '', text: title, paint: style.heading }, ...lines];
}

/** Where the texts begin. */
const edge = 19;

/** A line whose text begins at the {@link edge}. */
function labelled(indent: number, label: string, text: string, paint: Paint): Line {
  return { lead: `${' '.repeat(indent)}${label} `.padEnd(edge), text, paintLead: paint, paint };
}

function hopLines(hop: Hop, index: number, before: Packet | undefined, style: Style): readonly Line[] {
  return [
    {
      lead: `${numberText(index)} ${hop.stage} `.padEnd(edge),
      text: hopText(hop),
      paintLead: style.heading,
    },
    ...detailsOf(hop, before).map(({ label, text }) => labelled(6, label, text, style.dim)),
  ];
}

/** The packet of the hop before; queries for names are another matter than the connection. */
function packetBefore(hops: readonly Hop[], index: number): Packet | undefined {
  return hops
    .slice(0, index)
    .reverse()
    .find((hop) => hop.stage !== 'dns')?.packet;
}

/** The number of a hop, as wide as two digits. */
export function numberText(index: number): string {
  return `${index + 1}.`.padStart(3);
}

function replyLine(hop: ReplyHop, style: Style): Line {
  const changes = hop.changes.map(changeText).join('; ');
  const text = `${hop.action}: ${endsText(hop.packet)}${changes === '' ? '' : `, ${changes}`}`;
  return labelled(4, hop.stage, text, style.dim);
}

function assumptionLines({ message, object, state }: Assumption, style: Style): readonly Line[] {
  const about = object === undefined ? '' : ` [${objectText(object)}]`;
  const told = { lead: '    ', text: `${message}${about}` };
  if (state === undefined) return [told];
  return [told, { lead: '      instead: ', text: state, paintLead: style.dim, paint: style.dim }];
}

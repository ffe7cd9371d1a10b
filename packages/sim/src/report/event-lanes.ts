import { eventText } from './event-text.js';
import { lanes, type Lane, type MainEvent } from './main-events.js';
import { element, type Markup } from './markup.js';
import { countText, timeText } from './numbers.js';
import { xOf, type TimeScale } from './time-scale.js';

/** A part of a drawing and how high it is. */
export interface Part {
  readonly markup: readonly Markup[];
  readonly height: number;
}

const rowHeight = 16;
const mostActRows = 6;
const longestLabel = 60;
const widthOfCharacter = 6;
/** Events that fall into so many pixels are one mark. */
const grain = 2;
const textsOfMark = 5;

/** What users did, with its words; of what stands too close together only marks. */
export function actLane(events: readonly MainEvent[], scale: TimeScale, top: number): Part {
  const ends: number[] = [];
  const marks = marksOf(events, scale).map(({ x, events: together }) => {
    const label = labelOf(together);
    const width = label.length * widthOfCharacter + 12;
    const isTurned = x + width > scale.right;
    const left = isTurned ? x - width : x;
    const free = Array.from({ length: mostActRows }, (_, row) => row).find(
      (row) => (ends[row] ?? -Infinity) <= left,
    );
    if (free !== undefined) ends[free] = isTurned ? x + grain : x + width;
    return { x, together, label, isTurned, row: free };
  });
  const rows = Math.max(ends.length, marks.length > 0 ? 1 : 0);
  const height = rows * rowHeight;
  return {
    height: height === 0 ? 0 : height + 6,
    markup: marks.map(({ x, together, label, isTurned, row }) => {
      const y = top + (row ?? rows - 1) * rowHeight;
      return element(
        'g',
        {},
        element('title', {}, textOf(together)),
        element('rect', { class: 'kh-act-mark', x: x - 1, y: y + 3, width: 3, height: 10 }),
        row === undefined
          ? []
          : element(
              'text',
              {
                class: 'kh-text',
                x: isTurned ? x - 6 : x + 6,
                y: y + 12,
                'text-anchor': isTurned ? 'end' : 'start',
              },
              label,
            ),
      );
    }),
  };
}

/** A row for each kind of event that there is: gains above, losses below. */
export function eventLanes(events: readonly MainEvent[], scale: TimeScale, top: number): Part {
  const used = lanes.filter((lane) => lane !== 'acts' && events.some((each) => each.lane === lane));
  return {
    height: used.length * rowHeight,
    markup: used.flatMap((lane, index) => laneMarkup(lane, events, scale, top + index * rowHeight)),
  };
}

function laneMarkup(
  lane: Lane,
  events: readonly MainEvent[],
  scale: TimeScale,
  y: number,
): readonly Markup[] {
  const half = rowHeight / 2 - 1;
  const row = (isLoss: boolean): readonly Markup[] =>
    marksOf(
      events.filter((each) => each.lane === lane && each.isLoss === isLoss),
      scale,
    ).map(({ x, events: together }) =>
      element(
        'rect',
        {
          class: isLoss ? 'kh-loss' : 'kh-gain',
          x,
          y: isLoss ? y + half : y,
          width: grain,
          height: half,
        },
        element('title', {}, textOf(together)),
      ),
    );
  return [
    element('text', { class: 'kh-text kh-faint', x: scale.left - 8, y: y + 11, 'text-anchor': 'end' }, lane),
    ...row(false),
    ...row(true),
  ];
}

interface Mark {
  readonly x: number;
  readonly events: readonly MainEvent[];
}

function marksOf(events: readonly MainEvent[], scale: TimeScale): readonly Mark[] {
  const marks = new Map<number, MainEvent[]>();
  for (const each of events) {
    const x = Math.floor(xOf(scale, each.event.at) / grain) * grain;
    const known = marks.get(x);
    if (known === undefined) marks.set(x, [each]);
    else known.push(each);
  }
  return [...marks].map(([x, together]) => ({ x, events: together })).sort((one, other) => one.x - other.x);
}

function labelOf([first, ...others]: readonly MainEvent[]): string {
  if (first === undefined) return '';
  const text = eventText(first.event);
  const short = text.length > longestLabel ? `${text.slice(0, longestLabel - 1)}…` : text;
  return others.length === 0 ? short : `${short} and ${countText(others.length)} more`;
}

function textOf(events: readonly MainEvent[]): string {
  const texts = events.slice(0, textsOfMark).map(({ event }) => `${timeText(event.at)}: ${eventText(event)}`);
  const left = events.length - texts.length;
  return [...texts, ...(left > 0 ? [`and ${countText(left)} more`] : [])].join('; ');
}

import type { SimulationEvent } from '../event/event.js';
import type { LoadReport } from '../load/report.js';
import { actLane, eventLanes } from './event-lanes.js';
import { mainEvents, type MainEvent } from './main-events.js';
import { element, verbatim, type Markup } from './markup.js';
import { timeText } from './numbers.js';
import { ratePanel } from './rate-panel.js';
import { svgStyle } from './svg-style.js';
import { ticksOf, xOf, type TimeScale } from './time-scale.js';

/** What a timeline is drawn from. @public */
export interface TimelineInput {
  readonly reports: readonly LoadReport[];
  /** What happened meanwhile. */
  readonly log?: readonly SimulationEvent[];
}

const width = 960;
const left = 96;
const right = width - 24;
const mostTicks = 10;

/**
 * The timeline of a simulation as a drawing: above what users did and the main events, below how many requests a second
 * were sent, and how many of them failed. It needs no other file, and no script.
 *
 * @public
 * @example
 * ```ts
 * const load = simulation.load({
 *   request: { url: 'http://shop.example.com/' },
 *   arrivals: { model: 'constant', perSecond: 100 },
 *   duration: 10_000,
 * });
 * simulation.advance(10_000);
 * const svg = timelineSvg({ reports: [load.report()], log: simulation.log });
 * ```
 */
export function timelineSvg(input: TimelineInput): string {
  return timeline(input).markup;
}

/** The drawing as a piece of a page. */
export function timeline({ reports, log = [] }: TimelineInput): Markup {
  const scale = scaleOf(reports, log);
  const events = mainEvents(log).filter(({ event: { at } }) => at >= scale.from && at <= scale.until);
  const acts = events.filter(({ lane }) => lane === 'acts');
  let top = 12;
  const place = (part: {
    readonly markup: readonly Markup[];
    readonly height: number;
  }): readonly Markup[] => {
    top += part.height;
    return part.markup;
  };
  const above = place(actLane(acts, scale, top));
  const below = top;
  const lanes = place(eventLanes(events, scale, top));
  const panels = reports.flatMap((report) => place(ratePanel(report, scale, top)));
  const height = top + 28;
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      'aria-label': `Timeline from ${timeText(scale.from)} to ${timeText(scale.until)}`,
    },
    element('style', {}, verbatim(svgStyle)),
    element('rect', { class: 'kh-page', x: 0, y: 0, width, height }),
    axis(scale, top),
    actLines(acts, scale, below, top),
    ...above,
    ...lanes,
    ...panels,
  );
}

function scaleOf(reports: readonly LoadReport[], log: readonly SimulationEvent[]): TimeScale {
  const starts = reports.map(({ from }) => from);
  const ends = reports.map(({ until }) => until);
  if (reports.length === 0) {
    starts.push(log[0]?.at ?? 0);
    ends.push(log.at(-1)?.at ?? 0);
  }
  const from = Math.min(...starts);
  return { from, until: Math.max(from + 1, ...ends), left, right };
}

function axis(scale: TimeScale, bottom: number): readonly Markup[] {
  return ticksOf(scale, mostTicks).map((time) => {
    const x = xOf(scale, time);
    return element(
      'g',
      {},
      element('line', { class: 'kh-grid', x1: x, x2: x, y1: 12, y2: bottom }),
      element(
        'text',
        { class: 'kh-text kh-faint', x, y: bottom + 16, 'text-anchor': 'middle' },
        timeText(time),
      ),
    );
  });
}

/** From each act down to what followed. */
function actLines(
  acts: readonly MainEvent[],
  scale: TimeScale,
  top: number,
  bottom: number,
): readonly Markup[] {
  const places = new Set(acts.map(({ event }) => Math.round(xOf(scale, event.at))));
  return [...places].map((x) => element('line', { class: 'kh-act', x1: x, x2: x, y1: top, y2: bottom }));
}

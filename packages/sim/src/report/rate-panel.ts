import type { LoadReport } from '../load/report.js';
import { perSecond, spansOf, type Span } from './columns.js';
import type { Part } from './event-lanes.js';
import { decimal, element, type Markup } from './markup.js';
import { countOf, countText, shareText, timeText } from './numbers.js';
import { xOf, type TimeScale } from './time-scale.js';

const mostSpans = 400;
const titleHeight = 22;
const plotHeight = 70;

/** The requests of a report in time: how many a second were sent, and how many of those failed. */
export function ratePanel(report: LoadReport, scale: TimeScale, top: number): Part {
  const spans = spansOf(report, mostSpans);
  const most = Math.max(0, ...spans.map((span) => perSecond(span.sent, span)));
  const bottom = top + titleHeight + plotHeight;
  const area = (kind: 'sent' | 'failed'): Markup =>
    element('path', { class: `kh-${kind}`, d: pathOf(spans, kind, { most, scale, bottom }) });
  const label = (y: number, text: string): Markup =>
    element('text', { class: 'kh-text kh-faint', x: scale.left - 8, y, 'text-anchor': 'end' }, text);
  return {
    height: titleHeight + plotHeight + 8,
    markup: [
      element('text', { class: 'kh-text kh-name', x: scale.left, y: top + 15 }, titleOf(report)),
      label(top + titleHeight + 9, `${countText(Math.round(most))}/s`),
      label(bottom, '0'),
      area('sent'),
      area('failed'),
      element('line', { class: 'kh-grid', x1: scale.left, x2: scale.right, y1: bottom, y2: bottom }),
      ...spans.filter(({ failed }) => failed > 0).map((span) => failure(span, scale, top, bottom)),
    ],
  };
}

function titleOf({ name, requests, underway, ok }: LoadReport): string {
  const over = requests - underway;
  const short = name.length > 80 ? `${name.slice(0, 79)}…` : name;
  return `${short}: ${countOf(requests, 'request')}, ${countText(over - ok)} failed, availability ${shareText(ok, over)}`;
}

/** What the mouse finds where requests failed. */
function failure(span: Span, scale: TimeScale, top: number, bottom: number): Markup {
  const x = xOf(scale, span.from);
  return element(
    'rect',
    {
      'fill-opacity': 0,
      x,
      y: top + titleHeight,
      width: Math.max(1, xOf(scale, span.until) - x),
      height: bottom - top - titleHeight,
    },
    element(
      'title',
      {},
      `${timeText(span.from)}: ${countText(span.failed)} of ${countOf(span.sent, 'request')} failed`,
    ),
  );
}

interface Plot {
  readonly most: number;
  readonly scale: TimeScale;
  readonly bottom: number;
}

function pathOf(spans: readonly Span[], kind: 'sent' | 'failed', { most, scale, bottom }: Plot): string {
  const steps = spans.map((span) => {
    const rate = perSecond(span[kind], span);
    // What is more than nothing is seen.
    const height = rate === 0 ? 0 : Math.max(1, (plotHeight * rate) / most);
    return `V${decimal(bottom - height)}H${decimal(xOf(scale, span.until))}`;
  });
  const start = xOf(scale, spans[0]?.from ?? scale.from);
  return `M${decimal(start)} ${decimal(bottom)}${steps.join('')}V${decimal(bottom)}Z`;
}

import type { SimulationEvent } from '../event/event.js';
import type { LoadReport } from '../load/report.js';
import { componentText, withoutMetricsText } from './error-text.js';
import { eventText } from './event-text.js';
import { mainEvents } from './main-events.js';
import { element, verbatim, type Markup } from './markup.js';
import { countText, shareText, timeText } from './numbers.js';
import { pageStyle } from './page-style.js';
import { timeline, type TimelineInput } from './timeline-svg.js';

/** What a page is made of. @public */
export interface ReportHtmlInput extends TimelineInput {
  /** The heading; `Simulation` unless given. */
  readonly title?: string;
}

const mostRows = 200;

/**
 * Reports as one page of HTML: the timeline, and tables of errors, pods, proxies and events. It needs no other file, and
 * no script.
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
 * const page = reportHtml({ title: 'A quiet day', reports: [load.report()], log: simulation.log });
 * ```
 */
export function reportHtml({ title = 'Simulation', reports, log = [] }: ReportHtmlInput): string {
  const page = element(
    'html',
    { lang: 'en' },
    element(
      'head',
      {},
      verbatim('<meta charset="utf-8"/>'),
      verbatim(
        `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>`,
      ),
      verbatim('<meta name="viewport" content="width=device-width, initial-scale=1"/>'),
      verbatim('<meta name="color-scheme" content="light dark"/>'),
      element('title', {}, title),
      element('style', {}, verbatim(pageStyle)),
    ),
    element(
      'body',
      {},
      element('h1', {}, title),
      element('div', { class: 'drawing' }, timeline({ reports, log })),
      ...reports.flatMap(reportSection),
      ...eventSection(log),
    ),
  );
  return `<!DOCTYPE html>\n${page.markup}\n`;
}

function reportSection(report: LoadReport): readonly Markup[] {
  const { name, from, until, requests, underway, ok, repeated, latency, errors, pods, imbalance, proxies } =
    report;
  const over = requests - underway;
  const withoutMetrics = withoutMetricsText(report);
  return [
    element('h2', {}, name),
    table(
      ['Figure', 'Value'],
      [
        ['sent', `from ${timeText(from)} to ${timeText(until)}`],
        ['requests', countText(requests)],
        ['under way', countText(underway)],
        ['failed', countText(over - ok)],
        ['availability', shareText(ok, over)],
        ['sent again by clients', countText(repeated)],
        ...(ok === 0
          ? []
          : [
              ['p50', timeText(latency.p50)],
              ['p95', timeText(latency.p95)],
              ['p99', timeText(latency.p99)],
              ['longest', timeText(latency.max)],
            ]),
        ...(imbalance === undefined ? [] : [['busiest pod against the mean', imbalance.toFixed(2)]]),
      ],
    ),
    ...titled('Errors', [
      ['Cause', 'Sent on by', 'Requests', 'Share', 'What it means'],
      errors.map((error) => [
        error.cause,
        componentText(error),
        countText(error.count),
        shareText(error.count, over),
        error.message,
      ]),
    ]),
    ...titled('Requests a pod', [
      ['Pod', 'Requests', 'Share'],
      pods.map((each) => [each.pod, countText(each.requests), shareText(each.requests, ok)]),
    ]),
    ...titled('Proxies of layer 7', [
      ['Place', 'Requests', 'Failures'],
      proxies.map((each) => [each.place, countText(each.requests), countText(each.failures)]),
    ]),
    ...(withoutMetrics === undefined ? [] : [element('p', {}, withoutMetrics)]),
  ];
}

function eventSection(log: readonly SimulationEvent[]): readonly Markup[] {
  return titled('Main events', [
    ['Time', 'Event'],
    mainEvents(log).map(({ event }) => [timeText(event.at), eventText(event)]),
  ]);
}

type Rows = readonly (readonly string[])[];

function titled(title: string, [heads, rows]: readonly [readonly string[], Rows]): readonly Markup[] {
  if (rows.length === 0) return [];
  const left = rows.length - mostRows;
  return [
    element('h3', {}, title),
    table(heads, rows.slice(0, mostRows)),
    ...(left > 0 ? [element('p', {}, `and ${countText(left)} more`)] : []),
  ];
}

function table(heads: readonly string[], rows: Rows): Markup {
  return element(
    'table',
    {},
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        heads.map((head) => element('th', { scope: 'col' }, head)),
      ),
    ),
    element(
      'tbody',
      {},
      rows.map((row) =>
        element(
          'tr',
          {},
          row.map((cell) => element('td', {}, cell)),
        ),
      ),
    ),
  );
}

import type { LoadReport } from '../load/report.js';
import { perSecond, spansOf } from './columns.js';
import { componentText, withoutMetricsText } from './error-text.js';
import { countOf, countText, shareText, timeText } from './numbers.js';
import { printable } from './printable.js';

/** How a report is written. @public */
export interface ReportTextOptions {
  /** Characters of the timeline; 60 unless given. */
  readonly width?: number;
  /** Rows of a table, such as that of the pods; 20 unless given. */
  readonly rows?: number;
}

type Row = readonly string[];

/**
 * A report as text: how many requests got their answer, what the others failed of and by which component, which pods
 * answered, how long it took, and when it happened.
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
 * console.log(reportText(load.report()));
 * ```
 */
export function reportText(report: LoadReport, { width = 60, rows = 20 }: ReportTextOptions = {}): string {
  const withoutMetrics = withoutMetricsText(report);
  const parts = [
    headLines(report),
    section('Errors', errorRows(report), rows),
    section(podsTitle(report), podRows(report), rows),
    section('Proxies of layer 7', proxyRows(report), rows),
    withoutMetrics === undefined ? [] : [withoutMetrics],
    timelineLines(report, Math.max(1, Math.floor(width))),
  ].filter((lines) => lines.length > 0);
  return parts.map((lines) => lines.map((line) => `${printable(line).trimEnd()}\n`).join('')).join('\n');
}

function headLines(report: LoadReport): readonly string[] {
  const { name, from, until, requests, underway, ok, repeated, latency } = report;
  const over = requests - underway;
  const again = repeated === 0 ? '' : `; clients sent ${countOf(repeated, 'request')} again`;
  return [
    `${name}, from ${timeText(from)} to ${timeText(until)}`,
    ...aligned([
      ['availability', `${shareText(ok, over)} of ${countOf(over, 'request')}${again}`],
      ...(underway === 0 ? [] : [['under way', countOf(underway, 'request')]]),
      ...(ok === 0
        ? []
        : [
            [
              'latency',
              `p50 ${timeText(latency.p50)}, p95 ${timeText(latency.p95)}, p99 ${timeText(latency.p99)}, longest ${timeText(latency.max)}`,
            ],
          ]),
    ]),
  ];
}

function errorRows({ errors, requests, underway }: LoadReport): readonly Row[] {
  return errors.map((error) => [
    countText(error.count),
    shareText(error.count, requests - underway),
    error.cause,
    componentText(error),
  ]);
}

function podsTitle({ imbalance, pods }: LoadReport): string {
  if (imbalance === undefined || pods.length < 2) return 'Requests a pod';
  return `Requests a pod, the busiest ${imbalance.toFixed(2)} times the mean`;
}

function podRows({ pods, ok }: LoadReport): readonly Row[] {
  return pods.map(({ pod, requests }) => [countText(requests), shareText(requests, ok), pod]);
}

function proxyRows({ proxies }: LoadReport): readonly Row[] {
  return proxies.map(({ place, requests, failures }) => [
    countText(requests),
    failures === 0 ? '' : `${countText(failures)} failed`,
    place,
  ]);
}

function section(title: string, rows: readonly Row[], most: number): readonly string[] {
  if (rows.length === 0) return [];
  const left = rows.length - most;
  return [title, ...aligned(rows.slice(0, most)), ...(left > 0 ? [`  and ${countText(left)} more`] : [])];
}

/** Rows with their columns below one another; figures stand to the right. */
function aligned(rows: readonly Row[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length);
  }
  return rows.map((row) => {
    const cells = row.map((cell, index) => {
      const width = widths[index] ?? 0;
      const isFigure = index < widths.length - 1 && /^[\d<]/.test(cell);
      return isFigure ? cell.padStart(width) : cell.padEnd(width);
    });
    return `  ${cells.join('  ')}`;
  });
}

const bars = ' ▁▂▃▄▅▆▇█';

function timelineLines(report: LoadReport, width: number): readonly string[] {
  const spans = spansOf(report, width);
  const last = spans.at(-1);
  if (last === undefined) return [];
  const sent = spans.map((span) => perSecond(span.sent, span));
  const failed = spans.map((span) => perSecond(span.failed, span));
  const most = Math.max(...sent);
  const end = timeText(last.until);
  return [
    `Timeline, at most ${countText(Math.round(most))} requests a second`,
    `  sent    ${barsOf(sent, most)}`,
    `  failed  ${barsOf(failed, most)}`,
    `          ${timeText(report.from).padEnd(Math.max(1, spans.length - end.length))}${end}`,
  ];
}

/** What is more than nothing is seen. */
function barsOf(rates: readonly number[], most: number): string {
  return rates
    .map((rate) => (rate === 0 ? ' ' : (bars[Math.max(1, Math.round((rate / most) * 8))] ?? '█')))
    .join('');
}

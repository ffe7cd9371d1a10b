import type { LoadReport } from '../load/report.js';

/** The requests of some time. */
export interface Span {
  readonly from: number;
  readonly until: number;
  readonly sent: number;
  readonly failed: number;
}

/** The timeline of a report in so many equal parts at most, each of whole steps. */
export function spansOf({ timeline, step, until }: LoadReport, most: number): readonly Span[] {
  const together = Math.max(1, Math.ceil(timeline.length / most));
  const spans: Span[] = [];
  for (let start = 0; start < timeline.length; start += together) {
    const part = timeline.slice(start, start + together);
    const from = part[0]?.at ?? 0;
    spans.push({
      from,
      until: Math.min(until, from + together * step),
      sent: part.reduce((sum, { sent }) => sum + sent, 0),
      failed: part.reduce((sum, { failed }) => sum + failed, 0),
    });
  }
  return spans;
}

/** Requests in a second. */
export function perSecond(count: number, { from, until }: Span): number {
  return until <= from ? 0 : (count * 1_000) / (until - from);
}

import type { LoadReport, ReportedError } from '../load/report.js';

/** Which component sent the requests to where they failed, and whether it knew better. */
export function componentText({ component, isBehind }: ReportedError): string {
  if (component === undefined) return '';
  return isBehind ? `${component}, which was behind` : component;
}

/** What a report says of balancers that keep no counts; undefined where there are none on the way. */
export function withoutMetricsText({ withoutMetrics }: LoadReport): string | undefined {
  if (withoutMetrics.length === 0) return undefined;
  return `A load balancer of layer 4 keeps no counts of requests: ${withoutMetrics.join(', ')}.`;
}

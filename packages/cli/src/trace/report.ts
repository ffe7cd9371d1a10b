import type { AllTraces, Trace } from '@kubehop/core';
import { traceApiVersion } from '@kubehop/core';
import type { ExplainOptions } from '@kubehop/core/explain';
import { explain, explainAll, mermaid } from '@kubehop/core/explain';
import { jsonText } from '../output/json.js';
import { WrongUse } from '../wrong-use.js';
import type { TraceFormat } from './trace-format.js';

/** How text looks. */
export type Page = Omit<ExplainOptions, 'depth'>;

/** A trace in a format. */
export function traceReport(trace: Trace, format: TraceFormat, page: Page): string {
  switch (format) {
    case 'text':
      return `${explain(trace, { ...page, depth: 'full' })}\n`;
    case 'summary':
    case 'minimal':
      return `${explain(trace, { ...page, depth: format })}\n`;
    case 'json':
      return jsonText(trace);
    case 'mermaid':
      return mermaid(trace);
    default:
      return format satisfies never;
  }
}

/** The traces of a request and of the redirects that it led to, in a format. */
export function tracesReport(traces: readonly Trace[], format: TraceFormat, page: Page): string {
  if (format === 'json') return jsonText({ apiVersion: traceApiVersion, kind: 'TraceList', items: traces });
  return traces.map((trace) => traceReport(trace, format, page)).join('\n');
}

/**
 * Every way of a request, in a format.
 *
 * @throws {WrongUse} for a format that shows one way only
 */
export function allReport(all: AllTraces, format: TraceFormat, page: Page): string {
  switch (format) {
    case 'text':
      return `${explainAll(all, { ...page, depth: 'full' })}\n`;
    case 'summary':
    case 'minimal':
      return `${explainAll(all, { ...page, depth: format })}\n`;
    case 'json':
      return jsonText(all);
    case 'mermaid':
      throw new WrongUse('a Mermaid diagram shows one way: leave out --all');
    default:
      return format satisfies never;
  }
}

import type { AllTraces, Trace } from '@kubehop/core';
import type { Style } from '@kubehop/core/explain';
import { explain, mermaid } from '@kubehop/core/explain';
import type { Journey } from './redirect.js';

/** How `trace` writes what it found. */
export const traceFormats = ['text', 'summary', 'minimal', 'json', 'mermaid'] as const;

/** One of the {@link traceFormats}. */
export type TraceFormat = (typeof traceFormats)[number];

/** One trace in a format. */
export function traceReport(trace: Trace, format: TraceFormat, style: Style): string {
  switch (format) {
    case 'text':
      return `${explain(trace, { depth: 'full', style })}\n`;
    case 'summary':
      return `${explain(trace, { depth: 'summary', style })}\n`;
    case 'minimal':
      return `${explain(trace, { depth: 'minimal' })}\n`;
    case 'json':
      return jsonText(trace);
    case 'mermaid':
      return mermaid(trace);
    default:
      return format satisfies never;
  }
}

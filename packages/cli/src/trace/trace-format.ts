/** How `trace` writes what it found. */
export const traceFormats = ['text', 'summary', 'minimal', 'json', 'mermaid'] as const;

/** One of the {@link traceFormats}. */
export type TraceFormat = (typeof traceFormats)[number];

export { explain } from './explain.js';
export type { Depth, ExplainOptions } from './explain.js';
export { mermaid } from './mermaid.js';
export type { Style } from './style.js';

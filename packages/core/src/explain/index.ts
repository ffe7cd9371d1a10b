export { explain } from './explain.js';
export type { Depth, ExplainOptions } from './explain.js';
export { explainAll } from './explain-all.js';
export { mermaid } from './mermaid.js';
export type { Paint, Style } from './style.js';

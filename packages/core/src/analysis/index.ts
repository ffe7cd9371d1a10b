export { coverage } from './coverage.js';
export type { CoverageItem, CoverageKind } from './coverage-item.js';

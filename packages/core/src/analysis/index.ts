export { coverage } from './coverage.js';
export type { CoverageItem, CoverageKind } from './coverage-item.js';
export type { Exposure, ExposureKind, MonthlyCost, PriceTable } from './exposure.js';
export { exposures } from './exposures.js';
export type { ExposureOptions } from './exposures.js';

export type { MonthlyCost, PriceBasis } from './cost.js';
export { totalCost } from './cost.js';
export { costText, priceNotes } from './cost-text.js';
export { coverage } from './coverage.js';
export type { CoverageItem, CoverageKind } from './coverage-item.js';
export type { Exposure, ExposureKind } from './exposure.js';
export { exposures } from './exposures.js';
export type { ExposureOptions } from './exposures.js';
export { listPrices } from './list-prices.js';
export type { Evidence, Finding, FindingSeverity } from './lint/finding.js';
export { findings } from './lint/findings.js';
export type { FindingCode } from './lint/findings.js';
export { lint } from './lint/lint.js';
export { diff } from './difference/diff.js';
export type { Difference, DiffOptions, FateChange, Side } from './difference/diff.js';
export { differenceMarkdown } from './difference/difference-markdown.js';
export { differenceText } from './difference/difference-text.js';
export type { DifferenceTextOptions } from './difference/difference-text.js';
export type { Fate, FateEnd } from './fate/fate.js';
export { prove } from './proof/prove.js';
export type { Proof, Property } from './proof/prove.js';
export { and, any, from, host, not, or, path, port, under } from './proof/request-set.js';
export type { RequestSet } from './proof/request-set.js';
export type { RequestCondition, RequestDestination, RequestRange } from './routes/request-range.js';
export { routes } from './routes/routes.js';
export type { RouteClass, Routes } from './routes/routes.js';
export { routesText } from './routes/routes-text.js';
export type { RoutesTextOptions } from './routes/routes-text.js';
export { hoursPerMonth } from './price.js';
export type { Price, SharedPrice, UsagePrice } from './price.js';
export { compareWaysIn } from './ways-in/compare-ways-in.js';
export type { WebApplication } from './ways-in/application.js';
export type {
  AddressHolder,
  Breakage,
  Failing,
  Feature,
  FeatureName,
  SourceReplaced,
  WayIn,
  WayInKind,
  WaysIn,
  ZoneShare,
} from './ways-in/way-in.js';
export { waysInText } from './ways-in/ways-in-text.js';
export type { WaysInTextOptions } from './ways-in/ways-in-text.js';
export { zoneCrossings } from './zone-crossings.js';
export type { UnknownZone, ZoneCrossing, ZoneCrossings } from './zone-crossings.js';

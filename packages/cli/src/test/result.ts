import type { CoverageItem } from '@kubehop/core/analysis';
import type { Verdict } from '@kubehop/core/matchers';
import type { TestCase } from './test-case.js';

/** What came of one request of a test file. */
export interface CaseResult {
  readonly testCase: TestCase;
  readonly verdict: Verdict;
}

/** What came of a test file. */
export interface SuiteResult {
  readonly file: string;
  readonly results: readonly CaseResult[];
}

/** What came of a run. */
export interface TestReport {
  readonly suites: readonly SuiteResult[];
  /** What the requests could exercise, where that was asked for. */
  readonly coverage?: readonly CoverageItem[];
  /** The least that they should, in percent. */
  readonly failUnder?: number;
}

/** How many expectations there are, and how many do not hold. */
export function countsOf(suites: readonly SuiteResult[]): { readonly all: number; readonly failed: number } {
  const results = suites.flatMap((suite) => suite.results);
  return { all: results.length, failed: results.filter(({ verdict }) => !verdict.holds).length };
}

/** How much of what requests could exercise they have, in percent; all of nothing is all. */
export function percentOf(items: readonly CoverageItem[]): number {
  const exercised = items.filter(({ isExercised }) => isExercised).length;
  return items.length === 0 ? 100 : (exercised / items.length) * 100;
}

/** Whether everything is as expected. */
export function isGood({ suites, coverage = [], failUnder = 0 }: TestReport): boolean {
  return countsOf(suites).failed === 0 && percentOf(coverage) >= failUnder;
}

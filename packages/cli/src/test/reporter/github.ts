import type { CaseResult, TestReport } from '../result.js';
import { percentOf } from '../result.js';
import { failureSummary } from './failure-summary.js';
import type { Page } from './page.js';
import { reportText } from './text.js';

/**
 * A run in the log of GitHub Actions: as a person reads it, then an annotation at the line of each expectation that does
 * not hold.
 *
 * @see actions/toolkit docs/commands.md; actions/toolkit packages/core/src/command.ts
 */
export function githubText(report: TestReport, page: Page): string {
  const { suites, coverage, failUnder } = report;
  const annotations = suites.flatMap(({ file, results }) =>
    results.filter(({ verdict }) => !verdict.holds).map((result) => annotation(file, result)),
  );
  const tooLittle =
    coverage !== undefined && failUnder !== undefined && percentOf(coverage) < failUnder
      ? [`::error title=kubehop test::${data(`The coverage is under ${failUnder} %.`)}\n`]
      : [];
  return [reportText(report, page), ...annotations, ...tooLittle].join('');
}

function annotation(file: string, { testCase, verdict }: CaseResult): string {
  const title = property(testCase.name);
  return `::error file=${property(file)},line=${testCase.line},title=${title}::${data(failureSummary(verdict))}\n`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

import { traceApiVersion } from '@kubehop/core';
import { jsonText } from '../../output/json.js';
import type { CaseResult, TestReport } from '../result.js';
import { countsOf, isGood, percentOf } from '../result.js';

/** A run as programs read it: every verdict as the library gives it, but of the ways those that fail. */
export function jsonReport(report: TestReport): string {
  const { suites, coverage, failUnder } = report;
  const { all, failed } = countsOf(suites);
  return jsonText({
    apiVersion: traceApiVersion,
    kind: 'TestReport',
    good: isGood(report),
    expectations: all,
    failed,
    files: suites.map(({ file, results }) => ({ file, results: results.map(caseValue) })),
    ...(coverage !== undefined && {
      coverage: {
        percent: percentOf(coverage),
        ...(failUnder !== undefined && { failUnder }),
        items: coverage,
      },
    }),
  });
}

function caseValue({ testCase: { name, line, request }, verdict }: CaseResult): unknown {
  const { holds, failures, assumptions, problems, notes } = verdict;
  return { name, line, asked: request, holds, failures, assumptions, problems, notes };
}

import { coverage } from '@kubehop/core/analysis';
import type { CoverageItem } from '@kubehop/core/analysis';
import { checkExpectation, ExpectationError } from '@kubehop/core/matchers';
import { WrongUse } from '../wrong-use.js';
import type { FileProblem } from './file-problem.js';
import { fileProblemText } from './file-problem.js';
import type { CaseResult, SuiteResult } from './result.js';
import type { Suite } from './suite.js';
import type { TestCase } from './test-case.js';

/**
 * Holds the requests of a test file against what is expected of them.
 *
 * @throws {WrongUse} with every expectation that cannot be read
 */
export function runSuite({ file, cluster, cases }: Suite): SuiteResult {
  const results: CaseResult[] = [];
  const messages = new Set<string>();
  for (const testCase of cases) {
    const { from = cluster.platform.defaultOrigin, asked, expectations } = testCase;
    try {
      results.push({ testCase, verdict: checkExpectation(cluster, asked(from), expectations) });
    } catch (error) {
      if (!(error instanceof ExpectationError)) throw error;
      messages.add(fileProblemText(file, problemOf(testCase, error)));
    }
  }
  if (messages.size > 0) throw new WrongUse(...messages);
  return { file, results };
}

/** What is wrong with an expectation, at the member that it is about. */
function problemOf(
  { path, lineOf, expectations: { expect = {} } }: TestCase,
  { member, message }: ExpectationError,
): FileProblem {
  const field =
    member === undefined ? path : Object.hasOwn(expect, member) ? `${path}.expect.${member}` : `${path}.may`;
  return { code: 'wrong-form', path: field, line: lineOf(field), message };
}

/**
 * What the requests of some test files could exercise, and have. The files count together: an object that several of them
 * have need be exercised in one.
 */
export function coverageOf(
  suites: readonly Suite[],
  results: readonly SuiteResult[],
): readonly CoverageItem[] {
  const items = new Map<string, CoverageItem>();
  for (const [index, { cluster }] of suites.entries()) {
    const traces = (results[index]?.results ?? []).flatMap(({ verdict }) =>
      (verdict.all?.branches ?? []).map(({ trace }) => trace),
    );
    for (const item of coverage(cluster, traces)) {
      const { kind, object, path } = item;
      const key = JSON.stringify([kind, object.kind, object.namespace, object.name, path]);
      const known = items.get(key);
      items.set(key, { ...item, isExercised: item.isExercised || known?.isExercised === true });
    }
  }
  return [...items.values()];
}

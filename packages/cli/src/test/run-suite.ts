import { coverage } from '@kubehop/core/analysis';
import type { CoverageItem } from '@kubehop/core/analysis';
import { checkExpectation, ExpectationError } from '@kubehop/core/matchers';
import { requireOrigin } from '../trace/require-origin.js';
import { WrongUse } from '../wrong-use.js';
import type { FileProblem } from './file-problem.js';
import { fileProblemText } from './file-problem.js';
import type { CaseResult, SuiteResult } from './result.js';
import type { Suite } from './suite.js';
import type { TestCase } from './test-case.js';

/**
 * Holds the requests of a test file against what is expected of them.
 *
 * @throws {WrongUse} with every expectation that cannot be read, and every origin that does not exist
 */
export function runSuite({ file, cluster, cases }: Suite): SuiteResult {
  const results: CaseResult[] = [];
  const messages = new Set<string>();
  for (const testCase of cases) {
    const { from = cluster.platform.defaultOrigin, asked, expectations } = testCase;
    try {
      if (testCase.from !== undefined) requireOrigin(cluster, testCase.from);
      results.push({ testCase, verdict: checkExpectation(cluster, asked(from), expectations) });
    } catch (error) {
      messages.add(fileProblemText(file, problemOf(testCase, error)));
    }
  }
  if (messages.size > 0) throw new WrongUse(...messages);
  return { file, results };
}

/** What is wrong with what a user wrote; anything else is an error of ours. */
function problemOf(testCase: TestCase, error: unknown): FileProblem {
  const field = fieldOf(testCase, error);
  if (field === undefined || !(error instanceof Error)) throw error;
  return { code: 'wrong-form', path: field, line: testCase.lineOf(field), message: error.message };
}

/** The origin, or the member of an expectation that an error is about. */
function fieldOf({ path, expectations: { expect = {} } }: TestCase, error: unknown): string | undefined {
  if (error instanceof WrongUse) return `${path}.from`;
  if (!(error instanceof ExpectationError)) return undefined;
  const { member } = error;
  if (member === undefined) return path;
  return Object.hasOwn(expect, member) ? `${path}.expect.${member}` : `${path}.may`;
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

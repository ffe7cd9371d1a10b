import { failureText } from '@kubehop/core/matchers';
import type { CaseResult, SuiteResult, TestReport } from '../result.js';
import { countsOf } from '../result.js';
import { failureSummary } from './failure-summary.js';

/**
 * A run as CI servers read it.
 *
 * @see testmoapp/junitxml README.md
 */
export function junitXml({ suites }: TestReport): string {
  const { all, failed } = countsOf(suites);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<testsuites name="kubehop" tests="${all}" failures="${failed}">\n`,
    ...suites.map(suiteXml),
    '</testsuites>\n',
  ].join('');
}

function suiteXml(suite: SuiteResult): string {
  const { all, failed } = countsOf([suite]);
  const name = attribute(suite.file);
  return [
    `  <testsuite name="${name}" tests="${all}" failures="${failed}">\n`,
    ...suite.results.map((result) => caseXml(suite.file, result)),
    '  </testsuite>\n',
  ].join('');
}

function caseXml(file: string, { testCase, verdict }: CaseResult): string {
  const head = `    <testcase name="${attribute(testCase.name)}" classname="${attribute(file)}" file="${attribute(file)}" line="${testCase.line}"`;
  const why = verdict.holds
    ? ''
    : `      <failure message="${attribute(failureSummary(verdict))}">${content(failureText(verdict, { depth: 'summary' }))}</failure>\n`;
  const assumptions = verdict.assumptions.map(({ message }) => `taken for granted: ${message}`);
  const problems = verdict.problems.map(({ message }) => `problem: ${message}`);
  const said = [...problems, ...verdict.notes.map((note) => `note: ${note}`), ...assumptions].join('\n');
  const out = said === '' ? '' : `      <system-out>${content(said)}</system-out>\n`;
  return why === '' && out === '' ? `${head}/>\n` : `${head}>\n${why}${out}    </testcase>\n`;
}

/** Characters that no XML document may hold. @see W3C XML 1.0 section 2.2, Char */
const forbidden = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/gu;

function content(text: string): string {
  return text
    .replaceAll(forbidden, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

function attribute(text: string): string {
  return content(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}

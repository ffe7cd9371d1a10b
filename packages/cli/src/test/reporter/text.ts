import { failureText } from '@kubehop/core/matchers';
import { styleOf } from '../../output/colors.js';
import { problemText } from '../../output/problem-text.js';
import type { CaseResult, SuiteResult, TestReport } from '../result.js';
import { countsOf } from '../result.js';
import { coverageText } from './coverage-text.js';
import { footnotesText } from './footnotes-text.js';
import { Footnotes } from './footnotes.js';
import type { Page } from './page.js';

/** A run as a person reads it: each expectation, why those that do not hold do not, and what was taken for granted. */
export function reportText(report: TestReport, page: Page): string {
  const footnotes = new Footnotes(
    report.suites.flatMap(({ results }) => results.flatMap(({ verdict }) => verdict.assumptions)),
  );
  const parts = [
    ...report.suites.map((suite) => suiteText(suite, footnotes, page)),
    footnotesText(footnotes, page.colors),
    report.coverage === undefined ? '' : coverageText(report.coverage, report.failUnder, page.colors),
    `${summaryText(report, page)}\n`,
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function suiteText({ file, results }: SuiteResult, footnotes: Footnotes, page: Page): string {
  return [`${page.colors.bold(file)}\n`, ...results.map((result) => caseText(result, footnotes, page))].join(
    '',
  );
}

function caseText({ testCase, verdict }: CaseResult, footnotes: Footnotes, page: Page): string {
  const { colors, columns } = page;
  const numbers = footnotes.numbersOf(verdict.assumptions);
  const mark = verdict.holds ? colors.green('✓') : colors.red('✗');
  const line = `  ${mark} ${testCase.name}${numbers === '' ? '' : colors.dim(` [${numbers}]`)}\n`;
  if (verdict.holds) {
    const problems = verdict.problems.map((problem) => problemText(problem, colors));
    const notes = verdict.notes.map((note) => `note: ${note}\n`);
    return line + indented([...problems, ...notes].join(''));
  }
  const width = columns === undefined ? {} : { width: Math.max(columns - indent.length, 40) };
  // What was taken for granted stands in the footnotes.
  const why = failureText(
    { ...verdict, assumptions: [] },
    { depth: 'summary', style: styleOf(colors), ...width },
  );
  return `${line}${indented(`${why}\n`)}`;
}

const indent = '      ';

function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gm, indent);
}

/** `25 expectations: 24 hold, 1 does not` */
function summaryText({ suites }: TestReport, { colors }: Page): string {
  const { all, failed } = countsOf(suites);
  const total = all === 1 ? '1 expectation' : `${all} expectations`;
  const good = all - failed;
  const holding = colors.green(`${good} ${good === 1 ? 'holds' : 'hold'}`);
  if (failed === 0) return `${colors.bold(total)}: ${holding}`;
  return `${colors.bold(total)}: ${holding}, ${colors.red(`${failed} ${failed === 1 ? 'does' : 'do'} not`)}`;
}

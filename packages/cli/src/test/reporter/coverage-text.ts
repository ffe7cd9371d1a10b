import type { CoverageItem, CoverageKind } from '@kubehop/core/analysis';
import type { Colors } from '../../output/colors.js';
import { objectText } from '../../output/problem-text.js';
import type { Column } from '../../output/table.js';
import { tableText } from '../../output/table.js';
import { percentOf } from '../result.js';

const titles: Readonly<Record<CoverageKind, string>> = {
  rule: 'rules of Ingresses',
  backend: 'ports of Services',
  listener: 'ways in',
};

interface Row {
  readonly title: string;
  readonly items: readonly CoverageItem[];
}

const columns: readonly Column<Row>[] = [
  { header: 'COVERAGE', cell: ({ title }) => title },
  { header: 'EXERCISED', cell: ({ items }) => `${items.filter(isExercised).length} of ${items.length}` },
  { header: 'PERCENT', cell: ({ items }) => percentText(percentOf(items)) },
];

const missingColumns: readonly Column<CoverageItem>[] = [
  { header: 'NOT EXERCISED', cell: ({ name }) => name },
  { header: 'BY', cell: ({ object, path }) => `${objectText(object)} ${path}` },
];

/** What the expectations have exercised, kind by kind, and each that they have not. */
export function coverageText(
  items: readonly CoverageItem[],
  failUnder: number | undefined,
  colors: Colors,
): string {
  const kinds = Object.keys(titles).filter(isKind);
  const rows = kinds.map((kind): Row => ({
    title: titles[kind],
    items: items.filter((item) => item.kind === kind),
  }));
  const missing = items.filter((item) => !isExercised(item));
  const percent = percentOf(items);
  const tooLittle =
    failUnder !== undefined && percent < failUnder
      ? `${colors.red(`Coverage is ${percentText(percent)}, under the ${failUnder} % that --fail-under asks for.`)}\n`
      : '';
  return [
    tableText(columns, [...rows, { title: 'all', items }]),
    missing.length === 0 ? '' : `\n${tableText(missingColumns, missing)}`,
    tooLittle === '' ? '' : `\n${tooLittle}`,
  ].join('');
}

function isExercised(item: CoverageItem): boolean {
  return item.isExercised;
}

function isKind(text: string): text is CoverageKind {
  return Object.hasOwn(titles, text);
}

/** Rounded down, so that nothing but all is 100 %. */
function percentText(percent: number): string {
  return `${Math.floor(percent * 10) / 10} %`;
}

import type { ItemResult } from './run.js';
import type { VectorCase } from './vectors.js';

/** The figures of one suite. */
export interface SuiteFigures {
  readonly cases: number;
  readonly items: number;
  readonly passed: number;
  readonly failed: number;
  /** How many of the failed ones are listed with a reason. */
  readonly deviations: number;
  /** `case/item` of each that failed. */
  readonly failing: readonly string[];
}

/** The figures of every suite. */
export function figuresOf(
  cases: readonly VectorCase[],
  results: readonly ItemResult[],
): Readonly<Record<string, SuiteFigures>> {
  const suites = [...new Set(cases.map(({ suite }) => suite))].sort();
  return Object.fromEntries(
    suites.map((suite) => {
      const own = results.filter((result) => result.suite === suite);
      const failing = own.filter(({ passed }) => !passed);
      const figures: SuiteFigures = {
        cases: cases.filter((fact) => fact.suite === suite).length,
        items: own.length,
        passed: own.length - failing.length,
        failed: failing.length,
        deviations: failing.filter(({ deviation }) => deviation !== undefined).length,
        failing: failing.map(({ item }) => item.id),
      };
      return [suite, figures];
    }),
  );
}

/** The figures as a table. */
export function tableOf(figures: Readonly<Record<string, SuiteFigures>>): string {
  const head = ['suite', 'cases', 'items', 'passed', 'failed', 'deviations', 'share'];
  const rows = Object.entries(figures).map(([suite, { cases, items, passed, failed, deviations }]) => [
    suite,
    ...[cases, items, passed, failed, deviations].map(String),
    items === 0 ? '-' : `${((passed / items) * 100).toFixed(1)} %`,
  ]);
  const table = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}

import process from 'node:process';
import { afterAll, describe, expect, test } from 'vitest';
import { raiseBaseline, readBaseline } from './baseline.js';
import { readDeviations } from './deviations.js';
import { figuresOf } from './figures.js';
import { runCases } from './run.js';
import { haveVectors, readCases, vectorRoots } from './vectors.js';

const areLeftOut = !haveVectors() && process.env['KUBEHOP_CI'] === undefined;
const lack = areLeftOut ? `, skipped: there are none in ${vectorRoots().join(', ')}` : '';

describe.skipIf(areLeftOut)(`recorded facts${lack}`, () => {
  const cases = areLeftOut ? [] : readCases();
  const deviations = readDeviations();
  const figures = figuresOf(cases, runCases(cases, { deviations }));
  const baseline = readBaseline();

  test.each([...new Set([...Object.keys(baseline), ...Object.keys(figures)])].sort())(
    '%s: as many items agree as ever',
    (suite) => {
      const { passed = 0, items = 0 } = figures[suite] ?? {};
      expect(items).toBeGreaterThan(0);
      expect(passed).toBeGreaterThanOrEqual(baseline[suite] ?? 0);
    },
  );

  test('deviations are of items that do not agree', () => {
    expect(deviations.filter(({ suite, item }) => !figures[suite]?.failing.includes(item))).toEqual([]);
  });

  afterAll(() =>
    raiseBaseline(Object.fromEntries(Object.entries(figures).map(([suite, { passed }]) => [suite, passed]))),
  );
});

import type { Bound, Check, LoadExpectation, Scenario } from '@kubehop/sim';
import { describe, expect, test } from 'vitest';
import { isWithin } from '../../../../packages/sim/src/scenario/expectation.js';
import { client, played, visitors } from './shop.js';

/** Every pod hangs for a while: 20 of 100 requests, sent from 4 s to 5.9 s, get no answer. */
const outage: Scenario = {
  loads: [visitors],
  acts: [
    { at: 3_950, act: { act: 'behave', behaviour: { labels: { app: 'web' }, does: { hangs: true } } } },
    { at: 5_950, act: { act: 'behave', behaviour: { labels: { app: 'web' }, does: { hangs: false } } } },
  ],
  until: 10_000,
};

function checks(wanted: LoadExpectation, scenario = outage): readonly Check[] {
  return played({ ...scenario, expect: wanted }).loads.flatMap((load) => load.checks);
}

function bound(comparison: Bound['comparison'], value: number): Bound {
  return { comparison, value };
}

describe('what must have come of a load', () => {
  test.each<[string, LoadExpectation, number | undefined, boolean]>([
    ['availability', { availability: bound('>=', 0.8) }, 0.8, true],
    ['availability', { availability: bound('>', 0.8) }, 0.8, false],
    ['requests', { requests: bound('=', 100) }, 100, true],
    ['errors', { errors: bound('<=', 20) }, 20, true],
    ['errors', { errors: bound('<', 20) }, 20, false],
    ['causes.process-hangs', { causes: { 'process-hangs': bound('=', 20) } }, 20, true],
    ['causes.no-endpoint', { causes: { 'no-endpoint': bound('=', 0) } }, 0, true],
    ['causes.no-endpoint', { causes: { 'no-endpoint': bound('>', 0) } }, 0, false],
    ['lastError', { lastError: bound('<', 6_000) }, 5_900, true],
    ['lastError', { lastError: bound('<', 5_900) }, 5_900, false],
    ['p50', { p50: bound('<=', 0) }, 0, true],
    ['p99', { p99: bound('>', 0) }, 0, false],
    ['max', { max: bound('=', 0) }, 0, true],
  ])('%s of %j is %s: %s', (member, expectation, actual, holds) => {
    expect(checks(expectation)).toMatchObject([{ member, actual, holds }]);
  });

  test('imbalance is that of the busiest pod', () => {
    const [check] = checks({ imbalance: bound('<', 2) });
    expect(check).toMatchObject({ member: 'imbalance', holds: true });
    expect(check?.actual).toBeGreaterThan(1);
  });

  test('a time of the last error holds where there is none', () => {
    expect(checks({ lastError: bound('<', 1) }, { loads: [visitors], until: 1_000 })).toEqual([
      { member: 'lastError', unit: 'time', expected: bound('<', 1), holds: true },
    ]);
  });

  test.each<LoadExpectation>([{ p99: bound('<', 1_000) }, { imbalance: bound('<', 2) }])(
    '%j does not hold where no request succeeded',
    (expectation) => {
      const behaviours = [{ labels: { app: 'web' }, does: { hangs: true } }];
      const [check] = checks(expectation, { behaviours, loads: [visitors], until: 1_000 });
      expect(check).toMatchObject({ holds: false });
      expect(check).not.toHaveProperty('actual');
    },
  );

  test('an availability does not hold where nothing was sent', () => {
    const arrivals = { model: 'closed', clients: 1, think: 5_000 } as const;
    const scenario = { loads: [{ ...visitors, arrivals }], until: 1_000 };
    expect(checks({ availability: bound('>=', 0.9) }, scenario)).toMatchObject([{ holds: false }]);
  });

  test('what a load expects itself wins over what is expected of all', () => {
    const loads = [
      { ...visitors, expect: { errors: bound('=', 20) } },
      { ...visitors, name: 'others' },
    ];
    const report = played({ ...outage, loads, expect: { errors: bound('=', 0), requests: bound('=', 100) } });
    expect(report.loads.map((load) => load.checks.map(({ holds }) => holds))).toEqual([
      [true, true],
      [true, false],
    ]);
    expect(report.holds).toBe(false);
  });
});

test.each<[number, Bound, boolean]>([
  [0.1 + 0.2, bound('<=', 0.3), true],
  [0.1 + 0.2, bound('=', 0.3), true],
  [0.1 + 0.2, bound('>', 0.3), false],
  [0.3 + 1e-9, bound('>', 0.3), true],
  [2, bound('>=', 3), false],
  [0, bound('=', 0), true],
])('%d %j: %s, whatever binary fractions make of it', (actual, wanted, isSo) => {
  expect(isWithin(actual, wanted)).toBe(isSo);
});

describe('what must have come of a request', () => {
  const request = { name: 'one', at: 5_000, request: { from: client, url: 'http://web/' }, timeout: 500 };

  test.each([
    ['outcome', { outcome: 'timeout' } as const, 'timeout', true],
    ['outcome', { outcome: 'response' } as const, 'timeout', false],
    ['cause', { cause: 'process-hangs' } as const, 'process-hangs', true],
    ['took', { took: bound('<=', 500) }, 500, true],
    ['took', { took: bound('<', 500) }, 500, false],
  ])('%s of %j is %s: %s', (member, expectation, actual, holds) => {
    const { requests } = played({ ...outage, requests: [{ ...request, expect: expectation }] });
    expect(requests.flatMap(({ checks: found }) => found)).toMatchObject([{ member, actual, holds }]);
  });

  test('a status does not hold where there is no response', () => {
    const { requests, holds } = played({ ...outage, requests: [{ ...request, expect: { status: 200 } }] });
    expect(requests.flatMap(({ checks: found }) => found)).toEqual([
      { member: 'status', unit: 'text', expected: '200', holds: false },
    ]);
    expect(holds).toBe(false);
  });

  test('a request that comes to no answer has come to nothing that was expected', () => {
    const forever = { ...request, timeout: null, expect: { took: bound('<', 1_000) } };
    const { requests } = played({
      behaviours: [{ labels: { app: 'web' }, does: { latency: 7_200_000 } }],
      requests: [forever],
      until: 10_000,
    });
    expect(requests).toMatchObject([{ checks: [{ member: 'took', holds: false }] }]);
    expect(requests[0]).not.toHaveProperty('answer');
  });
});

import { describe, expect, test } from 'vitest';
import { jsonReport } from '../../../../../packages/cli/src/test/reporter/json.js';
import { mixed, reportOn } from './report.js';

describe('jsonReport', () => {
  test('holds counts, every verdict with what was taken for granted, and the coverage', () => {
    const value: unknown = JSON.parse(jsonReport(reportOn(mixed, { failUnder: 50 })));
    expect(value).toMatchObject({
      kind: 'TestReport',
      good: false,
      expectations: 2,
      failed: 1,
      files: [
        {
          file: 'tests/routes.yaml',
          results: [
            {
              name: 'the cart is served',
              line: 3,
              asked: 'GET https://shop.example.com/cart',
              holds: true,
              failures: [],
              assumptions: expect.arrayContaining([
                expect.objectContaining({ code: 'nodes-made-up' }),
              ]) as unknown,
              problems: [],
            },
            {
              holds: false,
              failures: [{ member: 'status', of: 'expect', expected: '404', trace: { kind: 'Trace' } }],
            },
          ],
        },
      ],
      coverage: {
        percent: 75,
        failUnder: 50,
        items: expect.arrayContaining([
          {
            kind: 'rule',
            name: 'shop.example.com/cart',
            object: { kind: 'Ingress', namespace: 'shop', name: 'shop' },
            path: 'spec.rules[0].http.paths[1]',
            isExercised: true,
          },
        ]) as unknown,
      },
    });
  });
});

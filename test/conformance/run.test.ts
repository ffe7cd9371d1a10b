import { describe, expect, test } from 'vitest';
import type { Adapter, Answer } from './adapter.js';
import { figuresOf, tableOf } from './figures.js';
import { itemText } from './item-text.js';
import { runCases } from './run.js';
import type { JsonObject, VectorCase } from './vectors.js';

/** An adapter that reads `l4` items with one port, and gives this answer. */
function adapterThatAnswers(answer: Answer): Adapter {
  return {
    suites: ['made-up'],
    situation: ['weather'],
    facts: ['node'],
    ordered: ['hops'],
    settings: () => [
      {
        name: 'only',
        questions: { l4: { reads: ['port'], ask: () => answer, trace: () => ({ rule: 'why' }) } },
      },
    ],
  };
}

function caseWith(content: JsonObject): VectorCase {
  return { suite: 'made-up', id: 'c', content: { id: 'c', title: 'a case', objects: [], ...content } };
}

function run(content: JsonObject, answer: Answer = { verdict: 'forward' }): ReturnType<typeof runCases> {
  return runCases([caseWith(content)], { adapters: [adapterThatAnswers(answer)], traced: true });
}

const flow = { id: 'f', port: 80, expect: { verdict: 'forward' } };

describe('an item of a recorded case', () => {
  test('passes when everything that is expected is so', () => {
    expect(run({ l4: [flow] })).toMatchObject([{ item: { id: 'c/f' }, passed: true }]);
  });

  test.each<[string, JsonObject, string]>([
    ['a key of the item that is not read', { l4: [{ ...flow, mood: 'good' }] }, 'l4.mood'],
    ['a key of the platform that is not read', { cluster: { moon: 'full' }, l4: [flow] }, 'cluster.moon'],
    ['a key of the case that is not read', { tide: { expect: {} } }, 'tide'],
  ])('fails for %s', (_, content, named) => {
    const [result] = run(content);
    expect(result?.passed).toBe(false);
    expect(result?.settings[0]?.error).toContain(named);
  });

  test('fails for an expectation that has no answer', () => {
    expect(run({ l4: [{ ...flow, expect: { verdict: 'forward', colour: 'red' } }] })).toMatchObject([
      { passed: false, settings: [{ differences: [{ key: 'colour', expected: 'red' }] }] },
    ]);
  });

  test('fails for an adapter that throws', () => {
    const adapter: Adapter = {
      ...adapterThatAnswers({}),
      settings: () => {
        throw new Error('no such thing');
      },
    };
    const [result] = runCases([caseWith({ l4: [flow] })], { adapters: [adapter] });
    expect(result).toMatchObject({ passed: false });
    expect(result?.settings[0]?.error).toContain('no such thing');
  });

  test('fails when its suite has no adapter', () => {
    expect(runCases([caseWith({ l4: [flow] })], { adapters: [] })).toMatchObject([{ passed: false }]);
  });

  test('ignores the order of lists, unless it counts', () => {
    const answer = { endpoints: ['b', 'a'], hops: ['b', 'a'] };
    expect(run({ l4: [{ ...flow, expect: { endpoints: ['a', 'b'] } }] }, answer)[0]?.passed).toBe(true);
    expect(run({ l4: [{ ...flow, expect: { endpoints: ['a', 'a'] } }] }, answer)[0]?.passed).toBe(false);
    expect(run({ l4: [{ ...flow, expect: { endpoints: ['a'] } }] }, answer)[0]?.passed).toBe(false);
    expect(run({ l4: [{ ...flow, expect: { hops: ['a', 'b'] } }] }, answer)[0]?.passed).toBe(false);
  });

  test('is each element of a list, and each expectation alone', () => {
    const items = run({ weather: 'fine', l4: [flow, { ...flow, id: 'g' }], count: 3, whole: { a: 1 } }).map(
      ({ item }) => item.id,
    );
    expect(items).toEqual(['c/f', 'c/g', 'c/count', 'c/whole']);
  });

  test('is told with what was expected, what came and why', () => {
    const [result] = run({ l4: [flow] }, { verdict: 'drop' });
    expect(result && itemText(result)).toBe(
      [
        'FAILED c/f (l4)',
        '  only',
        '  verdict',
        '    expected "forward"',
        '    came     "drop"',
        '    {',
        '      "rule": "why"',
        '    }',
      ].join('\n'),
    );
  });
});

describe('the figures', () => {
  test('count deviations as failed', () => {
    const cases = [caseWith({ l4: [flow, { ...flow, id: 'g', expect: { verdict: 'drop' } }] })];
    const results = runCases(cases, {
      adapters: [adapterThatAnswers({ verdict: 'forward' })],
      deviations: [
        { suite: 'made-up', item: 'c/g', reason: 'the record is wrong' },
        { suite: 'made-up', item: 'c/f', reason: 'passes after all' },
      ],
    });
    const figures = figuresOf(cases, results);
    expect(figures).toEqual({
      'made-up': { cases: 1, items: 2, passed: 1, failed: 1, deviations: 1, failing: ['c/g'] },
    });
    expect(tableOf(figures).split('\n')[1]).toBe('made-up      1      2       1       1           1  50.0 %');
  });
});

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { TestIndex } from '../../../../packages/core/src/analysis/language/test-index.js';
import { passes, type TextTest } from '../../../../packages/core/src/analysis/language/text-test.js';
import { Pattern } from '../../../../packages/core/src/routing/pattern.js';

const text = fc
  .array(fc.constantFrom('/', '/', 'a', 'b', 'A'), { maxLength: 6 })
  .map((parts) => parts.join(''));

const asked: fc.Arbitrary<TextTest> = fc.oneof(
  fc.record({ kind: fc.constantFrom('is', 'begins', 'ends'), text }) as fc.Arbitrary<TextTest>,
  text.map((each): TextTest => ({ kind: 'is', text: each, ignoreCase: true })),
  text.map((path): TextTest => ({ kind: 'below', path })),
  text.map((each): TextTest => ({ kind: 'wildcards', text: each.replaceAll('A', '*') })),
  fc.constant<TextTest>({ kind: 'matches', pattern: new Pattern('^/a', { ignoreCase: false }) }),
);

test('an index finds the tests that a text passes when it is asked each of them', () => {
  fc.assert(
    fc.property(fc.array(asked, { maxLength: 12 }), fc.array(text, { minLength: 1 }), (tests, texts) => {
      const index = new TestIndex(tests);
      for (const each of texts) {
        const one = tests.flatMap((question, at) => (passes(question, each) ? [at] : []));
        expect({ each, passed: index.passed(each) }).toEqual({ each, passed: one });
      }
    }),
    { numRuns: 500 },
  );
});

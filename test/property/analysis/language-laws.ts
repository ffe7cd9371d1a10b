import * as fc from 'fast-check';
import { expect } from 'vitest';
import { cellsOf, type TextCells } from '../../../packages/core/src/analysis/language/text-cells.js';
import { decodedPath, type TextDomain } from '../../../packages/core/src/analysis/language/text-domain.js';
import { readTarget } from '../../../packages/core/src/ingress/nginx/request/target.js';
import { Pattern } from '../../../packages/core/src/routing/pattern.js';
import { passes, type TextTest } from '../../../packages/core/src/analysis/language/text-test.js';
import { isIn } from '../../unit/analysis/language/domain-member.js';
import { law } from '../law.js';
import { drawnPattern } from './drawn-pattern.js';
import { asked, everyText } from './drawn-texts.js';

/** The tests that a text passes, one after the other. */
function answers(tests: readonly TextTest[], text: string): string {
  return tests.map((test) => (passes(test, text) ? '1' : '0')).join('');
}

/** The tests of each cell in the same way. */
function cellAnswers(tests: readonly TextTest[], { cells }: TextCells): readonly string[] {
  return cells.map(({ passed }) => tests.map((_, index) => (passed.has(index) ? '1' : '0')).join(''));
}

/** Every text of four letters up to a length, shorter ones first. */
function shortTexts(length: number): readonly string[] {
  const texts = [''];
  for (const text of texts) {
    if (text.length < length) texts.push(...['a', 'B', '/', '\n'].map((letter) => text + letter));
  }
  return texts;
}

const fewLetters: TextDomain = {
  start: 'any',
  states: { any: { mayEnd: true, moves: [['aB/\n', 'any']] } },
};

const brief = fc
  .array(fc.constantFrom('a', 'a', 'B', '/', '\n'), { maxLength: 4, size: 'max' })
  .map((parts) => parts.join(''));
const briefTest: fc.Arbitrary<TextTest> = fc.oneof(
  fc
    .tuple(fc.constantFrom('is' as const, 'begins' as const, 'ends' as const), brief)
    .map(([kind, text]) => ({ kind, text })),
  fc
    .tuple(fc.constantFrom('is' as const, 'begins' as const, 'ends' as const), brief)
    .map(([kind, text]) => ({ kind, text, ignoreCase: true as const })),
  brief.map((path) => ({ kind: 'below' as const, path })),
  fc
    .tuple(brief, fc.constantFrom('*', '?', '*a*'), brief)
    .map((parts) => ({ kind: 'wildcards' as const, text: parts.join('') })),
  drawnPattern.map((source) => ({
    kind: 'matches' as const,
    pattern: new Pattern(source, { ignoreCase: false }),
  })),
);

/** The first text with each combination of answers, and the first that is longer than it. */
function firstTexts(
  tests: readonly TextTest[],
  texts: readonly string[],
): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const text of texts) {
    const key = answers(tests, text);
    const lengths = found.get(key) ?? [];
    if (!lengths.includes(text.length)) lengths.push(text.length);
    found.set(key, lengths);
  }
  return found;
}

const unit = fc.constantFrom('a', 'b', 'A', '/', '\n', '_', ' ', '1', '.', '\xe9', '\xc9');

const target = fc
  .array(fc.constantFrom('/', '.', '..', 'a', '%2e', '%2F', '%0a', '%00', '%', '\xe9', '~', '%25'), {
    maxLength: 8,
  })
  .map((parts) => `/${parts.join('')}`);

/** How the texts that can occur are told apart by tests. */
export const languageLaws = {
  'a text of a cell can occur and passes the tests of its cell and no others': law(
    fc.property(asked, ({ domain, tests }) => {
      const found = cellsOf(tests, domain);
      const of = cellAnswers(tests, found);
      for (const [index, { witness, other = witness }] of found.cells.entries()) {
        for (const text of [witness, other]) {
          expect(isIn(domain, text)).toBe(true);
          expect([text, answers(tests, text)]).toEqual([text, of[index]]);
        }
      }
    }),
    300,
  ),

  'the other text of a cell is longer than its witness': law(
    fc.property(asked, ({ domain, tests }) => {
      for (const { witness, other } of cellsOf(tests, domain).cells) {
        if (other !== undefined) expect(other.length).toBeGreaterThan(witness.length);
      }
    }),
  ),

  'every text that can occur is in one cell, and no two cells pass the same tests': law(
    fc.property(asked, ({ domain, tests, texts }) => {
      const found = cellsOf(tests, domain);
      expect(found.isExact).toBe(true);
      const all = new Set(cellAnswers(tests, found));
      expect(all.size).toBe(found.cells.length);
      for (const text of texts) expect([text, all.has(answers(tests, text))]).toEqual([text, true]);
    }),
    300,
  ),

  'cells know what a pattern finds in a text': law(
    fc.property(
      fc.array(drawnPattern, { minLength: 1, maxLength: 3 }),
      fc.boolean(),
      fc.uniqueArray(fc.string({ unit }), { maxLength: 40, size: 'max' }),
      (sources, ignoreCase, texts) => {
        const patterns = sources.map((source) => new Pattern(source, { ignoreCase }));
        // The texts themselves are asked for as well: the cell of each says what is found in it.
        const tests: readonly TextTest[] = [
          ...texts.map((text) => ({ kind: 'is' as const, text })),
          ...patterns.map((pattern) => ({ kind: 'matches' as const, pattern })),
        ];
        const { cells } = cellsOf(tests, everyText);
        for (const [index, text] of texts.entries()) {
          const own = cells.filter(({ passed }) => passed.has(index));
          expect(own.map(({ witness }) => witness)).toEqual([text]);
          const isFound = patterns.map((_, at) => own[0]?.passed.has(texts.length + at));
          expect([text, isFound]).toEqual([text, patterns.map((pattern) => pattern.test(text))]);
        }
      },
    ),
    500,
  ),

  'no text of a cell is shorter than its witness, and none in between its two texts': law(
    fc.property(fc.array(briefTest, { minLength: 1, maxLength: 3 }), (tests) => {
      const longest = 5;
      const found = cellsOf(tests, fewLetters);
      const lengths = firstTexts(tests, shortTexts(longest));
      const keys = cellAnswers(tests, found);
      for (const [index, { witness, other = 'none'.repeat(longest) }] of found.cells.entries()) {
        const [first = longest + 1, second = longest + 1] = lengths.get(keys[index] ?? '') ?? [];
        expect(Math.min(witness.length, longest + 1)).toBe(first);
        expect(Math.min(other.length, longest + 1)).toBe(second);
      }
      expect(keys).toEqual(expect.arrayContaining([...lengths.keys()]));
    }),
    200,
  ),

  'the paths that nginx makes of targets are those of their domain': law(
    fc.property(target, (sent) => {
      const read = readTarget(sent);
      if (read !== undefined) expect([read.path, isIn(decodedPath, read.path)]).toEqual([read.path, true]);
    }),
    500,
  ),

  'a path of the domain is what nginx makes of some target': law(
    fc.property(asked, ({ tests }) => {
      for (const { witness, other = witness } of cellsOf(tests, decodedPath).cells) {
        for (const path of [witness, other]) expect(readTarget(escaped(path))?.path).toBe(path);
      }
    }),
  ),
};

/** A path as a target: every byte but slashes is escaped. */
function escaped(path: string): string {
  return path.replaceAll(/[^/]/g, (byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

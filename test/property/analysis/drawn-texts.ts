import * as fc from 'fast-check';
import {
  anyText,
  decodedPath,
  hostName,
  rawPath,
  type TextDomain,
} from '../../../packages/core/src/analysis/language/text-domain.js';
import { Pattern } from '../../../packages/core/src/routing/pattern.js';
import { allBytes } from '../../../packages/core/src/routing/pattern-program.js';
import type { TextTest } from '../../../packages/core/src/analysis/language/text-test.js';
import { isIn } from '../../unit/analysis/language/domain-member.js';
import { drawnPattern } from './drawn-pattern.js';

/** Tests on the texts of a domain, and some of these texts. */
export interface Asked {
  readonly domain: TextDomain;
  readonly tests: readonly TextTest[];
  readonly texts: readonly string[];
}

/** Every text of bytes. */
export const everyText: TextDomain = {
  start: 'any',
  states: { any: { mayEnd: true, moves: [[allBytes, 'any']] } },
};

/** What tests and texts of a domain are made of, so that they meet. */
const pieces: readonly (readonly [TextDomain, readonly string[]])[] = [
  [hostName, ['a', 'b', 'A', '.', '.a', 'a.b', '-', '_', '1', 'www.', '.com']],
  [decodedPath, ['/', '/a', '/A', '/a/b', 'a', 'b', 'x', '.', '/..', '\n', '\xe9', '\xc9', ' ', '%']],
  [rawPath, ['/', '/a', '/A', '//', 'a', 'b', '.', '/..', '%2f', '%', '~']],
  [anyText, ['a', 'b', 'A', 'B', 'true', ' ', ',', '1', '_']],
  [everyText, ['a', 'b', 'A', '/', '\n', '\0', '\xff', '_', ' ']],
];

function textOf(from: readonly string[], maxLength: number): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...from), { maxLength, size: 'max' }).map((parts) => parts.join(''));
}

const ignoreCase = fc.constantFrom<{ ignoreCase?: true }>({}, { ignoreCase: true });

function drawnTest(domain: TextDomain, from: readonly string[]): fc.Arbitrary<TextTest> {
  const start = domain === decodedPath || domain === rawPath ? '/' : '';
  const text = textOf(from, 4).map((end) => (end.startsWith(start) ? end : start + end));
  const part = textOf(from, 3);
  return fc.oneof(
    fc
      .tuple(fc.constantFrom('is' as const, 'begins' as const), text, ignoreCase)
      .map(([kind, found, how]) => ({ kind, text: found, ...how })),
    fc.tuple(part, ignoreCase).map(([found, how]) => ({ kind: 'ends' as const, text: found, ...how })),
    text.map((path) => ({ kind: 'below' as const, path })),
    fc
      .tuple(textOf([...from, '*', '*', '?'], 5), ignoreCase)
      .map(([found, how]) => ({ kind: 'wildcards' as const, text: start + found, ...how })),
    fc.tuple(drawnPattern, fc.boolean()).map(([source, isFolded]) => ({
      kind: 'matches' as const,
      pattern: new Pattern(source, { ignoreCase: isFolded }),
    })),
  );
}

/** The texts that a test is written with. */
function written(test: TextTest): string {
  switch (test.kind) {
    case 'below':
      return test.path;
    case 'matches':
      return test.pattern.source.replaceAll(/[^a-z0-9/.]/gi, '');
    case 'is':
    case 'begins':
    case 'ends':
    case 'wildcards':
      return test.text;
    default:
      return test satisfies never;
  }
}

/** Texts of a domain near those that tests name: their beginnings and ends, with other letters, with something behind. */
function near(
  domain: TextDomain,
  from: readonly string[],
  tests: readonly TextTest[],
): fc.Arbitrary<readonly string[]> {
  const known = tests.map(written);
  const part = fc
    .tuple(fc.constantFrom('', ...known), fc.nat(3), fc.nat(3))
    .map(([text, begin, end]) => text.slice(begin, text.length - end));
  const flip = fc.constantFrom(
    (text: string) => text,
    (text: string) => text.toUpperCase(),
    (text: string) => text.toLowerCase(),
    (text: string) => `/${text}`.replaceAll(/\/+/g, '/'),
  );
  const text = fc
    .tuple(flip, fc.constantFrom('', ...known), part, textOf(from, 4), fc.constantFrom(0, 1, 2, 3))
    .map(([how, whole, some, other, order]) =>
      how([whole, some + other, other + whole, other + some][order] ?? ''),
    );
  return fc
    .array(text, { maxLength: 30, size: 'max' })
    .map((texts) => texts.filter((each) => isIn(domain, each)));
}

/** A domain, tests on its texts and texts near those that the tests name. */
export const asked: fc.Arbitrary<Asked> = fc
  .constantFrom(...pieces)
  .chain(([domain, from]) =>
    fc
      .array(drawnTest(domain, from), { maxLength: 6 })
      .chain((tests) => near(domain, from, tests).map((texts) => ({ domain, tests, texts }))),
  );

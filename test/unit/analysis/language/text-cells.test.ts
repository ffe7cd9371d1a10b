import { describe, expect, test } from 'vitest';
import { cellsOf } from '../../../../packages/core/src/analysis/language/text-cells.js';
import {
  anyText,
  decodedPath,
  hostName,
  rawPath,
  type TextDomain,
} from '../../../../packages/core/src/analysis/language/text-domain.js';
import { Pattern } from '../../../../packages/core/src/routing/pattern.js';
import type { TextTest } from '../../../../packages/core/src/analysis/language/text-test.js';

const is = (text: string): TextTest => ({ kind: 'is', text });
const below = (path: string): TextTest => ({ kind: 'below', path });
const wildcards = (text: string): TextTest => ({ kind: 'wildcards', text });
const matches = (source: string, ignoreCase = true): TextTest => ({
  kind: 'matches',
  pattern: new Pattern(source, { ignoreCase }),
});

/** The cells as lines: the tests that are passed, then the witness and the other text. */
function cells(domain: TextDomain, ...tests: readonly TextTest[]): readonly string[] {
  const found = cellsOf(tests, domain);
  expect(found.isExact).toBe(true);
  return found.cells.map(({ passed, witness, other }) =>
    [[...passed].join(), witness, ...(other === undefined ? [] : [other])].join(' '),
  );
}

describe('cellsOf', () => {
  test.each([
    ['hosts', hostName, [' x xx']],
    ['decoded paths', decodedPath, [' / /x']],
    ['sent paths', rawPath, [' / /x']],
    ['values', anyText, ['  x']],
  ])('finds one cell of %s where nothing is asked', (_title, domain, found) => {
    expect(cells(domain)).toEqual(found);
  });

  test('tells a path and what is below it from the rest', () => {
    expect(cells(decodedPath, below('/api'))).toEqual([' / /x', '0 /api /api/']);
    expect(cells(decodedPath, below('/api'), is('/api'))).toEqual([' / /x', '0,1 /api', '0 /api/ /api/x']);
  });

  test('finds everything below the root', () => {
    expect(cells(decodedPath, below('/'))).toEqual(['0 / /x']);
  });

  test('has no text for a path that cannot occur', () => {
    expect(cells(decodedPath, is('/a//b'), below('/../a'), is('a'), is('/\u0100'))).toEqual([' / /x']);
  });

  test('takes a text with a double slash below a prefix that ends in one', () => {
    expect(cells(rawPath, below('/a//'))).toEqual([' / /x', '0 /a// /a//x']);
  });

  test('compares the spellings of a text', () => {
    const ignoring: TextTest = { kind: 'is', text: '/Ab', ignoreCase: true };
    expect(cells(decodedPath, is('/ab'), ignoring)).toEqual([' / /x', '0,1 /ab', '1 /aB']);
  });

  test('tells ends of hosts apart', () => {
    expect(
      cells(hostName, { kind: 'ends', text: '.b.c' }, { kind: 'ends', text: '.c' }, is('a.b.c')),
    ).toEqual([' x xx', '1 x.c xx.c', '0,1 x.b.c xx.b.c', '0,1,2 a.b.c']);
  });

  test('finds an end whose beginning is repeated before it', () => {
    const ends: TextTest = { kind: 'ends', text: 'aab' };
    expect(cells(hostName, ends, is('aaab'), { kind: 'ends', text: 'b', ignoreCase: true })).toEqual([
      ' x xx',
      '2 b xb',
      '0,2 aab xaab',
      '0,1,2 aaab',
    ]);
  });

  test('tells texts with wildcards apart, wherever the wildcards stand', () => {
    expect(cells(decodedPath, wildcards('/i?g/*'))).toEqual([' / /x', '0 /ixg/ /ixg/x']);
    expect(cells(decodedPath, wildcards('/img/*'))).toEqual([' / /x', '0 /img/ /img/x']);
    expect(cells(decodedPath, wildcards('*.js'))).toEqual([' / /x', '0 /.js /x.js']);
    expect(cells(decodedPath, wildcards('/a*b*c'))).toEqual([' / /x', '0 /abc /axbc']);
    expect(cells(decodedPath, wildcards('*'), wildcards('**'))).toEqual(['0,1 / /x']);
  });

  test('tells what patterns find from what they do not', () => {
    expect(cells(decodedPath, matches('^/v[0-9]+(/|$)'), matches('^/v1', false))).toEqual([
      ' / /x',
      '0 /v0 /v00',
      '0,1 /v1 /v10',
      '1 /v1x /v1xx',
    ]);
  });

  test('knows that an end stands before a final line feed as well', () => {
    expect(cells(decodedPath, matches('^/a$'))).toEqual([' / /x', '0 /a /a\n']);
  });

  test('knows borders of words and of lines', () => {
    expect(cells(decodedPath, matches(String.raw`\bfoo\b`))).toEqual([' / /x', '0 /foo /foo-']);
    expect(cells(decodedPath, matches('(?m)^a'))).toEqual([' / /x', '0 /\na /x\na']);
  });

  test('is not exact about a pattern that is refused, which passes nothing', () => {
    expect(cellsOf([matches('^/a(?!b)'), is('/a')], decodedPath)).toEqual({
      cells: [
        { passed: new Set(), witness: '/', other: '/x' },
        { passed: new Set([1]), witness: '/a' },
      ],
      isExact: false,
    });
  });

  test('is not exact where patterns take more states than it may', () => {
    const many = ['a', 'b', 'c', 'd'].map((letter) => matches(`${letter}[a-d]{6}$`));
    const found = cellsOf(many, decodedPath, { states: 50 });
    expect(found.isExact).toBe(false);
    expect(found.cells.length).toBeGreaterThan(0);
  });

  test('does not stop for plain tests, however many there are', () => {
    const paths = Array.from({ length: 100 }, (_, index) => `/service-${index}/${'long'.repeat(20)}`);
    const found = cellsOf([...paths.map(is), ...paths.map(below)], decodedPath, { states: 100 });
    expect(found.isExact).toBe(true);
    expect(found.cells).toHaveLength(201);
  });
});

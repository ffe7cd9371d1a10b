import { readManifests } from '@kubehop/core/yaml';
import { describe, expect, test } from 'vitest';
import { documentsOf } from '../../../packages/core/src/yaml/document.js';

/** First line and text of each document. */
function cut(text: string): (readonly [number, string])[] {
  return [...documentsOf(text, undefined)].map((document) => [document.firstLine, document.text] as const);
}

describe('documentsOf', () => {
  test.each([
    ['', []],
    ['\n\n', []],
    ['# only a comment\n', []],
    ['---\n', []],
    ['---', []],
    ['---\n---\n---\n', []],
    ['a: 1\n', [[1, 'a: 1\n']]],
    ['---\na: 1', [[2, 'a: 1']]],
    [
      'a: 1\n---\nb: 2\n',
      [
        [1, 'a: 1\n'],
        [3, 'b: 2\n'],
      ],
    ],
    [
      'a: 1\n---\n---\n# none\n---\nb: 2\n---\n',
      [
        [1, 'a: 1\n'],
        [6, 'b: 2\n'],
      ],
    ],
    [
      'a: 1\r\n---\r\nb: 2\r\n',
      [
        [1, 'a: 1\r\n'],
        [3, 'b: 2\r\n'],
      ],
    ],
    ['--- # Source: shop/templates/web.yaml\na: 1\n', [[2, 'a: 1\n']]],
    ['---  \na: 1\n', [[2, 'a: 1\n']]],
    [
      'a: 1\n...\n---\nb: 2\n...\n',
      [
        [1, 'a: 1\n'],
        [4, 'b: 2\n'],
      ],
    ],
    ['a: |\n  ---\n  x\n', [[1, 'a: |\n  ---\n  x\n']]],
    ['a: x---\n', [[1, 'a: x---\n']]],
    ['a: ...\nb: ....\n', [[1, 'a: ...\nb: ....\n']]],
    ['\uFEFFa: 1\n', [[1, 'a: 1\n']]],
    [
      '\uFEFF---\na: 1\n\uFEFF---\nb: 2\n',
      [
        [2, 'a: 1\n'],
        [4, 'b: 2\n'],
      ],
    ],
  ])('cuts %j', (text, expected) => {
    expect(cut(text)).toEqual(expected);
  });

  test('counts the documents that say something', () => {
    const names = [...documentsOf('---\n---\na: 1\n---\n# none\n---\nb: 1\n', 'shop.yaml')].map(
      ({ name }) => name,
    );
    expect(names).toEqual(['shop.yaml#1', 'shop.yaml#2']);
  });
});

describe('a separator', () => {
  test.each(['--- {a: 1}', '--- |', '---a', '-----BEGIN CERTIFICATE-----'])(
    '%s is none to kubectl, and spoils its document alone',
    (separator) => {
      const { manifests, problems } = readManifests(`a: 1\n${separator}\nb: 2\n---\nc: 3\n`);
      expect(manifests.map(({ value }) => value)).toEqual([{ a: 1 }, { c: 3 }]);
      expect(problems).toMatchObject([
        {
          code: 'yaml-separator',
          severity: 'error',
          object: { kind: 'Document', name: '#2' },
          source: { line: 2 },
        },
      ]);
    },
  );
});

describe('the end of a document', () => {
  test('is where kubectl stops reading, and what it leaves out is told', () => {
    const { manifests, problems } = readManifests('a: 1\n...\n# fine\nb: 2\n---\nc: 3\n');
    expect(manifests.map(({ value }) => value)).toEqual([{ a: 1 }, { c: 3 }]);
    expect(problems).toMatchObject([{ code: 'yaml-ignored', severity: 'warning', source: { line: 4 } }]);
  });

  test('may come before anything was said', () => {
    const { manifests, problems } = readManifests('---\n...\na: 1\n');
    expect(manifests).toEqual([]);
    expect(problems).toMatchObject([{ code: 'yaml-ignored', source: { line: 3 } }]);
  });
});

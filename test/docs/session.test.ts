import { describe, expect, test } from 'vitest';
import { blocksOf } from './markdown.js';
import { commandsOf, isOutput } from './session.js';

describe('blocksOf', () => {
  test('tells the kind and the line of each block', () => {
    const text = '# Page\n\n```sh\nnpm test\n```\n\n````md\n```js\n```\n````\n\n```\nplain\n```\n';
    expect(blocksOf({ path: 'page.md', text })).toEqual([
      { kind: 'sh', text: 'npm test\n', line: 3 },
      { kind: 'md', text: '```js\n```\n', line: 7 },
      { kind: '', text: 'plain\n', line: 12 },
    ]);
  });
});

describe('commandsOf', () => {
  test('parts commands from their output', () => {
    expect(commandsOf('$ kubehop a\none\ntwo\n$ kubehop b\n')).toEqual([
      { text: 'kubehop a', output: 'one\ntwo\n' },
      { text: 'kubehop b', output: '' },
    ]);
  });

  test('refuses output without a command', () => {
    expect(() => commandsOf('one\n')).toThrow(SyntaxError);
  });
});

describe('isOutput', () => {
  test.each([
    ['a\nb\n', 'a\nb\n'],
    ['a\nb\nc\n', 'a\n...\nc\n'],
    ['a\nc\n', 'a\n...\nc\n'],
    ['a\nb\nc\nd\ne\n', 'a\n...\nc\n...\n'],
    ['a\nb\n', '...\nb\n'],
  ])('%j is as the page shows it: %j', (written, page) => {
    expect(isOutput(written, page)).toBe(true);
  });

  test.each([
    ['a\nb\n', 'a\n'],
    ['a\nb\nc\n', 'a\n...\nd\n'],
    ['a\nb\nc\n', 'b\n...\n'],
    ['a\nb\nc\n', 'a\n...\nb\n'],
    ['a\nc\nb\n', 'a\n...\nb\n...\nc\n...\n'],
    ['a\n', 'a\n...\na\n'],
  ])('%j is not as the page shows it: %j', (written, page) => {
    expect(isOutput(written, page)).toBe(false);
  });
});

import { describe, expect, test } from 'vitest';
import { colorsOf, styleOf } from '../../../../packages/cli/src/output/colors.js';
import { madeUpIo } from '../made-up-io.js';

describe('colorsOf', () => {
  test.each([
    ['a terminal has colours', true, {}, true],
    ['a file has none', false, {}, false],
    ['NO_COLOR takes them away', true, { NO_COLOR: '1' }, false],
    ['an empty NO_COLOR does not', true, { NO_COLOR: '' }, true],
    ['FORCE_COLOR gives them to a file', false, { FORCE_COLOR: '1' }, true],
    ['NO_COLOR is stronger than FORCE_COLOR', true, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    ['a dumb terminal has none', true, { TERM: 'dumb' }, false],
    ['CI alone gives none to a file', false, { CI: 'true' }, false],
  ])('%s', (_, terminal, env, expected) => {
    expect(colorsOf(madeUpIo({ terminal }).stdout, env).isColorSupported).toBe(expected);
  });
});

describe('styleOf', () => {
  test('without colours text stays as it is', () => {
    const style = styleOf(colorsOf(madeUpIo().stdout, {}));
    const { heading, dim, good, bad, doubtful } = style;
    expect([heading, dim, good, bad, doubtful].map((paint) => paint('x'))).toEqual(['x', 'x', 'x', 'x', 'x']);
  });
});

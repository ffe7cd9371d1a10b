import { describe, expect, test } from 'vitest';
import { covers, narrowness } from '../../../../packages/cli/src/routes/host-text.js';

describe('the text of a host', () => {
  test.each([
    ['a.test', 'a.test', true],
    ['A.Test', 'a.test', true],
    ['a.test', 'b.test', false],
    ['any other', 'a.test', false],
    ['*.a.test', 'x.a.test', true],
    ['*.A.Test', 'x.a.test', true],
    ['*.a.test', 'a.test', false],
    ['*.a.test', '.a.test', false],
    ['*.a.test', 'xa.test', false],
    ['*.a.test', 'x.y.a.test', undefined],
    ['….a.test', 'x.y.a.test', true],
    ['….a.test', 'a.test', false],
    ['a.…', 'a.org', true],
    ['a.…', 'b.org', false],
    ['~ ^a', 'a.test', undefined],
    ['a?.test', 'ab.test', undefined],
    ['*.a*.test', 'x.ab.test', undefined],
  ])('%s covers %s: %s', (text, host, isCovered) => {
    expect(covers(text, host)).toBe(isCovered);
  });

  test('the narrowest is a whole host, of others the longest', () => {
    const texts = ['….b-c.test', '*.b-c.test', 'x.b-c.test', '….test', '~ t$'];
    const sorted = [...texts].sort((one, other) => narrowness(other) - narrowness(one));
    expect(sorted).toEqual(['x.b-c.test', '*.b-c.test', '….b-c.test', '….test', '~ t$']);
  });
});

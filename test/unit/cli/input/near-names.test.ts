import { describe, expect, test } from 'vitest';
import { didYouMean, nearNames } from '../../../../packages/cli/src/input/near-names.js';

describe('nearNames', () => {
  test.each([
    ['crat', ['cart', 'web', 'checkout'], ['cart']],
    ['chekout', ['cart', 'checkout'], ['checkout']],
    ['web', ['web-7f9c-x', 'web-7f9c-a', 'cart'], ['web-7f9c-a', 'web-7f9c-x']],
    ['payment', ['cart', 'web'], []],
    ['c', ['cart', 'cats', 'cows', 'cups', 'dogs'], ['cart', 'cats', 'cows']],
    ['crat', ['brat', 'crate'], ['crate', 'brat']],
  ])('%s among %j may be %j', (written, names, near) => {
    expect(nearNames(written, names)).toEqual(near);
  });
});

describe('didYouMean', () => {
  test('names what is near', () => {
    expect(didYouMean(['cart', 'card'])).toBe('; did you mean "cart", "card"?');
  });

  test('says nothing when nothing is', () => {
    expect(didYouMean([])).toBe('');
  });
});

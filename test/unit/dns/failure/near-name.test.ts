import { describe, expect, test } from 'vitest';
import { nearestName, nearestOf } from '../../../../packages/core/src/dns/failure/near-name.js';

describe('nearestName', () => {
  test.each([
    ['a letter left out', 'fronend', ['frontend', 'backend'], 'frontend'],
    ['a letter too many', 'carts', ['cart', 'db'], 'cart'],
    ['another letter', 'cast', ['cart', 'db'], 'cart'],
    ['two letters swapped', 'crat', ['cart', 'db'], 'cart'],
    ['two mistakes in a longer name', 'frntendd', ['frontend'], 'frontend'],
    ['two mistakes in a short name', 'crta', ['cats'], undefined],
    ['the closest, though it comes later', 'payments', ['paymentzz', 'payment'], 'payment'],
    ['the first of equals', 'web', ['wed', 'wet'], 'wed'],
    ['nothing close', 'cart', ['shipping'], undefined],
    ['itself does not count', 'cart', ['cart'], undefined],
  ])('%s', (_title, name, others, nearest) => {
    expect(nearestName(name, others)).toBe(nearest);
  });
});

describe('nearestOf', () => {
  test('looks once for a name among those of a keeper', () => {
    const asked: string[] = [];
    const keeper = {};
    const others = (): readonly string[] => {
      asked.push('others');
      return ['cart', 'db'];
    };
    const found = ['crat', 'shipping', 'crat', 'shipping'].map((name) => nearestOf(keeper, name, others));
    expect(found).toEqual(['cart', undefined, 'cart', undefined]);
    expect(asked).toHaveLength(2);
  });

  test('tells the names of one keeper from those of another', () => {
    expect(nearestOf({}, 'crat', () => ['cart'])).toBe('cart');
    expect(nearestOf({}, 'crat', () => ['rat'])).toBe('rat');
  });
});

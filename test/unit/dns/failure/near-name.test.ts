import { describe, expect, test } from 'vitest';
import { nearestName } from '../../../../packages/core/src/dns/failure/near-name.js';

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

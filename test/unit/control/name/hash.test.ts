import { expect, test } from 'vitest';
import { hashValue } from '../../../../packages/core/src/control/name/hash.js';

test('the order of the fields does not change the hash of a value', () => {
  expect(hashValue({ a: 1, b: [1, 2] })).toBe(hashValue({ b: [1, 2], a: 1 }));
  expect(hashValue({ a: 1, b: [1, 2] })).not.toBe(hashValue({ a: 1, b: [2, 1] }));
});

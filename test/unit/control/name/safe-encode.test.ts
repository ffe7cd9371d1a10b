import { expect, test } from 'vitest';
import { safeEncode } from '../../../../packages/core/src/control/name/safe-encode.js';

test('a hash is written as Kubernetes writes it: digits turned into letters', () => {
  expect(safeEncode(1234567890)).toBe('56789bcdf4');
});

import { expect, test } from 'vitest';
import { uidOf } from '../../../../packages/core/src/control/name/uid.js';

test('a uid looks like one', () => {
  expect(uidOf('Pod/shop/web')).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/);
});

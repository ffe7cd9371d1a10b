import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { nearestName } from '../../../../packages/core/src/object/field/nearest-name.js';

const text = fc
  .array(fc.constantFrom('a', 'b', 'B', '.'), { maxLength: 7 })
  .map((letters) => letters.join(''));

/** By the definition, letter after letter. */
function distance(from: string, to: string): number {
  if (from === '' || to === '') return from.length + to.length;
  const [first, second] = [from.slice(1), to.slice(1)];
  if (from[0] === to[0]) return distance(first, second);
  return 1 + Math.min(distance(first, second), distance(first, to), distance(from, second));
}

test.prop([text, fc.array(text, { maxLength: 5 })])(
  'the nearest name is the first of those with the fewest changes, two at most',
  (asked, names) => {
    const distances = names.map((name) => distance(asked.toLowerCase(), name.toLowerCase()));
    const least = Math.min(...distances);
    expect(nearestName(asked, names)).toBe(least > 2 ? undefined : names[distances.indexOf(least)]);
  },
);

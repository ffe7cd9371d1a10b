import { describe, expect, test } from 'vitest';
import { list, textList } from '../../../../packages/core/src/object/schema/list.js';
import { record } from '../../../../packages/core/src/object/schema/record.js';
import { int32, text } from '../../../../packages/core/src/object/schema/scalar.js';
import { read, unmarshal } from './reading.js';

const boxes = list(record<{ readonly size: number }>(() => ({ size: 1 }), { size: int32 }));

describe('list', () => {
  test('reads its items in order', () => {
    expect(read(boxes, [{ size: 2 }, {}])).toEqual({ read: [{ size: 2 }, { size: 1 }], reported: [] });
  });

  test('has the zero value of its items for a null among them', () => {
    expect(read(boxes, [null])).toEqual({ read: [{ size: 1 }], reported: [] });
    expect(read(textList, ['a', null])).toEqual({ read: ['a', ''], reported: [] });
  });

  test('takes a list that need not change itself', () => {
    const given = ['a', 'b'];
    expect(read(textList, given).read).toBe(given);
  });

  test('names the items that it cannot read', () => {
    expect(read(list(text), ['a', 1, true]).reported).toEqual([
      unmarshal('number 1', 'string').replace('.', '[1]'),
      unmarshal('boolean', 'string').replace('.', '[2]'),
    ]);
  });

  test.each([
    [{ 0: 'a', length: 1 }, 'object'],
    ['a', 'string'],
    [1, 'number 1'],
  ])('refuses %j', (value, given) => {
    expect(read(textList, value)).toEqual({ read: [], reported: [unmarshal(given, 'slice')] });
  });
});

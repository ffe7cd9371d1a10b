import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { textOrder } from '../../../packages/core/src/cluster/order.js';
import { SortedList } from '../../../packages/core/src/cluster/sorted-list.js';

interface Item {
  readonly name: string;
}

const order = (one: Item, other: Item): number => textOrder(one.name, other.name);

/** For some names: a new item in place of the old one, or none. */
const change = fc.uniqueArray(
  fc.tuple(fc.integer({ min: 0, max: 60 }).map(String), fc.option(fc.constant('new'))),
  { selector: ([name]) => name, maxLength: 30 },
);

describe('a sorted list', () => {
  test.prop([fc.array(fc.tuple(change, fc.boolean()), { maxLength: 12 })], { numRuns: 300 })(
    'holds what came and did not leave, however seldom one looks',
    (changes) => {
      const plain = new Map<string, Item>();
      const versions: (readonly [SortedList<Item>, readonly Item[]])[] = [];
      const looked: (readonly Item[] | undefined)[] = [];
      let list = SortedList.empty(order);
      for (const [entries, looks] of changes) {
        const removed = entries.flatMap(([name]) => plain.get(name) ?? []);
        const added = entries.flatMap(([name, fate]) => (fate === null ? [] : [{ name }]));
        for (const [name] of entries) plain.delete(name);
        for (const item of added) plain.set(item.name, item);
        list = list.with({ removed, added });
        versions.push([list, [...plain.values()].sort(order)]);
        looked.push(looks ? list.values : undefined);
      }
      for (const [index, [version, expected]] of versions.entries()) {
        expect(looked[index] ?? expected).toEqual(expected);
        expect(version.length).toBe(expected.length);
        expect(version.values).toEqual(expected);
        expect(version.values.every((item, at) => item === expected[at])).toBe(true);
        expect(version.values).toBe(version.values);
      }
    },
  );
});

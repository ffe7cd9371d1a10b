import { describe, expect, test } from 'vitest';
import { quantityMap, textMap } from '../../../../packages/core/src/object/schema/text-map.js';
import { read, unmarshal } from './reading.js';

describe('textMap', () => {
  test('takes a map of texts itself', () => {
    const given = { app: 'web', 'example.com/tier': '' };
    expect(read(textMap, given).read).toBe(given);
  });

  test('has the empty text for a null, as Go has', () => {
    expect(read(textMap, { app: 'web', tier: null })).toEqual({
      read: { app: 'web', tier: '' },
      reported: [],
    });
  });

  test('takes the keys that JavaScript has a meaning for like any other', () => {
    const given: unknown = JSON.parse('{"__proto__": "a", "constructor": null}');
    const { read: labels } = read(textMap, given);
    expect(Object.entries(labels)).toEqual([
      ['__proto__', 'a'],
      ['constructor', ''],
    ]);
    expect(Object.getPrototypeOf(labels)).toBe(Object.prototype);
  });

  test('names the keys of values that are no texts', () => {
    expect(read(textMap, { version: 1, app: 'web' }).reported).toEqual([
      unmarshal('number 1', 'string').replace('.', '[version]'),
    ]);
  });

  test.each([
    [['a'], 'array'],
    ['a', 'string'],
  ])('refuses %j', (value, given) => {
    expect(read(textMap, value)).toEqual({ read: {}, reported: [unmarshal(given, 'map[string]string')] });
  });
});

describe('quantityMap', () => {
  test('keeps amounts as text, whether they are written as text or number', () => {
    expect(read(quantityMap, { cpu: 4, memory: '8Gi' }).read).toEqual({ cpu: '4', memory: '8Gi' });
  });
});

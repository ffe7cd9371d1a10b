import { describe, expect, test } from 'vitest';
import {
  choice,
  flag,
  int32,
  int64,
  intOrText,
  oneOf,
  orEmpty,
  quantity,
  text,
  time,
} from '../../../../packages/core/src/object/schema/scalar.js';
import type { Schema } from '../../../../packages/core/src/object/schema/schema.js';
import { fixesOf, read, unmarshal } from './reading.js';

const fruit = oneOf('apple', 'pear');

describe('values of the right type are read', () => {
  test.each<[string, Schema<unknown>, unknown, unknown]>([
    ['a text', text, 'on', 'on'],
    ['an empty text', text, '', ''],
    ['a flag', flag, false, false],
    ['a whole number', int32, -1, -1],
    ['the largest of 32 bits', int32, 2_147_483_647, 2_147_483_647],
    ['a number beyond 32 bits where there are 64', int64, 3_000_000_000, 3_000_000_000],
    ['a number for a number or text', intOrText, 80, 80],
    ['a text for a number or text', intOrText, '25%', '25%'],
    ['a quantity as text', quantity, '500m', '500m'],
    ['a quantity as number', quantity, 2, '2'],
    ['a time in UTC', time, '2025-01-02T03:04:05Z', '2025-01-02T03:04:05Z'],
    ['a time with fraction and zone', time, '2025-01-02T03:04:05.678+02:00', '2025-01-02T03:04:05.678+02:00'],
    ['one of several texts', fruit, 'pear', 'pear'],
    ['none of several texts', orEmpty(fruit), '', ''],
  ])('%s', (_, schema, value, expected) => {
    expect(read(schema, value)).toEqual({ read: expected, reported: [] });
  });
});

describe('values of another type are refused as Go refuses to decode them', () => {
  test.each<[string, Schema<unknown>, unknown, string, string]>([
    ['a number for a text', text, 8080, unmarshal('number 8080', 'string'), 'Write it in quotes: "8080".'],
    ['a flag for a text', text, true, unmarshal('boolean', 'string'), 'Write it in quotes: "true".'],
    ['a list for a text', text, ['a'], unmarshal('array', 'string'), 'Write a text here.'],
    ['an object for a text', text, {}, unmarshal('object', 'string'), 'Write a text here.'],
    ['a text for a flag', flag, 'true', unmarshal('string', 'bool'), 'Write true or false, without quotes.'],
    ['a text for a number', int32, '80', unmarshal('string', 'int32'), 'Write it without quotes: 80.'],
    ['a word for a number', int32, 'http', unmarshal('string', 'int32'), 'Write a whole number here.'],
    ['a fraction', int32, 1.5, unmarshal('number 1.5', 'int32'), 'Write a whole number here.'],
    [
      'a number beyond 32 bits',
      int32,
      2_147_483_648,
      unmarshal('number 2147483648', 'int32'),
      'Write a whole number here.',
    ],
    [
      'a number that is none',
      int32,
      Number.NaN,
      unmarshal('number NaN', 'int32'),
      'Write a whole number here.',
    ],
    [
      'a flag for a number or text',
      intOrText,
      true,
      unmarshal('boolean', 'int32'),
      'Write a whole number here.',
    ],
    [
      'a number for one of several texts',
      fruit,
      1,
      unmarshal('number 1', 'string'),
      'Write it in quotes: "1".',
    ],
    ['a flag for a quantity', quantity, true, unmarshal('boolean', 'string'), 'Write it in quotes: "true".'],
    [
      'a day for a time',
      time,
      '2025-01-02',
      '.: Invalid value: parsing time "2025-01-02" as "2006-01-02T15:04:05Z07:00"',
      'Write it as RFC 3339 does: 2006-01-02T15:04:05Z.',
    ],
  ])('%s', (_, schema, value, message, fix) => {
    expect(read(schema, value).reported).toEqual([message]);
    expect(fixesOf(schema, value)).toEqual([fix]);
  });

  test('a number for a time is refused once', () => {
    expect(read(time, 1).reported).toEqual([unmarshal('number 1', 'string')]);
  });
});

describe('texts outside of a list', () => {
  test('are not supported', () => {
    const message = '.: Unsupported value: "Pear": supported values: "apple", "pear"';
    expect(read(fruit, 'Pear')).toEqual({ read: 'apple', reported: [message] });
    expect(read(orEmpty(fruit), 'Pear').reported).toEqual([message]);
  });

  test('are refused in the words that a choice has for them', () => {
    const schema = choice(['In', 'NotIn'], (value, errors) => errors.invalid(value, 'not an operator'));
    expect(read(schema, 'in').reported).toEqual(['.: Invalid value: "in": not an operator']);
  });
});

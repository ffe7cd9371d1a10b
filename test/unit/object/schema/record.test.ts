import { describe, expect, test } from 'vitest';
import {
  madeRecord,
  nested,
  type Unfinished,
} from '../../../../packages/core/src/object/schema/made-record.js';
import { named, unlessEmpty } from '../../../../packages/core/src/object/schema/record-field.js';
import { inside, readField, record } from '../../../../packages/core/src/object/schema/record.js';
import { int32, oneOf, orEmpty, text } from '../../../../packages/core/src/object/schema/scalar.js';
import type { Schema } from '../../../../packages/core/src/object/schema/schema.js';
import { textMap } from '../../../../packages/core/src/object/schema/text-map.js';
import { read, unmarshal } from './reading.js';

interface Port {
  readonly number: number;
  readonly protocol: 'TCP' | 'UDP';
  readonly alias?: string;
  readonly class?: string;
  readonly labels: Readonly<Record<string, string>>;
}

const ignored = ['comment'];

/** The same record in both forms. */
const forms: readonly (readonly [string, Schema<Port>])[] = [
  [
    'record',
    record<Port>(
      () => ({ number: 1, protocol: 'TCP', labels: {} }),
      {
        number: int32,
        protocol: unlessEmpty(oneOf('TCP', 'UDP')),
        alias: named('name', unlessEmpty(text)),
        class: text,
        labels: textMap,
      },
      ignored,
    ),
  ],
  [
    'madeRecord',
    madeRecord(
      { number: int32, protocol: orEmpty(oneOf('TCP', 'UDP')), name: text, class: text, labels: nested },
      (given, errors): Port => {
        const port: Unfinished<Port> = {
          number: given.number ?? 1,
          protocol: given.protocol || 'TCP',
          labels: readField(textMap, given.labels, 'labels', errors) ?? {},
        };
        if (given.name) port.alias = given.name;
        if (given.class !== undefined && given.class !== null) port.class = given.class;
        return port;
      },
      ignored,
    ),
  ],
];

describe.each(forms)('%s', (_, port) => {
  const bare = { number: 1, protocol: 'TCP', labels: {} };

  test.each<[string, unknown, unknown]>([
    ['fills in what is missing', {}, bare],
    [
      'reads what is given',
      { number: 2, protocol: 'UDP', labels: { a: 'b' } },
      { number: 2, protocol: 'UDP', labels: { a: 'b' } },
    ],
    ['takes null for missing', { number: null, name: null, labels: null, class: null }, bare],
    ['takes an empty value for missing where Go does', { protocol: '', name: '' }, bare],
    [
      'keeps an empty value where Go has a pointer',
      { class: '', number: 0 },
      { ...bare, number: 0, class: '' },
    ],
    ['stores a field under another name', { name: 'http' }, { ...bare, alias: 'http' }],
    ['leaves out what the model ignores', { comment: { any: [1] } }, bare],
  ])('%s', (__, value, expected) => {
    expect(read(port, value)).toEqual({ read: expected, reported: [] });
  });

  test('has no field that is undefined', () => {
    expect(Object.keys(read(port, {}).read).sort()).toEqual(['labels', 'number', 'protocol']);
  });

  test('names fields that it does not know, and those that JavaScript has a meaning for', () => {
    const value: unknown = JSON.parse('{"nmae": "http", "__proto__": 1, "constructor": 2}');
    expect(read(port, value).reported).toEqual([
      'warning nmae: unknown field "nmae": kubectl refuses it, the API server leaves it out',
      'warning __proto__: unknown field "__proto__": kubectl refuses it, the API server leaves it out',
      'warning constructor: unknown field "constructor": kubectl refuses it, the API server leaves it out',
    ]);
  });

  test('names the stored name as unknown when the manifest has another', () => {
    expect(read(port, { alias: 'http' }).reported).toHaveLength(1);
  });

  test('goes on after a value that cannot be read', () => {
    expect(read(port, { number: '2', name: 3, labels: { a: 1 } }).reported).toEqual([
      unmarshal('string', 'int32').replace('.', 'number'),
      unmarshal('number 3', 'string').replace('.', 'name'),
      unmarshal('number 1', 'string').replace('.', 'labels[a]'),
    ]);
  });

  test.each([
    [[], 'array'],
    ['x', 'string'],
    [7, 'number 7'],
  ])('refuses %j', (value, given) => {
    expect(read(port, value)).toEqual({ read: bare, reported: [unmarshal(given, 'struct')] });
  });

  test('has a zero value that is an empty record', () => {
    expect(port.zero).toEqual(bare);
  });
});

describe('inside', () => {
  const seconds = inside('sleep', inside('seconds', int32), ['exec']);

  test.each<[unknown, number | undefined]>([
    [{ sleep: { seconds: 5 } }, 5],
    [{ sleep: { seconds: 0 } }, 0],
    [{ sleep: {} }, undefined],
    [{ sleep: null }, undefined],
    [{ exec: {} }, undefined],
    [{}, undefined],
  ])('%j holds %s', (value, expected) => {
    expect(read(seconds, value)).toEqual({ read: expected, reported: [] });
  });

  test('names what it does not know and what it cannot read', () => {
    expect(read(seconds, { slep: {} }).reported).toEqual([
      'warning slep: unknown field "slep": kubectl refuses it, the API server leaves it out',
    ]);
    expect(read(seconds, { sleep: 5 }).reported).toEqual([
      unmarshal('number 5', 'struct').replace('.', 'sleep'),
    ]);
  });
});

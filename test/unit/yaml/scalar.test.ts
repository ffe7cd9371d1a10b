import { readManifests } from '@kubehop/core/yaml';
import { describe, expect, test } from 'vitest';

/** What kubectl makes of a value, or the messages why it makes nothing of it. */
function valueOf(text: string): unknown {
  const { manifests, problems } = readManifests(`v: ${text}\n`);
  return problems.length > 0 ? problems.map(({ message }) => message) : manifests[0]?.value['v'];
}

// Rows of go.yaml.in/yaml/v2 decode_test.go, and of its resolve.go where the tests have none.
describe('a plain scalar', () => {
  test.each([
    ['10', 10],
    ['-10', -10],
    ['+10', 10],
    ['0', 0],
    ['-0', 0],
    ['685_230', 685230],
    ['+685_230', 685230],
    ['02472256', 685230],
    ['0777', 511],
    ['0o777', 511],
    ['-010', -8],
    ['00', 0],
    ['08', 8],
    ['0x_0A_74_AE', 685230],
    ['0XA', 10],
    ['0b1010_0111_0100_1010_1110', 685230],
    ['-0b101010', -42],
    ['4294967296', 4294967296],
    ['0.1', 0.1],
    ['.1', 0.1],
    ['-.1', -0.1],
    ['1.', 1],
    ['-0.0', 0],
    ['6.8523e+5', 685230],
    ['685.230_15e+03', 685230.15],
    ['123456e1', 1234560],
    ['1E3', 1000],
    ['1000000000000000000000000000000000000', 1e36],
  ])('%s is the number %d', (text, expected) => {
    expect(valueOf(text)).toBe(expected);
  });

  test.each(['true', 'True', 'TRUE', 'yes', 'Yes', 'YES', 'on', 'On', 'ON', 'y', 'Y'])(
    '%s is true',
    (text) => {
      expect(valueOf(text)).toBe(true);
    },
  );

  test.each(['false', 'False', 'FALSE', 'no', 'No', 'NO', 'off', 'Off', 'OFF', 'n', 'N'])(
    '%s is false',
    (text) => {
      expect(valueOf(text)).toBe(false);
    },
  );

  test.each(['', '~', 'null', 'Null', 'NULL'])('%j is null', (text) => {
    expect(valueOf(text)).toBeNull();
  });

  test.each([
    '22:22',
    '190:20:30',
    '190:20:30.15',
    '1:1',
    '2015-01-01',
    '2015-02-24T18:19:39Z',
    '1.2.3',
    '10.0.0.1',
    '10.0.0.0/8',
    '0o8',
    '0x',
    '0xg',
    '0b2',
    '1e400',
    '.',
    '..',
    '.1_0',
    '.e5',
    '1e',
    '+',
    '_1',
    '-b_c',
    '50cent_of_dollar',
    '100m',
    '1Gi',
    'tRUE',
    'yEs',
    'nULL',
    'None',
    '<foo>',
    'https://example.com/a?b=c#d',
  ])('%s is the text it is', (text) => {
    expect(valueOf(text)).toBe(text);
  });

  test.each(['.inf', '-.Inf', '+.INF', '.nan', '.NaN'])('%s can be no JSON', (text) => {
    expect(valueOf(text)).toEqual([`line 1: ${text} is no number that JSON knows`]);
  });
});

describe('a quoted scalar', () => {
  test.each([
    ['"80"', '80'],
    ["'yes'", 'yes'],
    ["''", ''],
    [String.raw`"a\tb\u0041"`, 'a\tbA'],
    ["'it''s'", "it's"],
  ])('%s is the text %j', (text, expected) => {
    expect(valueOf(text)).toBe(expected);
  });
});

describe('a block scalar', () => {
  test.each([
    ['|\n  a\n   b\n', 'a\n b\n'],
    ['|-\n  80\n', '80'],
    ['>\n  a\n  b\n\n  c\n', 'a b\nc\n'],
    ['|+\n  a\n', 'a\n\n'],
  ])('%j is %j', (text, expected) => {
    expect(valueOf(text)).toBe(expected);
  });
});

describe('a tag', () => {
  test.each([
    ["!!float '1.1'", 1.1],
    ['!!float 0', 0],
    ["!!int '12'", 12],
    ["!!null ''", null],
    ['!!bool yes', true],
    ['!!str 80', '80'],
    ['!!str 2015-01-01', '2015-01-01'],
    ['!!timestamp "2015-01-01"', '2015-01-01'],
    ['! test', 'test'],
    ['!!binary aGVsbG8gd8O2cmxk', 'hello wörld'],
    ['!mine 80', '80'],
    ['!mine [1]', [1]],
    ['!mine {a: 1}', { a: 1 }],
    ['!!set {a: }', { a: null }],
    ['!!omap [a: 1]', [{ a: 1 }]],
  ])('%s gives %j', (text, expected) => {
    expect(valueOf(text)).toEqual(expected);
  });

  test.each(['!!int abc', '!!bool 1', '!!binary "*"', '!!binary gIGC'])('%s does not fit', (text) => {
    expect(valueOf(text)).toEqual([expect.stringContaining('cannot resolve a node')]);
  });
});

describe('a key', () => {
  test.each([
    ['1: a', { '1': 'a' }],
    ['0x10: a', { '16': 'a' }],
    ['1.5: a', { '1.5': 'a' }],
    ['1e+36: a', { '1e+36': 'a' }],
    ['yes: a', { true: 'a' }],
    ['on: a', { true: 'a' }],
    ['2015-01-01: a', { '2015-01-01': 'a' }],
    ['"no": a', { no: 'a' }],
  ])('%s becomes the text that JSON needs', (text, expected) => {
    expect(readManifests(text).manifests[0]?.value).toEqual(expected);
  });

  test.each(['~: a', ': a', '[1]: a', '{a: b}: c'])('%s can be none in JSON', (text) => {
    expect(readManifests(text)).toMatchObject({ manifests: [], problems: [{ code: 'yaml-invalid' }] });
  });
});

describe('a merge key', () => {
  test('brings the fields of another object, except those given', () => {
    expect(readManifests('a: &a {x: 1, z: 2}\nb: {<<: *a, z: 3}\n').manifests[0]?.value['b']).toEqual({
      x: 1,
      z: 3,
    });
  });

  test('takes a list, the first of which goes before the others', () => {
    const text = 'a: &a {x: 1}\nb: &b {x: 2, z: 2}\nc:\n  <<: [*a, *b]\n  w: 3\n';
    expect(readManifests(text).manifests[0]?.value['c']).toEqual({ x: 1, z: 2, w: 3 });
  });
});

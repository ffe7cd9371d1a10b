import * as fc from 'fast-check';

/** Names that every JavaScript object answers to, and one that it makes way for. */
export const hostileName: fc.Arbitrary<string> = fc.constantFrom(
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'length',
  'then',
  'toJSON',
);

/** Any text, halves of surrogate pairs included. */
export const anyText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.nat(0x7f), fc.nat(0xffff)), { maxLength: 30 })
  .map((codes) => String.fromCharCode(...codes));

const edgeNumber = fc.constantFrom(
  0,
  -0,
  -1,
  1.5,
  65_535,
  65_536,
  2 ** 31 - 1,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 53,
  1e21,
  Number.MAX_VALUE,
  Number.MIN_VALUE,
);

const textThatLooksElse = fc.constantFrom(
  '',
  ' ',
  '0',
  '80',
  '-1',
  '0x50',
  '1_000',
  '1e400',
  'NaN',
  '.nan',
  'null',
  'true',
  '100%',
  '~',
  '10.0.0.256',
  '010.0.0.1',
  '0.0.0.0',
  '255.255.255.255',
  '::',
  '::ffff:10.0.0.1',
  'fe80::1%eth0',
  '10.0.0.0/33',
  '0.0.0.0/0',
  '*',
  '*.',
  '*.*.example.com',
  '.example.com.',
  '/',
  '//',
  '/(((',
  '/(a+)+$',
  '/[^\\',
  '/%2e%2e/%00',
  '{{ .Values.name }}',
  '${HOME}$1$&',
  '--x=\n',
);

const strangeText = fc.oneof(
  anyText,
  fc.constantFrom(
    '\u0000',
    '\uD800',
    'x\uDFFFy',
    '\u202Eabc',
    '\uFEFF',
    '\r\n',
    '\t',
    'İ',
    'ß',
    'é'.normalize('NFD'),
  ),
);

/** Longer than a DNS name, than an annotation may be, than a label and name together. */
const longText = fc
  .tuple(fc.constantFrom(64, 254, 4_097, 70_000), fc.constantFrom('a', '.', '/', '*', '-', 'ü', '(', 'a.'))
  .map(([length, unit]) => unit.repeat(length));

/** Texts that stand where a name, a number, an address, a path or a pattern should. */
export const oddText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: textThatLooksElse },
  { weight: 3, arbitrary: strangeText },
  longText,
  { weight: 2, arbitrary: hostileName },
);

/** JSON values that stand where another should. */
export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}, [null], [[]], [{}], { '': '' }),
  },
  { weight: 2, arbitrary: edgeNumber },
  { weight: 3, arbitrary: oddText },
  fc.jsonValue(),
  hostileName.map((name) => Object.fromEntries([[name, { polluted: 'yes' }]])),
);

/** Values that no JSON has but that a program may hand over. */
export const noJsonValue: fc.Arbitrary<unknown> = fc.constantFrom<unknown>(
  undefined,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  1n,
  Symbol('odd'),
  Object.create(null),
  new Date(0),
  new Map([['a', 1]]),
  () => 'odd',
);

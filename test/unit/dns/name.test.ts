import { describe, expect, test } from 'vitest';
import { fullName, isCarried, isInZone, lowerName } from '../../../packages/core/src/dns/name.js';

describe('lowerName', () => {
  test.each([
    ['API.Shop', 'api.shop'],
    ['api', 'api'],
    ['Ünder.Zürich', 'Ünder.zürich'],
    // The sign for Kelvin has a lower case of its own in Unicode, but none in DNS.
    ['\u212Aube', '\u212Aube'],
  ])('%s is %s: only ASCII letters have a lower case in DNS', (name, lower) => {
    expect(lowerName(name)).toBe(lower);
  });
});

describe('fullName', () => {
  test.each([
    ['cart', 'cart.'],
    ['cart.', 'cart.'],
  ])('of %s is %s', (name, full) => {
    expect(fullName(name)).toBe(full);
  });
});

describe('isInZone', () => {
  test.each([
    ['cart.cluster.local.', 'cluster.local.', true],
    ['cluster.local.', 'cluster.local.', true],
    ['mycluster.local.', 'cluster.local.', false],
    ['local.', 'cluster.local.', false],
    ['anything.', '.', true],
  ])('%s in %s: %s', (name, zone, isIn) => {
    expect(isInZone(name, zone)).toBe(isIn);
  });
});

describe('isCarried', () => {
  const label63 = 'a'.repeat(63);
  const name253 = `${`${label63}.`.repeat(3)}${'a'.repeat(61)}`;

  test.each([
    ['a label', 'cart', true],
    ['a final dot', 'cart.', true],
    ['a label of 63 octets', label63, true],
    ['a label of 64 octets', `${label63}a`, false],
    ['a name of 253 octets', name253, true],
    ['a name of 253 octets and its final dot', `${name253}.`, true],
    ['a name of 254 octets', `${name253}a`, false],
    ['63 letters of two octets each', 'ü'.repeat(63), false],
    ['31 letters of two octets each', 'ü'.repeat(31), true],
    ['15 signs of four octets each', '😀'.repeat(15), true],
    ['16 signs of four octets each', '😀'.repeat(16), false],
    ['nothing', '', false],
    ['the root alone', '.', false],
    ['an empty label', 'a..b', false],
    ['an empty first label', '.a', false],
    ['two final dots', 'a..', false],
  ])('%s', (_title, name, isIt) => {
    expect(isCarried(name)).toBe(isIt);
  });
});

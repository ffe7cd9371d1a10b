import { describe, expect, test } from 'vitest';
import { isPortName, isPortNumber, parsePort } from '../../../packages/core/src/address/port.js';

describe('isPortNumber', () => {
  test.each([
    [1, true],
    [65535, true],
    [0, false],
    [65536, false],
    [-1, false],
    [80.5, false],
    [Number.NaN, false],
  ])('%d: %s', (port, expected) => {
    expect(isPortNumber(port)).toBe(expected);
  });
});

describe('parsePort', () => {
  test.each([
    ['80', 80],
    ['0080', 80],
    ['65535', 65535],
    ['0', undefined],
    ['65536', undefined],
    ['000080', undefined],
    ['', undefined],
    ['+80', undefined],
    ['8e1', undefined],
    [' 80', undefined],
  ])('reads %j as %s', (text, expected) => {
    expect(parsePort(text)).toBe(expected);
  });
});

// Rows of kubernetes/apimachinery pkg/util/validation/validation_test.go, TestIsValidPortName.
describe('isPortName', () => {
  test.each(['telnet', 're-mail-ck', 'pop3', 'a', 'a-1', '1-a', 'a-1-b-2-c', '1-a-2-b-3'])(
    '%s may name a port',
    (name) => {
      expect(isPortName(name)).toBe(true);
    },
  );

  test.each([
    'longerthan15characters',
    '',
    '12345',
    '1-2-3-4',
    '-begin',
    'end-',
    'two--hyphens',
    'whois++',
    'HTTP',
  ])('%j may not', (name) => {
    expect(isPortName(name)).toBe(false);
  });
});

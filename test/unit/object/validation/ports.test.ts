import { describe, expect, test } from 'vitest';
import {
  portName,
  portNumber,
  portNumberOrName,
} from '../../../../packages/core/src/object/validation/ports.js';

const charset = 'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)';

describe('portNumber', () => {
  test.each([1, 80, 65_535])('%d is one', (port) => {
    expect(portNumber(port)).toEqual([]);
  });

  test.each([0, -1, 65_536])('%d is none', (port) => {
    expect(portNumber(port)).toEqual(['must be between 1 and 65535, inclusive']);
  });
});

describe('portName', () => {
  test.each<[string, readonly string[]]>([
    ['http', []],
    ['a-very-long-nam', []],
    ['a-very-long-name', ['must be no more than 15 characters']],
    ['Http', [charset]],
    ['80', ['must contain at least one letter (a-z)']],
    ['a--b', ['must not contain consecutive hyphens']],
    ['-a', ['must not begin or end with a hyphen']],
    ['a-', ['must not begin or end with a hyphen']],
    ['', [charset, 'must contain at least one letter (a-z)']],
  ])('%j', (name, details) => {
    expect(portName(name)).toEqual(details);
    expect(portNumberOrName(name)).toEqual(details);
  });
});

test('a port is told by number or by name', () => {
  expect(portNumberOrName(0)).toEqual(['must be between 1 and 65535, inclusive']);
});

import { Buffer } from 'node:buffer';
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { base64, toBase64 } from '../../../../packages/core/src/object/reading/base64.js';
import { read } from '../schema/reading.js';

describe('toBase64', () => {
  test.prop([fc.string({ unit: 'binary' })])('encodes texts as everybody does', (text) => {
    expect(toBase64(text)).toBe(Buffer.from(text, 'utf8').toString('base64'));
  });

  test('writes a replacement character for half of a pair', () => {
    expect(toBase64('\uD800x')).toBe(Buffer.from('\uFFFDx', 'utf8').toString('base64'));
  });
});

describe('base64', () => {
  test.each(['', 'YQ==', 'YWI=', 'YWJj', 'a+/9'])('%j is', (text) => {
    expect(read(base64, text)).toEqual({ read: text, reported: [] });
  });

  test('may be broken into lines', () => {
    expect(read(base64, 'YW\nJj\r\n')).toEqual({ read: 'YWJj', reported: [] });
  });

  test.each(['YQ', 'YQ=', 'Y===', '====', 'YQ==YQ==', 'a b=', 'gr\u00fc='])('%j is not', (text) => {
    expect(read(base64, text).reported).toEqual(['.: Invalid value: illegal base64 data']);
  });
});

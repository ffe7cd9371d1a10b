import { describe, expect, test } from 'vitest';
import { readHeader, readMethod } from '../../../../packages/cli/src/trace/header.js';

describe('readHeader', () => {
  test.each([
    ['X-Tenant: blue', { name: 'x-tenant', value: 'blue' }],
    ['X-Tenant:blue', { name: 'x-tenant', value: 'blue' }],
    ['X-Time: 12:30; zone=utc', { name: 'x-time', value: '12:30; zone=utc' }],
    ['Host: shop.example.com:8080', { name: 'host', value: 'shop.example.com:8080' }],
    ['Host:', { name: 'host', value: null }],
    ['X-Empty;', { name: 'x-empty', value: '' }],
  ])('%s is read as curl reads it', (text, header) => {
    expect(readHeader(text)).toEqual(header);
  });

  test.each([
    '',
    'X-Tenant',
    ': blue',
    'X Tenant: blue',
    'X-Empty; blue',
    'X-Tenant: a\r\nX-Other: b',
    '@file',
  ])('%j is no header', (text) => {
    expect(() => readHeader(text)).toThrow('is no header');
  });
});

describe('readMethod', () => {
  test.each(['GET', 'purge', 'M-SEARCH'])('%s is a method, as it is written', (text) => {
    expect(readMethod(text)).toBe(text);
  });

  test.each(['', 'GET /', 'POST\n'])('%j is no method', (text) => {
    expect(() => readMethod(text)).toThrow('is no request method');
  });
});

import { describe, expect, test } from 'vitest';
import { internet } from '@kubehop/core';
import type { Client } from '../../../../packages/cli/src/trace/client.js';
import { requestFor } from '../../../../packages/cli/src/trace/client.js';
import { readHeader } from '../../../../packages/cli/src/trace/header.js';
import { readResolve } from '../../../../packages/cli/src/trace/resolve.js';

const client: Client = { from: internet(), headers: [], resolved: [], pathAsIs: false, insecure: false };

describe('requestFor', () => {
  test('dot segments are squashed as curl does', () => {
    expect(requestFor('http://shop.example.com/a/../b/./c?x=/../y', client).target).toBe('/b/c?x=/../y');
  });

  test('dot segments stay with --path-as-is', () => {
    expect(requestFor('http://shop.example.com/a/../b', { ...client, pathAsIs: true }).target).toBe(
      '/a/../b',
    );
  });

  test('the method is GET unless given', () => {
    expect(requestFor('http://shop.example.com/', client).method).toBe('GET');
    expect(requestFor('http://shop.example.com/', { ...client, method: 'PUT' }).method).toBe('PUT');
  });

  test('headers are sent in lower case, the Host header in place of the URL’s host', () => {
    const headers = ['X-Tenant: blue', 'Host: other.example.com'].map(readHeader);
    const request = requestFor('http://203.0.113.10/', { ...client, headers });
    expect(request.headers).toEqual([{ name: 'x-tenant', value: 'blue' }]);
    expect(request.hostHeader).toBe('other.example.com');
    expect(request.host).toBe('203.0.113.10');
  });

  test('a Host header taken away is not sent', () => {
    expect(
      requestFor('http://shop.example.com/', { ...client, headers: [readHeader('Host:')] }).hostHeader,
    ).toBeNull();
  });

  test('an address given for the host and port is connected to', () => {
    const resolved = [readResolve('shop.example.com:443:203.0.113.10')];
    expect(requestFor('https://shop.example.com/', { ...client, resolved }).address).toBe('203.0.113.10');
    expect(requestFor('http://shop.example.com/', { ...client, resolved })).not.toHaveProperty('address');
  });
});

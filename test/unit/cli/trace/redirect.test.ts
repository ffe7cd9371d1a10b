import { describe, expect, test } from 'vitest';
import type { Request, Trace } from '@kubehop/core';
import { internet, traceApiVersion } from '@kubehop/core';
import type { Client } from '../../../../packages/cli/src/trace/client.js';
import { requestFor } from '../../../../packages/cli/src/trace/client.js';
import { readHeader } from '../../../../packages/cli/src/trace/header.js';
import { followRedirects, maxRedirects } from '../../../../packages/cli/src/trace/redirect.js';
import { readResolve } from '../../../../packages/cli/src/trace/resolve.js';

const client: Client = { from: internet(), headers: [], resolved: [], pathAsIs: false, insecure: false };

/** A trace of a request that a proxy answered on its own account. */
function answered(request: Request, status: number, location?: string): Trace {
  return {
    apiVersion: traceApiVersion,
    kind: 'Trace',
    request,
    hops: [],
    reply: [],
    outcome: {
      kind: 'response',
      status,
      headers: location === undefined ? [] : [{ name: 'location', value: location }],
      from: 'proxy',
      place: { kind: 'internet' },
      cause: { code: 'application-answered', message: '' },
    },
    probability: 1,
    assumptions: [],
  };
}

/** Follows one redirect, and gives the request that it leads to. */
function redirected(url: string, location: string, as: Client = client): Request | undefined {
  const first = requestFor(url, as);
  const journey = followRedirects(first, as, (request) =>
    answered(request, request === first ? 308 : 200, location),
  );
  return journey.traces[1]?.request;
}

function urlOf({ scheme, host, port, target }: Request): string {
  return `${scheme}://${host}:${port}${target}`;
}

describe('followRedirects', () => {
  test('an answer without redirect ends the journey', () => {
    const first = requestFor('http://shop.example.com/', client);
    expect(followRedirects(first, client, (request) => answered(request, 404)).traces).toHaveLength(1);
  });

  test.each([300, 301, 302, 303, 307, 308])('a %d with a Location leads on', (status) => {
    const first = requestFor('http://shop.example.com/', client);
    const send = (request: Request): Trace =>
      answered(request, request === first ? status : 200, 'https://shop.example.com/');
    expect(followRedirects(first, client, send).traces).toHaveLength(2);
  });

  test.each([
    [200, '/login'],
    [404, '/login'],
    [308, undefined],
  ])('a %d with Location %s does not', (status, location) => {
    const first = requestFor('http://shop.example.com/', client);
    expect(
      followRedirects(first, client, (request) => answered(request, status, location)).traces,
    ).toHaveLength(1);
  });

  test.each([
    [
      'http://shop.example.com/cart?x=1',
      'https://shop.example.com/cart?x=1',
      'https://shop.example.com:443/cart?x=1',
    ],
    ['https://shop.example.com/cart', '//other.example.com/x', 'https://other.example.com:443/x'],
    ['http://shop.example.com:8080/a/b?x=1', '/login', 'http://shop.example.com:8080/login'],
    ['http://shop.example.com/a/b?x=1', 'c', 'http://shop.example.com:80/a/c'],
    ['http://shop.example.com/a/b/', '../c', 'http://shop.example.com:80/a/c'],
    ['http://shop.example.com/a/b?x=1', '?y=2', 'http://shop.example.com:80/a/b?y=2'],
    ['http://shop.example.com/', '/x#fragment', 'http://shop.example.com:80/x'],
    ['http://[2001:db8::1]:8080/', '/x', 'http://2001:db8::1:8080/x'],
  ])('%s redirected to %s is %s', (url, location, expected) => {
    const request = redirected(url, location);
    expect(request === undefined ? undefined : urlOf(request)).toBe(expected);
  });

  test('the method stays', () => {
    expect(redirected('http://shop.example.com/', '/x', { ...client, method: 'POST' })?.method).toBe('POST');
  });

  test('a redirected host is resolved anew, by --resolve where it names it', () => {
    const resolved = [
      readResolve('shop.example.com:80:203.0.113.1'),
      readResolve('other.example.com:80:203.0.113.2'),
    ];
    const as = { ...client, resolved };
    expect(redirected('http://shop.example.com/', 'http://other.example.com/', as)?.address).toBe(
      '203.0.113.2',
    );
    expect(redirected('http://shop.example.com/', 'http://third.example.com/', as)).not.toHaveProperty(
      'address',
    );
  });

  const headers = ['Host: web.example.com', 'Authorization: Bearer x', 'Cookie: a=b', 'X-Tenant: blue'].map(
    readHeader,
  );

  test.each([
    [
      'to the same server',
      'http://shop.example.com/x',
      'web.example.com',
      ['authorization', 'cookie', 'x-tenant'],
    ],
    ['to another port', 'http://shop.example.com:8080/x', 'web.example.com', ['x-tenant']],
    ['to https', 'https://shop.example.com/x', 'web.example.com', ['x-tenant']],
    ['to another host', 'http://other.example.com/x', 'other.example.com', ['x-tenant']],
  ])('headers sent on %s', (_, location, hostHeader, names) => {
    const request = redirected('http://shop.example.com/', location, { ...client, headers });
    expect(request?.hostHeader).toBe(hostHeader);
    expect(request?.headers.map(({ name }) => name)).toEqual(names);
  });

  test('a redirect to another scheme than http and https is not followed', () => {
    const first = requestFor('http://shop.example.com/', client);
    const journey = followRedirects(first, client, (request) =>
      answered(request, 302, 'ftp://shop.example.com/'),
    );
    expect(journey.traces).toHaveLength(1);
    expect(journey.stopped).toContain('not ftp://shop.example.com/');
  });

  test('a circle ends after as many redirects as curl follows', () => {
    const first = requestFor('http://shop.example.com/', client);
    const journey = followRedirects(first, client, (request) => answered(request, 302, '/'));
    expect(journey.traces).toHaveLength(maxRedirects + 1);
    expect(journey.stopped).toContain('50 redirects');
  });
});

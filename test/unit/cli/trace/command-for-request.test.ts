import { createCluster, internet, node, readRequest, type Request, type RequestInput } from '@kubehop/core';
import { describe, expect, test } from 'vitest';
import { commandForRequest, urlOf } from '../../../../packages/cli/src/trace/command-for-request.js';

const cluster = createCluster([]);
const url = 'https://shop.example.com/cart';

function command(input: Partial<RequestInput>, told: Partial<Request> = {}): string | undefined {
  const request = { ...readRequest({ url, ...input }, internet()), ...told };
  return commandForRequest(request, cluster, {}, false);
}

describe('commandForRequest', () => {
  test.each<[string, Partial<RequestInput>, Partial<Request>]>([
    [url, {}, {}],
    [`--from node/node-1 ${url}`, { from: node('node-1') }, {}],
    [`-X POST ${url}`, { method: 'POST' }, {}],
    [`-H 'host: other' ${url}`, { headers: { Host: 'other' } }, {}],
    [`-H 'host: ' ${url}`, {}, { hostHeader: null }],
    [`-H 'x-tenant: blue' -k ${url}`, { headers: { 'X-Tenant': 'blue' }, insecure: true }, {}],
    [`--resolve shop.example.com:443:198.51.100.7 ${url}`, { address: '198.51.100.7' }, {}],
    ['grpc://shop.example.com/', { url: 'grpc://shop.example.com/' }, {}],
    ['http://192.0.2.11:31479/a', { url: 'http://192.0.2.11:31479/a' }, {}],
    ["'http://[2001:db8::1]/'", { url: 'http://[2001:db8::1]/' }, {}],
    ['tcp://db:5432', { url: 'tcp://db:5432' }, {}],
  ])('kubehop trace %s', (args, input, told) => {
    expect(command(input, told)).toBe(`kubehop trace ${args}`);
  });

  test.each<[string, Partial<RequestInput>, Partial<Request>]>([
    ['a server name', { sni: 'other' }, {}],
    ['a version', { version: '1.0' }, {}],
    ['a target that is no path', {}, { target: 'cart' }],
    ['a target that is no path, behind a port', { url: 'http://192.0.2.11:31479/' }, { target: 'x' }],
  ])('there is none for %s', (_, input, told) => {
    expect(command(input, told)).toBeUndefined();
  });
});

describe('urlOf', () => {
  test.each([url, 'http://a:8080/', 'tcp://[2001:db8::1]:53', 'udp://dns:53', 'grpcs://a/b'])(
    '%s',
    (text) => {
      expect(urlOf(readRequest({ url: text }, internet()))).toBe(text);
    },
  );

  test('a target that is no path is left out', () => {
    expect(urlOf({ ...readRequest({ url: 'https://a.test/' }, internet()), target: '*' })).toBe(
      'https://a.test',
    );
  });
});

import * as fc from 'fast-check';
import type { RawRequest } from './raw-request.js';

const element = fc.constantFrom(
  'a',
  'a',
  'b',
  'A',
  'ab',
  'abcd',
  'aa',
  'a.b',
  '',
  '.',
  '..',
  'a%20b',
  '%61',
  '%2F',
  '%2e%2e',
  'é',
  '%C3%A9',
  '%C3%89',
  'a$b',
  'a+b',
  '%2B',
  'a%22b',
  'a%5Cb',
  'a"b',
  'a%26b',
  'a;b',
  '%3B%3F',
  '%7Bx%7D',
  'app',
  '17',
  'healthz',
  'healthzy',
  'nginx_status',
  '.well-known',
  'acme-challenge',
  '%00',
  '%zz',
  '%FF',
  'a%0Ab',
);
const query = fc.constantFrom('', '', '', '?', '?x=1', '?x=/', '?a?b', '#f', '?x#f', '?x=%2F&y=é');
const target = fc.oneof(
  {
    weight: 12,
    arbitrary: fc
      .tuple(fc.array(element, { maxLength: 4 }), fc.constantFrom('', '', '/'), query)
      .map(([elements, slash, rest]) => `/${elements.join('/')}${slash}${rest}`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '*',
      'http://b.test/a',
      'http://A.test:99/a/b?x',
      'HTTP://a.test',
      'a/b',
      '//a',
    ),
  },
);

const askedHost = fc.constantFrom(
  'a.test',
  'a.test',
  'a.test',
  'b.test',
  'A.Test',
  'a.test:8080',
  'a.test.',
  'www.a.test',
  'www.b.test',
  'x.w.test',
  'y.w.test',
  'under_score.w.test',
  'x.y.w.test',
  'w.test',
  'c.test',
  'alias.test',
  'q.alias.test',
  'q.r.alias.test',
  'dot.test',
  'q.dot.test',
  'tail.x.test',
  'upper.test',
  're7.test',
  're7.test.more',
  'unknown.example',
  '127.0.0.1',
  '[::1]:80',
  '_',
  'a..test',
  'a/test',
);

const headers = fc.constantFrom<RawRequest['headers'][]>(
  {},
  {},
  {},
  { 'X-Canary': 'always' },
  { 'X-Canary': 'never' },
  { 'X-Canary': 'Me' },
  { 'X-Canary': 'me' },
  { Cookie: 'canary=always' },
  { Cookie: 'x=1; Canary=never; my-canary=always' },
  { 'X-Answer': '404' },
  { 'X-Answer': '500' },
  { 'X-Answer': '503' },
);

/** The name in the client hello, by the host that is asked. Names that no client can send are left out. */
function serverName(host: string | null): fc.Arbitrary<string | null | undefined> {
  const asked = host !== null && /^[a-z](?:[\w-]|\.(?!\.|$))*$/i.test(host) ? host : 'a.test';
  return fc.oneof(
    { weight: 5, arbitrary: fc.constant(undefined) },
    { weight: 3, arbitrary: fc.constant(asked) },
    { weight: 1, arbitrary: fc.constant(null) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        'a.test',
        'A.Test',
        'b.test',
        'www.a.test',
        'x.w.test',
        'y.w.test',
        'x.y.w.test',
        'unknown.example',
      ),
    },
  );
}

/** Requests at a controller: odd targets and hosts, in plain HTTP and over TLS. */
export const request: fc.Arbitrary<RawRequest> = fc
  .record({
    method: fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'OPTIONS', 'DELETE', 'TRACE'),
    target,
    host: fc.option(askedHost, { nil: null, freq: 20 }),
    headers,
    age: fc.integer({ min: 0, max: 9 }),
  })
  .chain(({ age, ...rest }) => {
    // Only the old version goes without a Host.
    const version = age === 0 || (age > 4 && rest.host === null) ? '1.0' : '1.1';
    return serverName(rest.host).map((sni) => ({ ...rest, sni, version }));
  });

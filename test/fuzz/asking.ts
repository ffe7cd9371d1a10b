import {
  internet,
  network,
  node,
  pod,
  workload,
  type HttpVersion,
  type Origin,
  type Request,
  type RequestInput,
  type Scheme,
} from '@kubehop/core';
import * as fc from 'fast-check';
import { hostileName, oddText } from './odd-values.js';

/** A request to be; a number picks from what a cluster has to offer. */
export interface Asking {
  readonly from: number | Origin;
  readonly host: number | string;
  /** Connected to in place of the host, as with `curl --connect-to`. */
  readonly address: string | null;
  readonly scheme: string;
  readonly port: string;
  readonly target: string;
  readonly rest: Omit<RequestInput, 'url' | 'from'>;
  /** Fields that no URL leads to; with them the request is given in full. */
  readonly full?: Partial<Request>;
}

const schemes: readonly Scheme[] = ['http', 'https', 'grpc', 'grpcs', 'tcp', 'tls', 'udp', 'sctp'];

const knownNames = [
  'shop.example.com',
  'SHOP.Example.com.',
  '*.example.com',
  'web',
  'web.shop.svc.cluster.local',
];
const oddNames = [
  '',
  '.',
  '..',
  'a..b',
  '.a',
  'a.',
  '-',
  '_http._tcp.web.shop',
  'xn--',
  'bücher.example',
  '🙂',
  'a b',
];
const noNames = ['localhost', '%00', 'x@y', '[', ']', '::1', '[::1]', '[::]', '[fe80::1%25a]'];
const almostAddresses = ['127.0.0.1', '0.0.0.0', '255.255.255.255', '1.2.3', '0x7f.1', '010.0.0.1'];
const longNames = ['a'.repeat(64), 'a'.repeat(255), 'a.'.repeat(127), `${'a.'.repeat(127)}a`];

const host = fc.oneof(
  { weight: 4, arbitrary: fc.nat() },
  fc.constantFrom(...knownNames, ...oddNames, ...noNames, ...almostAddresses, ...longNames),
  oddText,
  hostileName,
);

const origin: fc.Arbitrary<number | Origin> = fc.oneof(
  { weight: 4, arbitrary: fc.nat() },
  fc.constantFrom<Origin>(
    internet(),
    internet('::1'),
    internet('nowhere'),
    network('10.0.0.200'),
    network(''),
    node('nowhere'),
    node('__proto__'),
    pod('shop', 'nobody'),
    pod('', ''),
    workload('Deployment', 'shop', 'web'),
    workload('Job', 'shop', 'constructor'),
    { kind: 'address', address: '10.1.2.3', node: 'nowhere' },
    { kind: 'address', address: 'x', node: 'node-1' },
  ),
);

const port = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('', '', '', ':80', ':443', ':8080', ':53') },
  fc.constantFrom(
    ':',
    ':0',
    ':1',
    ':65535',
    ':65536',
    ':-1',
    ':080',
    ':8o',
    ':1e3',
    ': 80',
    ':80:80',
    ':99999999999',
  ),
);

const target = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.constantFrom('', '/', '/cart', '/a/../b', '/%2e%2e/', '//', '/?', '?x', '#f', '/;a=1'),
  },
  fc.constantFrom(
    '/%',
    '/%zz',
    '/%00',
    '/\u0000',
    '/ä',
    '/\uD800',
    '/ ',
    '/a\r\nx: y',
    '/\\',
    '*',
    `/${'a/'.repeat(4_000)}`,
  ),
  oddText.map((text) => `/${text}`),
);

const method = fc.constantFrom(
  'GET',
  'HEAD',
  'OPTIONS',
  'TRACE',
  'PATCH',
  'get',
  '',
  'A B',
  'M-SEARCH',
  '\n',
  'ü',
  '__proto__',
);

const headerName = fc.oneof(
  fc.constantFrom(
    'host',
    'Host',
    'X-Forwarded-For',
    'cookie',
    'Connection',
    'content-length',
    '',
    ':',
    'a b',
    'ü',
    '\r\n',
  ),
  fc.constantFrom(
    'te',
    'Authorization',
    'canary',
    'x-forwarded-proto',
    'X-Forwarded-Host',
    'accept-encoding',
    'origin',
  ),
  hostileName,
);
const header = fc.record({
  name: headerName,
  value: fc.oneof(fc.constantFrom('always', 'never', 'a=b; c'), oddText),
});
const headers = fc.oneof(
  fc.array(header, { maxLength: 4 }),
  fc
    .array(header, { maxLength: 4 })
    .map((list) => Object.fromEntries(list.map(({ name, value }) => [name, value]))),
);
const version = fc.constantFrom<HttpVersion>('1.0', '1.1', '2');

const rest = fc.record(
  {
    method,
    headers,
    version,
    sni: fc.oneof(fc.constantFrom(null, '', 'shop.example.com'), oddText),
    insecure: fc.boolean(),
    proxyProtocol: fc.constantFrom('PROXY TCP4 1.2.3.4 5.6.7.8 1 2', 'PROXY UNKNOWN', ''),
  },
  { requiredKeys: [], noNullPrototype: true },
);

const address = fc.oneof(
  { weight: 8, arbitrary: fc.constant(null) },
  fc.constantFrom('10.96.0.1', '192.0.2.10', '10.0.0.1', '::1', '127.0.0.1', ''),
  oddText,
);

const full: fc.Arbitrary<Partial<Request>> = fc.record(
  {
    port: fc.constantFrom(0, 1, 80, 443, 65_535, 65_536, -1, 2 ** 40),
    hostHeader: fc.oneof(fc.constantFrom(null, '', 'shop.example.com:80', ':', 'a:b'), oddText),
    host: oddText,
    target: fc.constantFrom('', '*', 'x', 'http://shop.example.com/', 'shop.example.com:443', '?'),
  },
  { requiredKeys: [], noNullPrototype: true },
);

/** Requests from anywhere to anywhere. */
export const asking: fc.Arbitrary<Asking> = fc.record(
  {
    from: origin,
    host,
    address,
    scheme: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...schemes).map((scheme) => `${scheme}://`) },
      fc.constantFrom('', 'HTTP://', '://', 'ftp://', 'http:/', 'constructor://'),
    ),
    port,
    target,
    rest,
    full,
  },
  { requiredKeys: ['from', 'host', 'address', 'scheme', 'port', 'target', 'rest'], noNullPrototype: true },
);

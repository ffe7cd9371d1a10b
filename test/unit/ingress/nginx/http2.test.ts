import { describe, expect, test } from 'vitest';
import type { IngressDecision } from '../../../../packages/core/src/ingress/decision.js';
import { ingress } from '../../../objects/ingress.js';
import { ask, assumed, backends, headerAt, ingressCluster, inShort, nginx, type Asking } from '../asking.js';

const off = { 'use-http2': 'false' };
const http2: Asking = { version: '2' };
const grpc: Asking = {
  version: '2',
  method: 'POST',
  headers: { 'content-type': 'application/grpc+proto', te: 'trailers' },
};

interface Setting {
  readonly version?: string;
  readonly data?: Readonly<Record<string, string>>;
  readonly protocol?: string;
}

function answer(scheme: string, asking: Asking, setting: Setting = {}): IngressDecision {
  const { version = '1.15.1', data = {}, protocol = 'HTTP' } = setting;
  const cluster = ingressCluster(
    ...backends('shop/web'),
    ingress('shop/w', {
      rules: { 'a.com': ['Prefix / web:80'] },
      annotations: { 'nginx.ingress.kubernetes.io/backend-protocol': protocol },
    }),
  );
  return ask(cluster, nginx({ version, data }), `${scheme}://a.com/shop.Cart/Add`, asking);
}

describe('HTTP/2 at ingress-nginx', () => {
  const taken = 'shop/web:80 /shop.Cart/Add';
  test.each<[string, Asking, Setting, string]>([
    ['https', http2, {}, taken],
    ['https', grpc, {}, taken],
    ['http', http2, {}, taken],
    ['http', grpc, { version: '1.10.0' }, taken],
    ['http', http2, { version: '1.9.6' }, '400 http2-not-taken'],
    ['http', grpc, { version: '1.9.6' }, '400 http2-not-taken'],
    ['https', grpc, { version: '1.9.6' }, taken],
    ['https', http2, { data: off }, taken],
    ['https', grpc, { data: off }, '400 http2-not-taken'],
    ['http', http2, { data: off }, '400 http2-not-taken'],
    ['http', { version: '1.1' }, { data: off, version: '1.9.6' }, taken],
  ])('over %s, %j with %j: %#', (scheme, asking, setting, expected) => {
    expect(inShort(answer(scheme, asking, setting))).toBe(expected);
  });
});

describe('gRPC through ingress-nginx', () => {
  test.each<[string, Asking, string, string, readonly string[]]>([
    ['a client of gRPC', grpc, 'GRPC', '2', []],
    ['a client of gRPC', grpc, 'GRPCS', '2', []],
    ['a client of gRPC', grpc, 'HTTP', '1.1', ['grpc-over-http-1']],
    ['a client of gRPC', grpc, 'HTTPS', '1.1', ['grpc-over-http-1']],
    ['another client of HTTP/2', http2, 'HTTP', '1.1', []],
    ['another client of HTTP/2', http2, 'GRPC', '2', ['http-to-grpc-backend']],
    ['a client of HTTP/1.1', {}, 'GRPC', '2', ['http-to-grpc-backend']],
    ['a client of HTTP/1.1', {}, 'HTTP', '1.1', []],
    [
      'a browser with gRPC-Web',
      { method: 'POST', headers: { 'content-type': 'application/grpc-web' } },
      'GRPC',
      '2',
      ['http-to-grpc-backend'],
    ],
  ])('%s %j reaches a backend of %s in version %s', (_who, asking, protocol, version, codes) => {
    const decision = answer('https', asking, { protocol });
    expect(decision.result).toMatchObject({ kind: 'forward', protocol, http: { version } });
    expect(assumed(decision).filter((code) => code !== 'client-accepts-certificate')).toEqual(codes);
  });

  test('keeps what the client says of trailers', () => {
    expect(headerAt(answer('https', grpc, { protocol: 'GRPC' }), 'te')).toBe('trailers');
  });

  test('names the annotation that would help', () => {
    expect(answer('https', grpc).assumptions).toContainEqual(
      expect.objectContaining({
        code: 'grpc-over-http-1',
        object: { kind: 'Ingress', namespace: 'shop', name: 'w' },
        path: 'metadata.annotations[nginx.ingress.kubernetes.io/backend-protocol]',
      }),
    );
  });

  test.each<[string, string, Asking, Setting['data'], string]>([
    ['plain text that is sent to HTTPS by force', 'http', {}, { 'force-ssl-redirect': 'true' }, 'grpcs://'],
    ['plain text on the port for TLS', 'http', { port: 443 }, {}, 'grpcs://'],
    ['TLS on the port for plain text', 'https', { port: 80 }, {}, 'grpc://'],
  ])('is told to ask with its own scheme: %s', (_title, scheme, more, data = {}, start) => {
    const fixOf = (asking: Asking): string => {
      const { result } = answer(scheme, { ...asking, ...more }, { data, protocol: 'GRPC' });
      return 'cause' in result ? (result.cause.fix ?? '') : '';
    };
    expect(fixOf(grpc)).toContain(`Ask with ${start},`);
    expect(fixOf(http2)).toContain(`Ask with ${start.replace('grpc', 'http')},`);
  });
});

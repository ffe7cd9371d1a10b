import { describe, expect, test } from 'vitest';
import { ingressController } from '../../../../packages/core/src/ingress/controller.js';
import { ingress, type IngressSpec } from '../../../objects/ingress.js';
import {
  ask,
  backends,
  containing,
  ingressCluster,
  inShort,
  nginx,
  request,
  type Asking,
} from '../asking.js';

const services = backends('shop/a', 'shop/b', 'shop/c');
const prefix = 'nginx.ingress.kubernetes.io';
const annotated = (name: string, value: string): Pick<IngressSpec, 'annotations'> => ({
  annotations: { [`${prefix}/${name}`]: value },
});

function answer(specs: readonly IngressSpec[], url: string, asking: Asking = {}): string {
  const ingresses = specs.map((spec, hour) => ingress(`shop/i${hour}`, { hour, ...spec }));
  return inShort(ask(ingressCluster(...services, ...ingresses), nginx(), url, asking));
}

const a: IngressSpec = { rules: { 'a.com': ['Prefix / a:80'] } };
const any: IngressSpec = { rules: { '': ['Prefix / b:80'] } };

describe('the server that ingress-nginx finds for a host', () => {
  test.each<[string, readonly IngressSpec[], string, Asking, string]>([
    [
      'is that of a leading dot, for the name itself',
      [{ ...a, ...annotated('server-alias', '.b.com') }],
      'http://b.com/',
      {},
      'shop/a:80 /',
    ],
    [
      'is that of a leading dot, for all below it',
      [{ ...a, ...annotated('server-alias', '.b.com') }],
      'http://x.y.b.com/',
      {},
      'shop/a:80 /',
    ],
    [
      'is that of a trailing asterisk',
      [{ ...a, ...annotated('server-alias', 'b.*') }],
      'http://b.x.org/',
      {},
      'shop/a:80 /',
    ],
    ['is asked for by the Host header', [a], 'http://x.com/', { host: 'a.com' }, 'shop/a:80 /'],
    [
      'is that of every host for HTTP/1.0 without host',
      [any],
      'http://a.com/',
      { host: null, version: '1.0' },
      '308 https://_',
    ],
    [
      'is a wildcard for names of letters, digits, hyphens and underscores',
      [{ rules: { '*.a.com': ['Prefix / a:80'] } }],
      'http://x_1.a.com/',
      {},
      'shop/a:80 /',
    ],
    [
      'is no wildcard for other names',
      [{ rules: { '*.a.com': ['Prefix / a:80'] } }],
      'http://x!.a.com/',
      {},
      '404 host-unknown',
    ],
    [
      'has aliases',
      [{ ...a, ...annotated('server-alias', 'b.com, c.com') }],
      'http://c.com/',
      {},
      'shop/a:80 /',
    ],
    [
      'has wildcard aliases of any depth',
      [{ ...a, ...annotated('server-alias', '*.b.com') }],
      'http://x.y.b.com/',
      {},
      'shop/a:80 /',
    ],
    [
      'has aliases by regular expression',
      [{ ...a, ...annotated('server-alias', '~^shop[0-9]+') }],
      'http://shop7.org/',
      {},
      'shop/a:80 /',
    ],
    [
      'cannot be known where such an expression cannot be run',
      [{ ...a, ...annotated('server-alias', '~^a(?=b)') }],
      'http://x.com/',
      {},
      'unknown regex-not-supported',
    ],
    [
      'loses an alias to the server of that name',
      [{ ...a, ...annotated('server-alias', 'b.com') }, { rules: { 'b.com': ['Prefix / b:80'] } }],
      'http://b.com/',
      {},
      'shop/b:80 /',
    ],
    [
      'has the aliases of the first Ingress with some',
      [
        { ...a, ...annotated('server-alias', 'b.com') },
        { rules: { 'a.com': [] }, ...annotated('server-alias', 'c.com') },
      ],
      'http://c.com/',
      {},
      '404 host-unknown',
    ],
    [
      'does not let a host without rules fall to every host',
      [any, { rules: { 'a.com': [] } }],
      'http://a.com/',
      {},
      '404 path-unknown',
    ],
    [
      'keeps the paths of every host from other hosts',
      [any, { rules: { 'a.com': ['Prefix /x a:80'] } }],
      'http://a.com/y',
      {},
      '404 path-unknown',
    ],
  ])('%s', (_title, specs, url, asking, expected) => {
    expect(answer(specs, url, asking)).toBe(expected);
  });

  test('sees the host of a target in absolute form, and the backend the Host header', () => {
    const cluster = ingressCluster(...services, ingress('shop/w', a));
    const asked = request('http://x.com/');
    const { result } = ingressController(cluster, nginx()).handle({
      ...asked,
      http: { ...asked.http, target: 'http://A.com:8080/y?z' },
    });
    expect(result).toMatchObject({ kind: 'forward', http: { host: 'x.com', target: '/y?z' } });
  });
});

describe('names that nginx does not take', () => {
  test.each([
    ['an asterisk inside of an alias', [{ ...a, ...annotated('server-alias', 'x*y.com') }], 'alias x*y.com'],
    ['an alias that is no expression', [{ ...a, ...annotated('server-alias', '~(x') }], 'alias ~(x'],
    [
      'the other name of a wildcard host',
      [{ rules: { '*.a.com': ['Prefix / a:80'] }, ...annotated('from-to-www-redirect', 'true') }],
      'www.*.a.com',
    ],
  ])('%s: nginx refuses the configuration', (_title, specs, name) => {
    const ingresses = specs.map((spec, hour) => ingress(`shop/i${hour}`, { hour, ...spec }));
    const { refusals } = ingressController(
      ingressCluster(...services, ...ingresses),
      nginx(),
    ).configuration();
    expect(refusals).toMatchObject([
      { code: 'nginx-configuration-refused', object: { name: 'i0' }, message: containing(name) },
    ]);
  });

  test('are not looked at where there is one server only', () => {
    const alone = { ...any, ...annotated('server-alias', 'x*y.com') };
    expect(answer([alone], 'http://x.com/')).toBe('shop/b:80 /');
  });
});

describe('default backends at ingress-nginx', () => {
  test.each<[string, readonly IngressSpec[], string, string]>([
    [
      'of an Ingress without rules serve every host',
      [{ defaultBackend: 'a:80' }],
      'http://x.com/y',
      'shop/a:80 /y',
    ],
    [
      'of the older such Ingress count',
      [{ defaultBackend: 'a:80' }, { defaultBackend: 'b:80' }],
      'http://x.com/',
      'shop/a:80 /',
    ],
    [
      'beside rules serve other paths of their hosts',
      [{ defaultBackend: 'b:80', rules: { 'a.com': ['Prefix /x a:80'] } }],
      'http://a.com/y',
      'shop/b:80 /y',
    ],
    [
      'beside rules do not serve other hosts',
      [{ defaultBackend: 'b:80', rules: { 'a.com': ['Prefix /x a:80'] } }],
      'http://b.com/y',
      '404 host-unknown',
    ],
    [
      'of a younger Ingress go unused where the host exists',
      [a, { defaultBackend: 'b:80', rules: { 'a.com': ['Exact /x b:80'] } }],
      'http://a.com/y',
      'shop/a:80 /y',
    ],
    [
      'are set up before rules for every host, which lose them',
      [{ rules: { '': ['Prefix /x a:80'] } }, { defaultBackend: 'b:80' }],
      'http://x.com/y',
      'shop/b:80 /y',
    ],
  ])('%s', (_title, specs, url, expected) => {
    expect(answer(specs, url)).toBe(expected);
  });

  test('of the controller take what nobody else does', () => {
    const profile = nginx({ flags: { 'default-backend-service': 'shop/c' } });
    const cluster = ingressCluster(...services, ingress('shop/w', a));
    expect(inShort(ask(cluster, profile, 'http://x.com/y'))).toBe('shop/c:80 /y');
    expect(inShort(ask(ingressCluster(), profile, 'http://x.com/y'))).toBe('404 host-unknown');
  });
});

describe('the paths that ingress-nginx has for itself', () => {
  test.each<[string, readonly IngressSpec[], string, Asking, string]>([
    ['are answered for unknown hosts', [a], 'http://x.com/healthz', {}, '200 health-check-answered'],
    [
      'are answered to readers',
      [a],
      'http://x.com/nginx_status',
      { method: 'PUT', from: '127.0.0.1' },
      '405 method-not-allowed',
    ],
    ['are compared as texts', [a], 'http://x.com/healthzzz', {}, '200 health-check-answered'],
    ['are not answered for known hosts', [a], 'http://a.com/healthz', {}, 'shop/a:80 /healthz'],
    [
      'give way to longer paths',
      [{ rules: { '': ['Prefix /healthz/x b:80'] } }],
      'http://x.com/healthz/x',
      {},
      'shop/b:80 /healthz/x',
    ],
    [
      'give way to patterns',
      [{ ...any, ...annotated('use-regex', 'true') }],
      'http://x.com/healthz',
      {},
      'shop/b:80 /healthz',
    ],
    [
      'show the status to its own machine only',
      [a],
      'http://x.com/nginx_status',
      {},
      '403 client-not-allowed',
    ],
    [
      'show the status to its own machine',
      [a],
      'http://x.com/nginx_status',
      { from: '127.0.0.1' },
      '200 health-check-answered',
    ],
  ])('%s', (_title, specs, url, asking, expected) => {
    expect(answer(specs, url, asking)).toBe(expected);
  });
});

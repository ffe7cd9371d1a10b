import { describe, expect, test } from 'vitest';
import { ingressController } from '../../../../packages/core/src/ingress/controller.js';
import { ingress, ingressClass, type IngressSpec } from '../../../objects/ingress.js';
import {
  ask,
  assumed,
  backends,
  ingressCluster,
  inShort,
  nginx,
  request,
  type Asking,
  containing,
} from '../asking.js';

const prefix = 'nginx.ingress.kubernetes.io';
const services = backends('shop/a', 'shop/b');

function annotated(values: Readonly<Record<string, string>>): IngressSpec {
  return {
    rules: { 'a.com': ['Prefix / a:80'] },
    annotations: Object.fromEntries(
      Object.entries(values).map(([name, value]) => [`${prefix}/${name}`, value]),
    ),
  };
}

const withAnnotations = (values: Readonly<Record<string, string>>): ReturnType<typeof ingressCluster> =>
  ingressCluster(...services, ingress('shop/w', annotated(values)));

describe('source ranges', () => {
  test.each<[string, Readonly<Record<string, string>>, Readonly<Record<string, string>>, string, number]>([
    ['allow those in them', { 'allowlist-source-range': '10.0.0.0/8, 192.0.2.1' }, {}, '192.0.2.1', 200],
    ['allow nobody else', { 'allowlist-source-range': '10.0.0.0/8' }, {}, '203.0.113.7', 403],
    ['have an older name', { 'whitelist-source-range': '10.0.0.0/8' }, {}, '203.0.113.7', 403],
    [
      'count by the newer name first',
      { 'whitelist-source-range': '10.0.0.0/8', 'allowlist-source-range': '203.0.113.0/24' },
      {},
      '203.0.113.7',
      200,
    ],
    ['deny those in them', { 'denylist-source-range': '203.0.113.7' }, {}, '203.0.113.7', 403],
    [
      'deny before they allow',
      { 'denylist-source-range': '10.1.0.0/16', 'allowlist-source-range': '10.0.0.0/8' },
      {},
      '10.1.0.1',
      403,
    ],
    [
      'that cannot be read close the path to everybody',
      { 'allowlist-source-range': '10.0.0.0/8, x' },
      {},
      '10.0.0.1',
      503,
    ],
    [
      'of the ConfigMap hold where the Ingress has none',
      {},
      { 'whitelist-source-range': '10.0.0.0/8' },
      '203.0.113.7',
      403,
    ],
    ['that the controller blocks', {}, { 'block-cidrs': '203.0.113.0/24' }, '203.0.113.7', 403],
    [
      'that the controller blocks give way to lists of the Ingress',
      { 'denylist-source-range': '10.0.0.0/8' },
      { 'block-cidrs': '203.0.113.0/24' },
      '203.0.113.7',
      200,
    ],
  ])('%s', (_title, values, data, from, status) => {
    const { result } = ask(withAnnotations(values), nginx({ data }), 'http://a.com/', { from });
    expect(result.kind === 'response' ? result.status : 200).toBe(status);
  });
});

describe('a client that source ranges leave out is told', () => {
  test.each<[string, Readonly<Record<string, string>>, Readonly<Record<string, string>>, string]>([
    ['the annotation', { 'allowlist-source-range': '10.0.0.0/8' }, {}, 'Ingress allowlist-source-range'],
    [
      'the annotation by its older name',
      { 'whitelist-source-range': '10.0.0.0/8' },
      {},
      'Ingress whitelist-source-range',
    ],
    [
      'the list of the ConfigMap',
      {},
      { 'whitelist-source-range': '10.0.0.0/8' },
      'ConfigMap whitelist-source-range',
    ],
    [
      'the list that denies',
      { 'denylist-source-range': '203.0.113.0/24' },
      {},
      'Ingress denylist-source-range',
    ],
  ])('%s', (_title, values, data, expected) => {
    const { result } = ask(withAnnotations(values), nginx({ data }), 'http://a.com/');
    const { object, path = '' } = result.kind === 'response' ? result.cause : {};
    expect(`${object?.kind ?? ''} ${/([^[/]*)\]$/.exec(path)?.[1] ?? ''}`).toBe(expected);
  });
});

test('a list that denies and does not hold the address that the controller sees is told with that address', () => {
  const cluster = withAnnotations({ 'denylist-source-range': '203.0.113.0/24' });
  const decision = ask(cluster, nginx(), 'http://a.com/', { from: '10.0.0.11' });
  expect(inShort(decision)).toBe('shop/a:80 /');
  expect(decision.skipped).toContainEqual({
    code: 'client-not-denied',
    object: { kind: 'Ingress', namespace: 'shop', name: 'w' },
    path: `metadata.annotations[${prefix}/denylist-source-range]`,
    address: '10.0.0.11',
  });
});

describe('a list of ranges that cannot be read', () => {
  test('closes its path before a rewrite could be wrong', () => {
    const closed = { 'allowlist-source-range': 'nonsense', 'rewrite-target': '/$nosuch' };
    const refusalsOf = (values: Readonly<Record<string, string>>): number =>
      ingressController(withAnnotations(values), nginx()).configuration().refusals.length;
    expect(refusalsOf({ 'rewrite-target': '/$nosuch' })).toBe(1);
    expect(refusalsOf(closed)).toBe(0);
    expect(inShort(ask(withAnnotations(closed), nginx(), 'http://a.com/'))).toBe('503 location-denied');
  });

  test('closes its path, and leaves the path without its final slash to others', () => {
    const closed = {
      hour: 1,
      rules: { 'a.com': ['Prefix /x/ b:80'] },
      annotations: { [`${prefix}/allowlist-source-range`]: 'nonsense' },
    };
    const cluster = ingressCluster(
      ...services,
      ingress('shop/closed', closed),
      ingress('shop/open', { hour: 2, rules: { 'a.com': ['Prefix / a:80'] } }),
    );
    expect(inShort(ask(cluster, nginx(), 'http://a.com/x/'))).toBe('503 location-denied');
    expect(inShort(ask(cluster, nginx(), 'http://a.com/x'))).toBe('shop/a:80 /x');
  });
});

describe('headers that the controller blocks', () => {
  test.each<[string, Asking, string]>([
    ['as whole values without case', { headers: { 'user-agent': 'BADBOT' } }, '403 client-not-allowed'],
    ['not as parts of values', { headers: { 'user-agent': 'badbot/2' } }, 'shop/a:80 /'],
    ['as patterns', { headers: { 'user-agent': 'x Chrome/68 y' } }, '403 client-not-allowed'],
    ['of the referer', { headers: { referer: 'https://spam.example.com' } }, '403 client-not-allowed'],
    ['as patterns that cannot be run', { headers: { referer: 'other' } }, 'unknown regex-not-supported'],
  ])('%s', (_title, asking, expected) => {
    const data = { 'block-user-agents': String.raw`badbot,~*chrome\/68`, 'block-referers': '~*spam,~a(?=b)' };
    expect(inShort(ask(withAnnotations({}), nginx({ data }), 'http://a.com/', asking))).toBe(expected);
  });
});

describe('annotations that cannot be read or taken', () => {
  test.each([
    ['use-regex', 'yes'],
    ['ssl-redirect', 'maybe'],
    ['rewrite-target', '/x{y}'],
    ['backend-protocol', 'SPDY'],
    ['canary-weight', 'half'],
  ])('%s: %s is ignored, and said to be', (name, value) => {
    const decision = ask(withAnnotations({ [name]: value }), nginx(), 'http://a.com/');
    expect(inShort(decision)).toBe('shop/a:80 /');
    expect(decision.assumptions).toMatchObject([
      { code: 'annotation-value-ignored', path: `metadata.annotations[${prefix}/${name}]` },
    ]);
  });

  test.each([
    ['from-to-www-redirect', 'yes'],
    ['permanent-redirect', 'https://b.com/$x'],
    ['permanent-redirect-code', 'x'],
    ['upstream-vhost', 'a b;'],
    ['configuration-snippet', 'deny all;'],
    ['auth-snippet', ''],
  ])('%s: %s leaves the Ingress out, and is named', (name, value) => {
    const values = { 'permanent-redirect': 'https://b.com', [name]: value };
    const { result } = ask(withAnnotations(values), nginx(), 'http://a.com/');
    expect(result).toMatchObject({
      kind: 'response',
      status: 404,
      cause: {
        code: 'ingress-dropped',
        object: { kind: 'Ingress', namespace: 'shop', name: 'w' },
        path: `metadata.annotations[${prefix}/${name}]`,
      },
    });
  });

  test.each([
    ['1.11.0', {}, 'shop/a:80 /', ['annotation-switched-off']],
    ['1.15.1', { 'annotations-risk-level': 'Critical' }, 'shop/a:80 /', ['annotation-switched-off']],
    [
      '1.15.1',
      { 'annotations-risk-level': 'Critical', 'allow-snippet-annotations': 'true' },
      'shop/a:80 /',
      ['annotation-not-modelled'],
    ],
    ['1.15.1', { 'annotations-risk-level': 'Medium' }, '404 ingress-dropped', []],
  ])('a snippet at %s with %j', (version, data, expected, codes) => {
    const decision = ask(
      withAnnotations({ 'configuration-snippet': 'x;' }),
      nginx({ version, data }),
      'http://a.com/',
    );
    expect(inShort(decision)).toBe(expected);
    expect(assumed(decision)).toEqual(codes);
  });

  test('an annotation above the risk level leaves the Ingress out', () => {
    const cluster = withAnnotations({ 'server-alias': 'x.com' });
    const at = (level: string): string =>
      inShort(ask(cluster, nginx({ data: { 'annotations-risk-level': level } }), 'http://a.com/'));
    expect([at('High'), at('Medium')]).toEqual(['shop/a:80 /', '404 ingress-dropped']);
  });
});

describe('what is not modelled', () => {
  test('is named: annotations, keys of the ConfigMap, flags', () => {
    const data = { 'proxy-body-size': '8m', 'ssl-redirect': 'true' };
    const profile = nginx({ data, flags: { 'disable-svc-external-name': 'true' } });
    const decision = ask(withAnnotations({ 'limit-rps': '5' }), profile, 'http://a.com/');
    expect(decision.assumptions).toMatchObject([
      { code: 'config-map-key-not-modelled', path: 'data[proxy-body-size]' },
      { code: 'controller-flag-not-modelled', message: containing('--disable-svc-external-name') },
      { code: 'annotation-not-modelled', path: `metadata.annotations[${prefix}/limit-rps]` },
    ]);
  });

  test('annotations of nobody known are left alone', () => {
    const annotations = {
      'kubectl.kubernetes.io/last-applied-configuration': '{}',
      'haproxy.org/path-rewrite': '/',
    };
    const cluster = ingressCluster(
      ...services,
      ingress('shop/w', { rules: { 'a.com': ['Prefix / a:80'] }, annotations }),
    );
    expect(assumed(ask(cluster, nginx(), 'http://a.com/'))).toEqual([]);
  });
});

describe('rejected rules', () => {
  const classes = [ingressClass('nginx', 'k8s.io/ingress-nginx'), ingressClass('other', 'acme.io/x')];
  const rejected = (url: string, ...ingresses: readonly unknown[]): readonly string[] => {
    const cluster = ingressCluster(...services, ...classes, ...ingresses);
    return ingressController(cluster, nginx())
      .rejected(request(url))
      .map(({ code, object, path }) =>
        `${object?.name ?? ''} ${path ?? ''} ${code}`.replace('spec.rules[0].http.', ''),
      );
  };

  test('are those of the hosts that cover the request, each with its reason', () => {
    const paths = ['Prefix / a:80', 'Prefix /x a:80', 'Exact /x/y a:80', 'Prefix /z a:80', 'Prefix /x a:80'];
    expect(
      rejected(
        'http://a.com/x/y/z',
        ingress('shop/w', { rules: { 'a.com': paths } }),
        ingress('shop/v', { rules: { '': ['Prefix / b:80'] } }),
        ingress('shop/u', { rules: { 'b.com': ['Prefix / b:80'] } }),
        ingress('shop/t', { className: 'other', rules: { 'a.com': ['Prefix / b:80'] } }),
      ),
    ).toEqual([
      'w paths[0] path-shorter',
      'w paths[2] path-differs',
      'w paths[3] path-differs',
      'w paths[4] path-taken-earlier',
      'v paths[0] host-less-precise',
      't  ingress-not-taken',
    ]);
  });

  test('on a host of patterns do not match, or are tried later', () => {
    const paths = ['ImplementationSpecific /x[0-9]+ a:80', 'Prefix /x a:80', 'Prefix /y a:80'];
    const annotations = { [`${prefix}/use-regex`]: 'true' };
    expect(
      rejected('http://a.com/x1', ingress('shop/w', { annotations, rules: { 'a.com': paths } })),
    ).toEqual(['w paths[1] pattern-later', 'w paths[2] pattern-differs']);
  });

  test('are none of a request that nginx refuses', () => {
    expect(rejected('http://a.com/%', ingress('shop/w', { rules: { 'a.com': ['Prefix / a:80'] } }))).toEqual(
      [],
    );
  });
});

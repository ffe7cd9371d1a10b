import { describe, expect, test } from 'vitest';
import type {
  Distinction,
  Distinctions,
} from '../../../../packages/core/src/analysis/distinction/distinctions.js';
import { nginxDistinctions } from '../../../../packages/core/src/analysis/distinction/nginx.js';
import { passes } from '../../../../packages/core/src/analysis/language/text-test.js';
import { nginxConfiguration } from '../../../../packages/core/src/ingress/nginx/configuration/configuration.js';
import type { IngressRequest } from '../../../../packages/core/src/ingress/request.js';
import { ingress, type IngressSpec } from '../../../objects/ingress.js';
import { type Asking, backends, ingressCluster, nginx, request } from '../../ingress/asking.js';
import { nginx as annotations } from '../routes/shop.js';

type Data = Readonly<Record<string, string>>;

/** What ingress-nginx asks with such Ingresses and settings. */
function asks(sites: readonly IngressSpec[], data: Data = {}): Distinctions<IngressRequest> {
  const ingresses = sites.map((spec, index) => ingress(`shop/site-${index}`, spec));
  const cluster = ingressCluster(...backends('shop/web', 'shop/cart'), ...ingresses);
  return nginxDistinctions(cluster, nginxConfiguration(cluster, nginx({ data })));
}

/** Whether a server takes two paths for the same. */
function isAlike({ pathsAt }: Distinctions<IngressRequest>, one: string, other: string): boolean {
  const told = (path: string): string =>
    pathsAt('shop.test')
      .map((each) => Number(passes(each, path)))
      .join('');
  return told(one) === told(other);
}

/** A question that is asked of `/`. */
function question({ fieldsAt }: Distinctions<IngressRequest>, of: string): Distinction<IngressRequest> {
  const found = fieldsAt('shop.test', '/').find((each) => each.of === of);
  if (found === undefined) throw new TypeError(`${of} is not asked`);
  return found;
}

/** The answer of a request to it. */
function answer(asked: Distinction<IngressRequest>, asking: Asking): string {
  return asked.answer(request('http://shop.test/', asking));
}

const rules = { 'shop.test': ['Prefix /cart cart:80', 'Prefix / web:80'] };
const plain = asks([{ rules }]);

describe('early ends', () => {
  test.each<[string | undefined, string, Asking]>([
    [undefined, 'http://shop.test/', {}],
    [undefined, 'http://nobody.test/', {}],
    ['400 request-refused', 'http://shop.test/%', {}],
    ['400 request-refused', 'http://shop.test/..', {}],
    ['400 request-refused', 'http://shop.test/', { host: '..' }],
    ['400 request-refused', 'http://shop.test/', { host: null }],
    [undefined, 'http://shop.test/', { host: null, version: '1.0' }],
    ['405 method-not-allowed', 'http://shop.test/', { method: 'TRACE' }],
    ['405 method-not-allowed', 'http://shop.test/', { method: 'CONNECT' }],
  ])('%s: %s %j', (end, url, asking) => {
    expect(plain.early(request(url, asking))).toBe(end);
  });

  test('agents that are blocked, and an example of each', () => {
    const { early, earlyExamples } = asks([{ rules }], { 'block-user-agents': 'bad,~*crawl' });
    const from = (agent: string): string | undefined =>
      early(request('http://shop.test/', { headers: { 'user-agent': agent } }));
    expect(from('good')).toBeUndefined();
    expect(from('BAD')).toMatch(/^blocked /);
    expect(from('my-CRAWLER')).toMatch(/^blocked /);
    const agents = earlyExamples.flatMap(({ headers = [] }) => headers.map(({ value }) => value));
    expect(agents.filter((agent) => from(agent) !== undefined).length).toBeGreaterThanOrEqual(2);
    expect(agents.some((agent) => from(agent) === undefined)).toBe(true);
  });
});

describe('the host and the path as rules compare them', () => {
  test.each<[string, string, string]>([
    ['http://shop.test/', 'shop.test', '/'],
    ['http://SHOP.test.:80/', 'shop.test', '/'],
    ['http://shop.test/%63art//x/../', 'shop.test', '/cart/'],
    ['http://shop.test/cart?x=/y', 'shop.test', '/cart'],
    ['http://shop.test/%', '_', ''],
  ])('%s: %s %s', (url, host, path) => {
    expect(plain.hostOf(request(url))).toBe(host);
    expect(plain.pathOf(request(url))).toBe(path);
  });

  test('a target in absolute form names both', () => {
    const asked = request('http://shop.test/');
    const sent = { ...asked, http: { ...asked.http, target: 'http://other.test/cart' } };
    expect([plain.hostOf(sent), plain.pathOf(sent)]).toEqual(['other.test', '/cart']);
  });
});

describe('what is asked of hosts', () => {
  const { hosts } = asks([
    { rules: { 'shop.test': ['Prefix / web:80'], '*.w.test': ['Prefix / web:80'] } },
    {
      rules: { 'alias.test': ['Prefix / web:80'] },
      annotations: annotations({ 'server-alias': String.raw`.dot.test,tail.*,~^re\d+\.test$` }),
    },
  ]);
  const told = (host: string): string => hosts.map((each) => Number(passes(each, host))).join('');

  test.each<[boolean, string, string]>([
    [false, 'shop.test', 'nobody.test'],
    [false, 'x.w.test', 'x.y.w.test'],
    [true, 'x.w.test', 'y.w.test'],
    [true, 'x.y.w.test', 'nobody.test'],
    [false, 'dot.test', 'nobody.test'],
    [true, 'a.dot.test', 'a.b.dot.test'],
    [true, 'tail.x', 'tail.x.y'],
    [false, 'tail.x', 'nobody.test'],
    [true, 're7.test', 're8.test'],
    [false, 're7.test', 'nobody.test'],
    [false, '_', 'nobody.test'],
  ])('%s: %s is as %s', (expected, one, other) => {
    expect(told(one) === told(other)).toBe(expected);
  });
});

describe('what is asked of paths', () => {
  const exact = asks([{ rules: { 'shop.test': ['Exact /a web:80', 'Prefix /b/ web:80'] } }]);
  const patterned = asks([
    {
      rules: { 'shop.test': ['ImplementationSpecific /[ab]+$ web:80'] },
      annotations: annotations({ 'use-regex': 'true' }),
    },
  ]);

  test.each<[boolean, Distinctions<IngressRequest>, string, string]>([
    [true, plain, '/cart', '/cart/x'],
    [false, plain, '/cart', '/carts'],
    [true, plain, '/carts', '/'],
    [false, exact, '/a', '/a/'],
    [true, exact, '/a/', '/'],
    [false, exact, '/b', '/b/'],
    [false, exact, '/b', '/'],
    [true, exact, '/b/x', '/b/y'],
    [true, patterned, '/ab', '/BA'],
    [false, patterned, '/ab', '/abc'],
  ])('%s', (expected, found, one, other) => {
    expect(isAlike(found, one, other)).toBe(expected);
  });

  test('of hosts without rules only the pages of nginx itself', () => {
    expect(isAlike(plain, '/cart', '/')).toBe(false);
    const ofNobody = { ...plain, pathsAt: () => plain.pathsAt('nobody.test') };
    expect(isAlike(ofNobody, '/cart', '/')).toBe(true);
    expect(isAlike(ofNobody, '/healthz', '/')).toBe(false);
    expect(isAlike(plain, '/healthz', '/')).toBe(true);
  });
});

describe('what else is asked', () => {
  const site = { rules: { 'shop.test': ['Prefix / web:80'] } };

  test('the method, by the page that shows the status of nginx', () => {
    const [asked] = plain.fieldsAt('_', '/nginx_status');
    const answers = ['GET', 'HEAD', 'POST'].map((method) =>
      asked?.answer(request('http://x.test/', { method })),
    );
    expect(answers).toEqual(['GET, HEAD', 'GET, HEAD', 'others']);
    expect(plain.fieldsAt('_', '/')).toEqual([]);
    expect(plain.fieldsAt('shop.test', '/nginx_status')).toEqual([]);
  });

  test('nothing of plain paths', () => {
    expect(plain.fieldsAt('shop.test', '/')).toEqual([]);
  });

  const canary = asks([
    site,
    {
      rules: { 'shop.test': ['Prefix / cart:80'] },
      annotations: annotations({
        canary: 'true',
        'canary-weight': '30',
        'canary-by-header': 'X-Canary',
        'canary-by-header-value': 'me',
        'canary-by-cookie': 'beta',
      }),
    },
  ]);
  const list = asks([{ ...site, annotations: annotations({ 'denylist-source-range': '10.0.0.0/8' }) }]);
  const forwarded = asks([site], { 'use-forwarded-headers': 'true' });

  test.each<[Distinctions<IngressRequest>, string, readonly (readonly [Asking, string])[]]>([
    [
      canary,
      'share of the canary, by header x-canary and cookie beta',
      [
        [{}, '0.3'],
        [{ headers: { 'x-canary': 'me' } }, '1'],
        [{ headers: { 'x-canary': 'always' } }, '0.3'],
        [{ headers: { cookie: 'beta=always' } }, '1'],
        [{ headers: { cookie: 'beta=never' } }, '0'],
        [{ headers: { cookie: 'other=always' } }, '0.3'],
        [{ headers: { 'x-canary': 'me', cookie: 'beta=never' } }, '1'],
      ],
    ],
    [
      list,
      'client',
      [
        [{}, 'in no list'],
        [{ from: '10.1.2.3' }, 'denied'],
      ],
    ],
    [
      forwarded,
      'scheme of the client',
      [
        [{}, 'http'],
        [{ headers: { 'x-forwarded-proto': 'https' } }, 'other than http'],
      ],
    ],
  ])('%#: %s', (found, of, answers) => {
    for (const [asking, expected] of answers)
      expect([asking, answer(question(found, of), asking)]).toEqual([asking, expected]);
  });

  test.each<[string, Distinctions<IngressRequest>, readonly string[]]>([
    ['share of the canary, by header x-canary and cookie beta', canary, ['0', '0.3', '1']],
    ['client', list, ['denied', 'in no list']],
    ['scheme of the client', forwarded, ['http', 'other than http']],
  ])('the examples of %s give every answer', (of, found, expected) => {
    const asked = question(found, of);
    const given = asked.examples.map(({ headers = [], client }) =>
      answer(asked, {
        headers: Object.fromEntries(headers.map(({ name, value }) => [name, value])),
        ...(client === undefined ? {} : { from: client }),
      }),
    );
    expect(new Set([...given, answer(asked, {})])).toEqual(new Set(expected));
  });

  test('whether a rewrite leaves anything; not every path that leaves nothing is looked for', () => {
    const [asked] = asks([
      {
        rules: { 'shop.test': ['ImplementationSpecific /(.*) web:80'] },
        annotations: annotations({ 'rewrite-target': '$1' }),
      },
    ]).fieldsAt('shop.test', '/');
    expect(asked).toMatchObject({ of: 'captures of the rewrite', isOpen: true });
    expect(asked?.answer(request('http://shop.test/'))).toBe('empty');
    expect(asked?.answer(request('http://shop.test/x'))).toBe('some');
  });
});

import { describe, expect, test } from 'vitest';
import { ingress, type IngressSpec } from '../../../objects/ingress.js';
import { ask, backends, ingressCluster, nginx, type Asking } from '../asking.js';

const prefix = 'nginx.ingress.kubernetes.io';

/** What an Ingress says, its annotations without prefix. */
type ShortSpec = Omit<IngressSpec, 'annotations'> & {
  readonly annotations?: Readonly<Record<string, string>>;
};

/** What had a say in the answer to a request: `rule: Ingress annotation`, of Ingresses each an hour younger than the one before. */
function influences(
  specs: Readonly<Record<string, ShortSpec>>,
  url: string,
  asking: Asking = {},
  version = '1.15.1',
): readonly string[] {
  const cluster = ingressCluster(
    ...backends('shop/a', 'shop/b'),
    ...Object.entries(specs).map(([name, { annotations = {}, ...spec }], hour) =>
      ingress(`shop/${name}`, {
        hour,
        ...spec,
        annotations: Object.fromEntries(
          Object.entries(annotations).map(([key, value]) => [`${prefix}/${key}`, value]),
        ),
      }),
    ),
  );
  return (ask(cluster, nginx({ version }), url, asking).influences ?? []).map(
    ({ id, object, path = '' }) => `${id}: ${object?.name ?? ''} ${/\/([^\]]*)\]$/.exec(path)?.[1] ?? path}`,
  );
}

const plain: ShortSpec = { rules: { 'a.com': ['Prefix /x a:80'] } };
const other = (annotations: Readonly<Record<string, string>>, ...paths: readonly string[]): ShortSpec => ({
  rules: { 'a.com': paths.length === 0 ? ['Prefix /other b:80'] : paths },
  annotations,
});

describe('what had a say in an answer of ingress-nginx', () => {
  test.each<[string, Readonly<Record<string, ShortSpec>>, string, Asking, readonly string[]]>([
    ['nothing, where no Ingress of the host says anything', { plain }, 'http://a.com/x', {}, []],
    [
      'use-regex of another Ingress of the host, which makes all paths regular expressions',
      { plain, other: other({ 'use-regex': 'true' }) },
      'http://a.com/x',
      {},
      ['ingress-paths-as-patterns: other use-regex'],
    ],
    [
      'rewrite-target of another Ingress of the host, which does so too',
      { plain, other: other({ 'rewrite-target': '/' }) },
      'http://a.com/x',
      {},
      ['ingress-paths-as-patterns: other rewrite-target'],
    ],
    [
      'each of those that do so',
      {
        plain,
        one: other({ 'rewrite-target': '/' }),
        two: other({ 'use-regex': 'true' }, 'Prefix /two b:80'),
      },
      'http://a.com/x',
      {},
      ['ingress-paths-as-patterns: one rewrite-target', 'ingress-paths-as-patterns: two use-regex'],
    ],
    [
      'not use-regex on another host',
      { plain, other: { rules: { 'b.com': ['Prefix / b:80'] }, annotations: { 'use-regex': 'true' } } },
      'http://a.com/x',
      {},
      [],
    ],
    [
      'its own rewrite-target, and the header that comes with it',
      { w: { ...plain, annotations: { 'rewrite-target': '/y', 'x-forwarded-prefix': '/x' } } },
      'http://a.com/x',
      {},
      [
        'ingress-paths-as-patterns: w rewrite-target',
        'ingress-rewrite: w rewrite-target',
        'ingress-header-annotation: w x-forwarded-prefix',
      ],
    ],
    [
      'upstream-vhost',
      { w: { ...plain, annotations: { 'upstream-vhost': 'inner' } } },
      'http://a.com/x',
      {},
      ['ingress-header-annotation: w upstream-vhost'],
    ],
    [
      'server-alias, for requests by the other name',
      { plain, other: other({ 'server-alias': 'b.com' }) },
      'http://b.com/x',
      {},
      ['ingress-server-alias: other server-alias'],
    ],
    [
      'not server-alias, for requests by the name itself',
      { plain, other: other({ 'server-alias': 'b.com' }) },
      'http://a.com/x',
      {},
      [],
    ],
    [
      'the weight of a canary',
      { plain, canary: other({ canary: 'true', 'canary-weight': '30' }, 'Prefix /x b:80') },
      'http://a.com/x',
      {},
      ['ingress-canary: canary canary-weight'],
    ],
    [
      'the header that a canary asks for',
      { plain, canary: other({ canary: 'true', 'canary-by-header': 'x-beta' }, 'Prefix /x b:80') },
      'http://a.com/x',
      { headers: { 'x-beta': 'always' } },
      ['ingress-canary: canary canary-by-header'],
    ],
    [
      'the value of the header that a canary asks for',
      {
        plain,
        canary: other(
          { canary: 'true', 'canary-by-header': 'x-beta', 'canary-by-header-value': 'yes' },
          'Prefix /x b:80',
        ),
      },
      'http://a.com/x',
      { headers: { 'x-beta': 'yes' } },
      ['ingress-canary: canary canary-by-header-value'],
    ],
    [
      'the cookie that a canary asks for',
      { plain, canary: other({ canary: 'true', 'canary-by-cookie': 'beta' }, 'Prefix /x b:80') },
      'http://a.com/x',
      { headers: { cookie: 'beta=always' } },
      ['ingress-canary: canary canary-by-cookie'],
    ],
    [
      'service-upstream of the first Ingress that names the Service',
      {
        first: { rules: { 'b.com': ['Prefix / a:80'] }, annotations: { 'service-upstream': 'true' } },
        plain,
      },
      'http://a.com/x',
      {},
      ['ingress-upstream-annotation: first service-upstream'],
    ],
    [
      'upstream-hash-by of the first Ingress that names the Service',
      {
        first: { rules: { 'b.com': ['Prefix / a:80'] }, annotations: { 'upstream-hash-by': '$request_uri' } },
        plain,
      },
      'http://a.com/x',
      {},
      ['ingress-upstream-annotation: first upstream-hash-by'],
    ],
    [
      'backend-protocol',
      { w: { ...plain, annotations: { 'backend-protocol': 'HTTPS' } } },
      'http://a.com/x',
      {},
      ['ingress-backend-protocol: w backend-protocol'],
    ],
    [
      'not backend-protocol of another path',
      { plain, other: other({ 'backend-protocol': 'HTTPS' }) },
      'http://a.com/x',
      {},
      [],
    ],
    [
      'ssl-passthrough of another Ingress whose host leads to the Service: nginx speaks TLS to it',
      {
        passing: { rules: { 'b.com': ['Prefix / a:80'] }, annotations: { 'ssl-passthrough': 'true' } },
        plain,
      },
      'http://a.com/x',
      {},
      ['ingress-backend-protocol: passing ssl-passthrough'],
    ],
  ])('is %s', (_title, specs, url, asking, expected) => {
    expect(influences(specs, url, asking)).toEqual(expected);
  });

  test('is before 0.20 no rewrite of another path', () => {
    const specs = { plain, other: other({ 'rewrite-target': '/' }) };
    expect(influences(specs, 'http://a.com/x', {}, '0.19.0')).toEqual([]);
    expect(influences(specs, 'http://a.com/other', {}, '0.19.0')).toEqual([
      'ingress-rewrite: other rewrite-target',
    ]);
  });
});

describe('where plain HTTP is sent to HTTPS or not, ingress-nginx tells who says so:', () => {
  const rules = { 'a.com': ['Prefix /x a:80'] };
  const tls = [{ hosts: ['a.com'], secretName: 'gone' }];

  test('another Ingress of the host has a TLS section', () => {
    const cluster = ingressCluster(
      ...backends('shop/a', 'shop/b'),
      ingress('shop/plain', { hour: 1, rules }),
      ingress('shop/other', { hour: 2, rules: { 'a.com': ['Prefix /other b:80'] }, tls }),
    );
    expect(ask(cluster, nginx(), 'http://a.com/x').rule).toEqual({
      id: 'ingress-tls-redirect',
      object: { kind: 'Ingress', namespace: 'shop', name: 'other' },
      path: 'spec.tls[0]',
    });
  });

  test.each([
    [{ [`${prefix}/ssl-redirect`]: 'false' }, {}, 'Ingress', `metadata.annotations[${prefix}/ssl-redirect]`],
    [{}, { 'ssl-redirect': 'false' }, 'ConfigMap', 'data[ssl-redirect]'],
  ])('it is switched off by %j and the ConfigMap %j', (annotations, data, kind, path) => {
    const cluster = ingressCluster(...backends('shop/a'), ingress('shop/w', { annotations, rules, tls }));
    const { skipped } = ask(cluster, nginx({ data }), 'http://a.com/x');
    expect(skipped).toMatchObject([{ code: 'no-tls-redirect', object: { kind }, path }]);
  });

  test.each([
    [{ [`${prefix}/force-ssl-redirect`]: 'true' }, {}, 'Ingress'],
    [{}, { 'force-ssl-redirect': 'true' }, 'ConfigMap'],
  ])('it is forced by %j and the ConfigMap %j', (annotations, data, kind) => {
    const cluster = ingressCluster(...backends('shop/a'), ingress('shop/w', { annotations, rules }));
    const { rule } = ask(cluster, nginx({ data }), 'http://a.com/x');
    expect(rule).toMatchObject({ id: 'ingress-tls-redirect', object: { kind } });
  });
});

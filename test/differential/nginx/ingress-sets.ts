import * as fc from 'fast-check';
import { ingress, type IngressManifest } from '../../objects/ingress.js';
import type { RawRequest } from './raw-request.js';
import { request } from './requests.js';

/** Ingresses, and requests at their controller. */
export interface IngressSet {
  readonly ingresses: readonly IngressManifest[];
  /** The value of the flag `--default-ssl-certificate`, where it is given. */
  readonly defaultCertificate: string | undefined;
  readonly requests: readonly RawRequest[];
}

/** The Services with endpoints; `none` has none, and `missing` does not exist. */
export const backendNames: readonly string[] = ['a', 'b', 'c', 'errors'];

const service = fc.constantFrom(
  'a:80',
  'a:80',
  'b:80',
  'b:http',
  'c:80',
  'a:8080',
  'none:80',
  'missing:80',
  'c:99',
);
const ruleHost = fc.constantFrom(
  'a.test',
  'a.test',
  'b.test',
  'www.a.test',
  '*.w.test',
  'x.w.test',
  '*.test',
  '',
);

const plainPath = fc.constantFrom(
  '/',
  '/',
  '/a',
  '/a/',
  '/a/b',
  '/a/b/',
  '/A',
  '/ab',
  '/a.b',
  '/a b',
  '/é',
  '/a%20b',
  '/a$b',
  '/a"b',
  '/a\\b',
  '/healthz',
  '/.well-known/acme-challenge',
);
const patternPath = fc.constantFrom(
  '/',
  '/a/(.*)',
  '/a(/|$)(.*)',
  '/a|/b',
  '/.*b',
  '/a$',
  '/[a-c]+',
  '/(a|ab)(c|bcd)?(d*)',
  '/a{2}',
  '/é+',
  '/\\d+',
  '/(?<word>\\w+)/b',
  '/a\\.b',
  '/(a',
  '/(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)',
);
const pathType = fc.constantFrom('Prefix', 'Prefix', 'Exact', 'ImplementationSpecific');

/** Annotations that belong together, without their prefix. */
type Annotations = Readonly<Record<string, string>>;

const rewrite: fc.Arbitrary<Annotations> = fc
  .constantFrom(
    '/',
    '/$1',
    '/$2',
    '/new/$1',
    '/x//y/../$1',
    '$1',
    '/a',
    '/$10',
    '/$host/$uri',
    '/$args/$request_method',
    '/$namespace/$service_name',
    'https://r.test/$1',
    'http://$host/$2',
    '$scheme://s.test/$1',
    '/$nosuch',
  )
  .map((target) => ({ 'rewrite-target': target }));

const redirect: fc.Arbitrary<Annotations> = fc
  .tuple(
    fc.constantFrom('permanent-redirect', 'temporal-redirect'),
    fc.constantFrom('https://r.test/x', 'http://r.test/?a=b', 'https://r.test', '/relative', 'https://$host'),
    fc.option(fc.constantFrom(300, 301, 302, 303, 304, 305, 307, 308, 400), { nil: undefined }),
  )
  .map(([name, url, code]) => ({
    [name]: url,
    ...(code === undefined ? {} : { [`${name}-code`]: `${code}` }),
  }));

const alias: fc.Arbitrary<Annotations> = fc
  .constantFrom(
    'alias.test',
    '*.alias.test',
    'b.test',
    '.dot.test',
    'tail.*',
    'Upper.Test',
    '~^re[0-9]+\\.test$',
    '~^re[0-9]',
    'alias.test,*.alias.test',
    'a*b.test',
  )
  .map((name) => ({ 'server-alias': name }));

const other: fc.Arbitrary<Annotations> = fc.constantFrom<Annotations[]>(
  { 'use-regex': 'true' },
  { 'use-regex': 'true' },
  { 'app-root': '/app' },
  { 'from-to-www-redirect': 'true' },
  { 'ssl-redirect': 'true' },
  { 'ssl-redirect': 'false' },
  { 'force-ssl-redirect': 'true' },
  { 'preserve-trailing-slash': 'true', 'force-ssl-redirect': 'true' },
  { 'upstream-vhost': 'vhost.test' },
  { 'upstream-vhost': '$service_name.$namespace.$host' },
  { 'x-forwarded-prefix': '/prefix' },
  { 'default-backend': 'errors' },
  { 'custom-http-errors': '404,503' },
  { 'custom-http-errors': '404,503', 'default-backend': 'errors' },
  { 'custom-http-errors': '500', 'disable-proxy-intercept-errors': 'true' },
  { 'denylist-source-range': '127.0.0.0/8' },
  { 'allowlist-source-range': '10.0.0.0/8' },
  { 'allowlist-source-range': '127.0.0.1' },
  { 'allowlist-source-range': 'nonsense' },
  { affinity: 'cookie', 'session-cookie-name': 'my-cookie' },
  { 'upstream-hash-by': '$request_uri' },
);

function mayLeaveNothing(chosen: Annotations): boolean {
  return chosen['rewrite-target'] === '$1';
}

const canary: fc.Arbitrary<Annotations> = fc
  .tuple(
    fc.constantFrom<Annotations[]>({}, { 'canary-weight': '100' }, { 'canary-weight': '30' }),
    fc.constantFrom<Annotations[]>(
      {},
      { 'canary-by-header': 'X-Canary' },
      { 'canary-by-header': 'X-Canary', 'canary-by-header-value': 'Me' },
      { 'canary-by-header': 'X-Canary', 'canary-by-header-pattern': '^M[a-z]' },
    ),
    fc.constantFrom<Annotations[]>({}, { 'canary-by-cookie': 'canary' }, { 'canary-by-cookie': 'my-canary' }),
  )
  .map((parts) => ({ canary: 'true', ...parts[0], ...parts[1], ...parts[2] }));

const annotations: fc.Arbitrary<Annotations> = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: rewrite },
      { weight: 1, arbitrary: redirect },
      { weight: 2, arbitrary: alias },
      { weight: 6, arbitrary: other },
      { weight: 3, arbitrary: canary },
    ),
    { maxLength: 2 },
  )
  .map((parts) => Object.assign({}, ...parts) as Annotations)
  .map(withoutTlsRedirect);

/**
 * A rewrite that leaves nothing of the path ends the request. ingress-nginx comes to it before the redirect to HTTPS and
 * before it looks for endpoints, a stock nginx behind them: so there is nothing of the kind beside such a rewrite.
 */
function withoutTlsRedirect(chosen: Annotations): Annotations {
  const { 'force-ssl-redirect': _forced, ...rest } = chosen;
  return mayLeaveNothing(chosen) ? { ...rest, 'ssl-redirect': 'false' } : chosen;
}

/** Secrets with a certificate each, one without a key, one that does not exist, and none at all. */
const secretName = fc.option(
  fc.constantFrom('a', 'a', 'www', 'wildcard', 'wildcard', 'all', 'stranger', 'no-key', 'nowhere'),
  { nil: undefined, freq: 10 },
);

/** TLS sections for some of the hosts of an Ingress, or of others. */
function tlsSections(hosts: readonly string[]): fc.Arbitrary<NonNullable<IngressManifest['spec']['tls']>> {
  const named = hosts.filter((host) => host !== '');
  const section = fc
    .record({ hosts: fc.subarray([...new Set([...named, 'b.test', 'x.w.test'])]), secret: secretName })
    .map(({ secret, ...rest }) => ({ ...rest, ...(secret === undefined ? {} : { secretName: secret }) }));
  return fc.array(section, { maxLength: 2 });
}

const manifest: fc.Arbitrary<IngressManifest> = annotations.chain((chosen) => {
  const usesPattern = chosen['use-regex'] !== undefined || chosen['rewrite-target'] !== undefined;
  const path = usesPattern ? fc.oneof(patternPath, plainPath) : plainPath;
  const backend = mayLeaveNothing(chosen) ? fc.constant('a:80') : service;
  const rule = fc.tuple(pathType, path, backend).map((words) => words.join(' '));
  return fc
    .record({
      name: fc.constantFrom('one', 'two', 'three'),
      namespace: fc.constantFrom('shop', 'team'),
      rules: fc.dictionary(ruleHost, fc.array(rule, { minLength: 1, maxLength: 3 }), { maxKeys: 2 }),
      hour: fc.integer({ min: 0, max: 9 }),
      defaultBackend: fc.option(backend, { nil: undefined, freq: 6 }),
    })
    .chain((drawn) => tlsSections(Object.keys(drawn.rules)).map((tls) => ({ ...drawn, tls })))
    .map(({ name, namespace, rules, hour, defaultBackend, tls }) =>
      ingress(`${namespace}/${name}`, {
        hour,
        rules,
        ...(defaultBackend === undefined ? {} : { defaultBackend }),
        tls,
        annotations: Object.fromEntries(
          Object.entries(chosen).map(([key, value]) => [`nginx.ingress.kubernetes.io/${key}`, value]),
        ),
      }),
    );
});

/** Ingress sets with a number of requests each. */
export function ingressSets(requests: number): fc.Arbitrary<IngressSet> {
  return fc.record({
    ingresses: fc.uniqueArray(manifest, {
      minLength: 1,
      maxLength: 5,
      selector: ({ metadata: { namespace, name } }) => `${namespace}/${name}`,
    }),
    defaultCertificate: fc.constantFrom(
      undefined,
      'shop/stranger',
      'team/all',
      'team/no-key',
      'shop/nowhere',
    ),
    requests: fc.array(request, { minLength: requests, maxLength: requests }),
  });
}

import { describe, expect, test } from 'vitest';
import { annotated, clusterOf, codes, exampleOf, found, told } from './site.js';

const code = 'rule-never-matches';
const host = 'shop.example.com';
const first = 'spec.rules[0].http.paths[0]';
const second = 'spec.rules[0].http.paths[1]';

/** One Ingress with these paths. */
function withPaths(...paths: readonly string[]) {
  return clusterOf({ 'shop/all': { rules: { [host]: paths } } });
}

function fiveFor(service: string): readonly string[] {
  return ['/', '/a', '/b', '/c', '/d'].map((path) => `Prefix ${path} ${service}:80`);
}

describe('rule-never-matches', () => {
  test('an Ingress that comes first has the same host and path', () => {
    const cluster = exampleOf(code);
    expect(told(cluster)).toEqual([
      `warning ${code} shop/cart ${first}.path | http://${host}/cart -> shop/web`,
    ]);
    expect(found(cluster)[0]?.message).toBe(
      `No request comes to Prefix /cart of ${host} in Ingress shop/cart: Prefix /cart of Ingress shop/shop is for the same host and path, and comes first.`,
    );
  });

  test('no more once the other leaves the path out', () => {
    expect(codes(exampleOf(code, 'fixed'))).toEqual([]);
  });

  test('an older Ingress comes first', () => {
    const cluster = clusterOf({
      'shop/a': { rules: { [host]: ['Prefix / a:80'] }, hour: 1 },
      'shop/b': { rules: { [host]: ['ImplementationSpecific / b:80'] }, hour: 2 },
    });
    expect(found(cluster)[0]?.message).toContain('comes first, being older.');
    expect(told(cluster)).toEqual([`warning ${code} shop/b ${first}.path | http://${host}/ -> shop/a`]);
  });

  test('what changes nothing is a notice', () => {
    expect(told(withPaths('Prefix /a a:80', 'Prefix /a a:80'))).toEqual([
      `notice ${code} shop/all ${second}.path | http://${host}/a -> shop/a`,
    ]);
    expect(told(withPaths('Prefix /a a:80', 'Prefix /a b:80'))).toEqual([
      `warning ${code} shop/all ${second}.path | http://${host}/a -> shop/a`,
    ]);
  });

  test('paths for which one Ingress comes first are told of together', () => {
    const cluster = clusterOf({
      'shop/a': { rules: { [host]: fiveFor('a') } },
      'shop/b': { rules: { [host]: [...fiveFor('b'), 'Prefix /e b:80'] } },
    });
    expect(told(cluster)).toEqual([`warning ${code} shop/a ${first}.path | http://${host}/ -> shop/b`]);
    expect(found(cluster)[0]?.message).toContain(' So it is with /a, /b, /c, 1 more of the Ingress.');
  });

  test('a default backend behind paths that take all', () => {
    const cluster = clusterOf({
      'shop/a': { rules: { [host]: ['Prefix / a:80'] }, defaultBackend: 'a:80' },
      'shop/b': { rules: { 'api.example.com': ['Prefix /a a:80'] }, defaultBackend: 'a:80' },
    });
    expect(told(cluster)).toEqual([
      `notice ${code} shop/a spec.defaultBackend | http://${host}/no-path-of-a-rule -> shop/a`,
    ]);
    expect(found(cluster)[0]?.message).toContain('Prefix / of Ingress shop/a takes what no other path takes');
  });

  test('a default backend behind that of an older Ingress', () => {
    const cluster = clusterOf({
      'shop/a': { rules: { [host]: ['Prefix / web:80'], 'b.example.com': ['Prefix / a:80'] }, hour: 1 },
      'shop/b': { defaultBackend: 'web:80', hour: 2 },
      'shop/c': { defaultBackend: 'a:80', hour: 3 },
    });
    expect(told(cluster)).toEqual([
      `warning ${code} shop/c spec.defaultBackend | http://any.example.org:80/no-path-of-a-rule -> shop/web`,
    ]);
  });

  test('a canary beside no path, and what is named for a canary', () => {
    const canary = annotated({ canary: 'true', 'canary-weight': '10' });
    const alone = clusterOf({
      'shop/a': { rules: { [host]: ['Prefix / a:80'] } },
      'shop/b': { rules: { [host]: ['Exact / b:80'] }, ...canary },
    });
    expect(found(alone)[0]?.message).toContain('it is a canary, and no other Ingress has the same host');
    const beside = clusterOf({
      'shop/a': { rules: { [host]: ['Prefix / a:80'] } },
      'shop/b': { rules: { [host]: ['Prefix / b:80'] }, ...canary },
    });
    expect(codes(beside)).toEqual([]);
    const shared = clusterOf({
      'shop/a': { rules: { [host]: ['Prefix / b:80'] }, ...canary, hour: 1 },
      'shop/b': { rules: { [host]: ['Prefix / a:80', 'Prefix /b b:80'] }, hour: 2 },
    });
    expect(found(shared).map(({ object, message }) => [object.name, message])).toEqual([
      ['b', expect.stringContaining('its Service is that of a canary, which takes no path of its own')],
    ]);
  });

  test('a path that cannot be sent', () => {
    expect(told(withPaths('Prefix / a:80', 'ImplementationSpecific /x//y b:80'))).toEqual([
      `warning ${code} shop/all ${second}.path | http://${host}/x//y -> shop/a`,
    ]);
  });

  test('a resource, which ingress-nginx leaves out', () => {
    const cluster = withPaths('Prefix / a:80', 'Prefix /static resource');
    expect(told(cluster)).toEqual([
      `warning ${code} shop/all ${second}.backend | http://${host}/static -> shop/a`,
    ]);
    expect(found(cluster)[0]?.message).toContain('its backend is a resource, and ingress-nginx leaves');
  });

  test('an expression behind one that takes all that it matches', () => {
    const cluster = clusterOf({
      'shop/all': {
        rules: { [host]: ['ImplementationSpecific /[a-z0-9]+ a:80', 'ImplementationSpecific /[a-z]+ b:80'] },
        ...annotated({ 'use-regex': 'true' }),
      },
    });
    expect(told(cluster)).toEqual([`warning ${code} shop/all ${second}.path | http://${host}/x -> shop/a`]);
  });

  test('not for an expression to which other paths come', () => {
    const cluster = clusterOf({
      'shop/all': {
        rules: { [host]: ['ImplementationSpecific /x[0-9]*.* a:80', 'ImplementationSpecific /[a-z]+ b:80'] },
        ...annotated({ 'use-regex': 'true' }),
      },
    });
    expect(codes(cluster)).toEqual([]);
  });

  test('only where it is certain', () => {
    const cluster = clusterOf({
      'shop/all': {
        rules: {
          [host]: ['ImplementationSpecific /(?!x)[a-z0-9]+ a:80', 'ImplementationSpecific /[a-z]+ b:80'],
        },
        ...annotated({ 'use-regex': 'true' }),
      },
    });
    expect(codes(cluster)).toEqual([]);
  });

  test.each([
    ['a Prefix and an Exact path of one text', ['Prefix /a a:80', 'Exact /a b:80']],
    ['a path below another', ['Prefix /a a:80', 'Prefix /a/b b:80', 'Prefix / c:80']],
    ['paths with and without a final slash', ['Prefix /a a:80', 'Prefix /a/ b:80', 'Exact /a/ c:80']],
    ['an escaped question mark', ['Prefix / a:80', 'Prefix /a%3F b:80']],
  ])('not for %s', (_, paths) => {
    expect(codes(withPaths(...paths))).toEqual([]);
  });

  test.each([
    ['an app root', { 'app-root': '/home' }],
    ['a redirect', { 'permanent-redirect': 'https://example.org' }],
    ['an access list', { 'whitelist-source-range': '192.0.2.1/32' }],
    ['TLS by force', { 'force-ssl-redirect': 'true' }],
  ])('not for rules at which %s answers', (_, annotations) => {
    const cluster = clusterOf({
      'shop/all': { rules: { [host]: ['Exact / a:80', 'Prefix /a a:80'] }, ...annotated(annotations) },
    });
    expect(codes(cluster)).toEqual([]);
  });

  test('not where two namespaces claim the path: that says more', () => {
    const cluster = clusterOf({
      'a/one': { rules: { [host]: ['Prefix / a:80'] } },
      'b/two': { rules: { [host]: ['Prefix / b:80'] } },
    });
    expect(codes(cluster)).toEqual(['path-claimed-in-two-namespaces']);
  });

  test('not for an Ingress that nobody takes', () => {
    const cluster = clusterOf({
      'shop/a': { rules: { [host]: ['Prefix / a:80'] } },
      'shop/b': { rules: { [host]: ['Prefix / b:80'] }, className: 'other' },
    });
    expect(codes(cluster)).toEqual([]);
  });

  test('5,000 rules in seconds, many of which never match', () => {
    const paths = Array.from({ length: 9 }, (_, index) => `Prefix /p${index} a:80`);
    const ingresses: Record<string, { readonly rules: Readonly<Record<string, readonly string[]>> }> = {};
    for (let index = 0; index < 500; index += 1)
      ingresses[`shop/i${index}`] = { rules: { [`h${index}.example.com`]: [...paths, 'Prefix /p0 b:80'] } };
    expect(codes(clusterOf(ingresses))).toHaveLength(500);
  });
});

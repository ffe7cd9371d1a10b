import { describe, expect, test } from 'vitest';
import { annotated, clusterOf, codes, exampleOf, found, told } from './site.js';

const code = 'pattern-shadows-path';
const host = 'shop.example.com';
const regex = annotated({ 'use-regex': 'true' });

/** One Ingress with regular expressions, and these paths. */
function withPaths(...paths: readonly string[]) {
  return clusterOf({ 'shop/all': { rules: { [host]: paths }, ...regex } });
}

describe('pattern-shadows-path', () => {
  test('the longer text is tried first', () => {
    const cluster = exampleOf(code);
    expect(told(cluster)).toEqual([
      `warning ${code} shop/api spec.rules[0].http.paths[1].path | http://shop.example.com/api/v1/status -> shop/api`,
    ]);
    expect(found(cluster)[0]?.message).toContain('/api/v[0-9]+/.* is tried first');
  });

  test('not once the expression leaves the path out', () => {
    expect(codes(exampleOf(code, 'fixed'))).toEqual([]);
  });

  test.each([
    ['a shorter expression', ['Prefix /api/v1/status a:80', 'ImplementationSpecific /api/.* b:80']],
    ['an expression of something else', ['Prefix /a a:80', 'ImplementationSpecific /b[0-9]+/.* b:80']],
    ['an expression for the same Service', ['Prefix /a a:80', 'ImplementationSpecific /a.*/?.* a:80']],
    [
      'what is an expression itself',
      ['ImplementationSpecific /a.+ a:80', 'ImplementationSpecific /a[a-z]+ b:80'],
    ],
    ['an expression that cannot be run', ['Prefix /a a:80', 'ImplementationSpecific /(?!b)a.* b:80']],
  ])('not by %s', (_, paths) => {
    expect(codes(withPaths(...paths))).not.toContain(code);
  });

  test.each([
    ['a choice', '/(a|b)/.*', '/a/b'],
    ['a choice of all', '/x|/a/b', '/a/b'],
    ['a letter that may be left out', '/ab?/.*', '/a/b'],
    ['another case', '/A/[A-Z]+', '/a/b'],
    ['any text', '/(.*)-?', '/a/b'],
  ])('by an expression with %s', (_, expression, path) => {
    const cluster = withPaths(`Exact ${path} a:80`, `ImplementationSpecific ${expression} b:80`);
    expect(told(cluster)).toEqual([
      `warning ${code} shop/all spec.rules[0].http.paths[0].path | http://${host}${path} -> shop/b`,
    ]);
  });

  test('by the same path of another type, which is one expression with it', () => {
    const cluster = clusterOf({
      'shop/1': { rules: { [host]: ['Prefix /a a:80'] }, ...regex, hour: 1 },
      'shop/2': { rules: { [host]: ['Exact /a b:80'] }, ...regex, hour: 2 },
    });
    expect(told(cluster)).toEqual([
      `warning ${code} shop/2 spec.rules[0].http.paths[0].path | http://${host}/a -> shop/a`,
    ]);
  });

  test('one Service behind both, but with another rewrite', () => {
    const cluster = clusterOf({
      'shop/plain': { rules: { [host]: ['Prefix /app/health a:80'] } },
      'shop/rewritten': {
        rules: { [host]: ['ImplementationSpecific /app(/|$)(.*) a:80'] },
        ...annotated({ 'rewrite-target': '/$2' }),
      },
    });
    expect(codes(cluster)).toEqual([code]);
  });

  test('not on a host without regular expressions', () => {
    const rules = { [host]: ['Prefix /api/v1 a:80', 'ImplementationSpecific /api/v[0-9]+ b:80'] };
    expect(codes(clusterOf({ 'shop/all': { rules } }))).not.toContain(code);
  });

  test('5,000 paths of one host in seconds', () => {
    const paths = Array.from({ length: 2500 }, (_, index) => [
      `Exact /p${index}/1 a:80`,
      `ImplementationSpecific /p${index}/[0-9]+ b:80`,
    ]).flat();
    expect(codes(withPaths(...paths))).toHaveLength(2500);
  });
});

import { describe, expect, test } from 'vitest';
import { ingressClass } from '../../../../objects/ingress.js';
import { barePod } from '../../../../objects/workload.js';
import { annotated, clusterOf, codes, exampleOf, found, told } from './site.js';

const code = 'prefix-by-element';
const host = 'shop.example.com';

/** One Ingress with these paths, under ingress-nginx unless there is another controller. */
function withPaths(paths: readonly string[], controller?: readonly unknown[]) {
  return clusterOf({ 'shop/all': { rules: { [host]: paths } } }, undefined, controller);
}

function controllerOf(image: string, controller: string, ...args: readonly string[]): readonly unknown[] {
  return [
    ingressClass('nginx', controller),
    barePod('ingress/c', { pod: { containers: [{ name: 'controller', image, args }] } }),
  ];
}

describe('prefix-by-element', () => {
  test('a wildcard is a letter like others', () => {
    const cluster = exampleOf(code);
    expect(told(cluster)).toEqual([
      `warning ${code} shop/shop spec.rules[0].http.paths[1].path | http://shop.example.com/static/x -> shop/web`,
    ]);
    expect(found(cluster)[0]?.fix).toBe('Write /static with pathType Prefix.');
  });

  test('a Prefix covers what is below it', () => {
    expect(codes(exampleOf(code, 'fixed'))).toEqual([]);
  });

  test.each([
    ['Prefix /static/*', '/static/x'],
    ['Exact /static/*', '/static/x'],
    ['Prefix /static/**', '/static/x'],
    ['Prefix /users/:id/cart', '/users/1/cart'],
    ['Prefix /search?q=', '/search?q='],
    ['Exact /search?q=cart&page=1', '/search?q=cart&page=1'],
    ['Prefix /users/{id}', '/users/1'],
    ['ImplementationSpecific /api/v[0-9]+', '/api/v1'],
    ['Prefix /app(/|$)(.*)', '/app/x'],
    ['Prefix /app/.*', '/app/x'],
    ['Prefix /app-', '/app-x'],
    ['ImplementationSpecific /v1_', '/v1_x'],
  ])('%s does not cover %s', (path, target) => {
    expect(told(withPaths([`${path} a:80`]))).toEqual([
      `warning ${code} shop/all spec.rules[0].http.paths[0].path | http://${host}${target} -> 404`,
    ]);
  });

  test.each([
    ['a plain path', ['Prefix /static a:80', 'Prefix / b:80']],
    ['a file', ['Exact /robots.txt a:80']],
    ['an Exact path that ends in half an element', ['Exact /app- a:80']],
    [
      'a token that happens to end so',
      ['ImplementationSpecific /.well-known/acme-challenge/qK3vT8m_Zp0aLx7RrW2yBn5HdJ9sUeFcGi1OwVtM4h_ a:80'],
    ],
    ['brackets of a name', ['Prefix /wiki/Foo_(bar) a:80']],
    ['a name with a dollar', ['Prefix /odata/$metadata a:80']],
    ['a name with a plus', ['Prefix /c++ a:80']],
    ['a path beside it for the same Service', ['Prefix /static/* a:80', 'Prefix /static a:80']],
  ])('not for %s', (_, paths) => {
    expect(codes(withPaths(paths))).toEqual([]);
  });

  test('not where paths are regular expressions', () => {
    const rules = { [host]: ['ImplementationSpecific /app(/|$)(.*) a:80', 'Prefix /static/* b:80'] };
    expect(codes(clusterOf({ 'shop/all': { rules, ...annotated({ 'use-regex': 'true' }) } }))).toEqual([]);
  });

  test('half an element is enough for Traefik, which compares letters', () => {
    const traefik = controllerOf(
      'traefik:v3.5.0',
      'traefik.io/ingress-controller',
      '--providers.kubernetesingress',
    );
    expect(told(withPaths(['Prefix /app- a:80', 'Prefix /static/* a:80'], traefik))).toEqual([
      expect.stringContaining('/static/x -> 404'),
    ]);
  });

  test('what ImplementationSpecific means to a controller that is not modelled is not known', () => {
    const other = controllerOf('acme/ingress:1', 'acme.io/ingress', '--controller=acme.io/ingress');
    const paths = ['ImplementationSpecific /static/* a:80', 'Prefix /app/* a:80'];
    expect(found(withPaths(paths, other)).map(({ path }) => path)).toEqual([
      'spec.rules[0].http.paths[1].path',
    ]);
  });
});

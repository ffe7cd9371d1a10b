import { describe, expect, test } from 'vitest';
import type { IngressSpec } from '../../../../objects/ingress.js';
import { ingressClass } from '../../../../objects/ingress.js';
import { barePod } from '../../../../objects/workload.js';
import { annotated, clusterOf, codes, exampleOf, found, told } from './site.js';

const code = 'pattern-leaks';
const host = 'shop.example.com';
const useRegex = 'metadata.annotations[nginx.ingress.kubernetes.io/use-regex]';

/** Ingress shop/api with a regular expression, on a host beside Ingress shop/web. */
function beside(web: IngressSpec, api: Partial<IngressSpec> = annotated({ 'use-regex': 'true' })) {
  const rules = { [host]: ['ImplementationSpecific /api/v[0-9]+ api:80'] };
  return { 'shop/api': { rules, ...api }, 'shop/web': web };
}

describe('pattern-leaks', () => {
  test('an Exact path takes what begins with it', () => {
    const cluster = exampleOf(code);
    expect(told(cluster)).toEqual([
      `warning ${code} shop/api ${useRegex} | http://shop.example.com/loginx -> shop/login`,
    ]);
    expect(found(cluster)[0]?.message).toContain(
      'its Exact /login takes /loginx, which would go to Service shop/web otherwise',
    );
  });

  test('not where the regular expressions have a host of their own', () => {
    expect(codes(exampleOf(code, 'fixed'))).toEqual([]);
  });

  test.each([
    ['Exact /login', `http://${host}/loginx`],
    ['Prefix /login/', `http://${host}/LOGIN/`],
    ['Prefix /LOGIN/', undefined],
    ['Exact /robots.txt', `http://${host}/robots.txtx`],
    ['Prefix /', undefined],
  ])('%s takes %s', (path, url) => {
    const all = told(clusterOf(beside({ rules: { [host]: [`${path} web:80`] } })));
    expect(all.map((each) => /\| (\S+)/.exec(each)?.[1])).toEqual(url === undefined ? [] : [url]);
  });

  test('rewrite-target does it too', () => {
    const cluster = clusterOf(
      beside({ rules: { [host]: ['Exact /login web:80'] } }, annotated({ 'rewrite-target': '/' })),
    );
    expect(found(cluster).map(({ path }) => path)).toEqual([
      'metadata.annotations[nginx.ingress.kubernetes.io/rewrite-target]',
    ]);
  });

  test('one finding a host, however many Ingresses do it', () => {
    const cluster = clusterOf({
      ...beside({ rules: { [host]: ['Exact /login web:80'] } }),
      'shop/more': {
        rules: { [host]: ['ImplementationSpecific /v[0-9]+/more api:80'] },
        ...annotated({ 'use-regex': 'true' }),
      },
    });
    expect(found(cluster).map(({ message }) => message)).toEqual([
      expect.stringContaining(', like those of 1 others,'),
    ]);
  });

  test.each<[string, ReturnType<typeof beside>]>([
    [
      'an Ingress that asks for regular expressions itself',
      beside({ rules: { [host]: ['Exact /login web:80'] }, ...annotated({ 'use-regex': 'true' }) }),
    ],
    ['another host', beside({ rules: { 'www.example.com': ['Exact /login web:80'] } })],
    ['paths of one Service', beside({ rules: { [host]: ['Exact /login web:80', 'Prefix / web:80'] } })],
    ['a rewrite to the path itself', beside({ rules: { [host]: ['Exact /login web:80'] } }, {})],
  ])('not for %s', (_, ingresses) => {
    expect(codes(clusterOf(ingresses)).filter((each) => each === code)).toEqual([]);
  });

  test('not under controllers that know no such annotation', () => {
    const container = { name: 'traefik', image: 'traefik:v3.5.0', args: ['--providers.kubernetesingress'] };
    const cluster = clusterOf(beside({ rules: { [host]: ['Exact /login web:80'] } }), undefined, [
      ingressClass('nginx', 'traefik.io/ingress-controller'),
      barePod('ingress/traefik', { pod: { containers: [container] } }),
    ]);
    expect(codes(cluster)).not.toContain(code);
  });
});

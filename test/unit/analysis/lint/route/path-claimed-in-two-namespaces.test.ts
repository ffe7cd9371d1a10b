import { describe, expect, test } from 'vitest';
import { aws } from '../../../../../packages/core/src/provider/aws.js';
import { ingressClass } from '../../../../objects/ingress.js';
import { barePod } from '../../../../objects/workload.js';
import { annotated, clusterOf, codes, exampleOf, found, told } from './site.js';

const code = 'path-claimed-in-two-namespaces';
const host = 'shop.example.com';

describe('path-claimed-in-two-namespaces', () => {
  test('the older Ingress gets the requests', () => {
    const cluster = exampleOf(code);
    expect(told(cluster)).toEqual([
      `warning ${code} blog/blog spec.rules[0].http.paths[0].path | http://shop.example.com/news -> shop/web`,
    ]);
    expect(found(cluster)[0]?.message).toContain('to Ingress shop/shop alone, which is older');
  });

  test('no more once one leaves the path to the other', () => {
    expect(codes(exampleOf(code, 'fixed'))).toEqual([]);
  });

  test('where nobody says which is older, the names tell', () => {
    const cluster = clusterOf({
      'a/one': { rules: { [host]: ['Prefix /news a:80'] } },
      'b/two': { rules: { [host]: ['ImplementationSpecific /news b:80'] } },
    });
    expect(told(cluster)).toEqual([
      `warning ${code} a/one spec.rules[0].http.paths[0].path | http://${host}/news -> b/b`,
    ]);
    expect(found(cluster)[0]?.message).toContain('their names decide');
  });

  test.each([
    ['every host', '', 'http://any.example.org:80/'],
    ['a wildcard', '*.example.com', 'http://any.example.com/'],
  ])('a rule for %s', (_, wide, url) => {
    const cluster = clusterOf({
      'a/one': { rules: { [wide]: ['Prefix / a:80'] } },
      'b/two': { rules: { [wide]: ['Prefix / b:80'] } },
    });
    expect(told(cluster)).toEqual([`warning ${code} a/one spec.rules[0].http.paths[0].path | ${url} -> b/b`]);
  });

  test('a host with TLS is asked with TLS', () => {
    const tls = [{ hosts: [host] }];
    const cluster = clusterOf({
      'a/one': { rules: { [host]: ['Prefix / a:80'] }, tls },
      'b/two': { rules: { [host]: ['Prefix / b:80'] }, tls },
    });
    expect(told(cluster)).toEqual([
      `warning ${code} a/one spec.rules[0].http.paths[0].path | https://${host}:443/ -> b/b`,
    ]);
  });

  test.each<[string, Parameters<typeof clusterOf>[0]]>([
    [
      'one namespace',
      {
        'a/one': { rules: { [host]: ['Prefix / a:80'] } },
        'a/two': { rules: { [host]: ['Prefix / b:80'] } },
      },
    ],
    [
      'two hosts',
      {
        'a/one': { rules: { [host]: ['Prefix / a:80'] } },
        'b/two': { rules: { 'blog.example.com': ['Prefix / b:80'] } },
      },
    ],
    [
      'two types of path',
      {
        'a/one': { rules: { [host]: ['Exact /news a:80'] } },
        'b/two': { rules: { [host]: ['Prefix /news b:80'] } },
      },
    ],
    [
      'a canary',
      {
        'a/one': { rules: { [host]: ['Prefix / a:80'] } },
        'b/two': {
          rules: { [host]: ['Prefix / b:80'] },
          ...annotated({ canary: 'true', 'canary-weight': '10' }),
        },
      },
    ],
    [
      'a canary, as Go reads it',
      {
        'a/one': { rules: { [host]: ['Prefix / a:80'] } },
        'b/two': {
          rules: { [host]: ['Prefix / b:80'] },
          ...annotated({ canary: 'True', 'canary-weight': '10' }),
        },
      },
    ],
    [
      'two classes',
      {
        'a/one': { rules: { [host]: ['Prefix / a:80'] } },
        'b/two': { rules: { [host]: ['Prefix / b:80'] }, className: 'other' },
      },
    ],
    [
      'an Ingress that the controller drops',
      {
        'a/one': { rules: { [host]: ['Prefix / a:80'] } },
        'b/two': {
          rules: { [host]: ['Prefix / b:80'] },
          ...annotated({ 'server-snippet': 'return 200;' }),
        },
      },
    ],
  ])('not for %s', (_, ingresses) => {
    expect(codes(clusterOf(ingresses))).not.toContain(code);
  });

  test('Ingresses of a group share an ALB, and come in its order', () => {
    const annotations = {
      'alb.ingress.kubernetes.io/group.name': 'all',
      'alb.ingress.kubernetes.io/target-type': 'ip',
    };
    const group = { annotations, className: 'alb' };
    const order = { 'alb.ingress.kubernetes.io/group.order': '-1' };
    const cluster = clusterOf(
      {
        'a/one': { ...group, rules: { [host]: ['Prefix /news a:80'] } },
        'b/two': {
          ...group,
          annotations: { ...annotations, ...order },
          rules: { [host]: ['Prefix /news b:80'] },
        },
      },
      aws(),
      [ingressClass('alb', 'ingress.k8s.aws/alb')],
    );
    expect(found(cluster).map(({ object, message }) => [object.namespace, message])).toEqual([
      ['a', expect.stringContaining('the ALB of their group gives the requests to Ingress b/two alone')],
    ]);
  });

  test('Traefik does not say which of two routers of one priority is first', () => {
    const container = { name: 'traefik', image: 'traefik:v3.5.0', args: ['--providers.kubernetesingress'] };
    const cluster = clusterOf(
      {
        'a/one': { rules: { [host]: ['Prefix /news a:80'] }, className: 'traefik' },
        'b/two': { rules: { [host]: ['Prefix /news b:80'] }, className: 'traefik' },
      },
      undefined,
      [
        ingressClass('traefik', 'traefik.io/ingress-controller'),
        barePod('ingress/traefik', { pod: { containers: [container] } }),
      ],
    );
    expect(found(cluster).map(({ message }) => message)).toEqual([
      expect.stringContaining('Which of them gets the requests is not documented by traefik.'),
    ]);
  });
});

import { describe, expect, test } from 'vitest';
import { ingressController } from '../../../../packages/core/src/ingress/controller.js';
import { ingress } from '../../../objects/ingress.js';
import { backends, ingressCluster, nginx, request } from '../asking.js';

type Annotations = Readonly<Record<string, string>>;

/** Ingresses of the host a.com, each an hour younger than the one before: their paths and annotations. */
type Ingresses = Readonly<Record<string, readonly [paths: readonly string[], annotations?: Annotations]>>;

/** The path rules that lost, as `ingress[index]: code`. */
function losers(ingresses: Ingresses, path: string, version = '1.15.1'): readonly string[] {
  const cluster = ingressCluster(
    ...backends('shop/a', 'shop/b', 'shop/c'),
    ...Object.entries(ingresses).map(([name, [paths, annotations = {}]], hour) =>
      ingress(`shop/${name}`, {
        hour,
        rules: { 'a.com': paths },
        annotations: Object.fromEntries(
          Object.entries(annotations).map(([key, value]) => [`nginx.ingress.kubernetes.io/${key}`, value]),
        ),
      }),
    ),
  );
  return ingressController(cluster, nginx({ version }))
    .rejected(request(`http://a.com${path}`))
    .map(
      ({ code, object, path: field = '' }) =>
        `${object?.name ?? ''}${/\[\d+\]$/.exec(field)?.[0] ?? ''}: ${code}`,
    );
}

describe('ingress-nginx tells of each path of the host why it lost', () => {
  test.each<[string, Ingresses, string, readonly string[]]>([
    [
      'it does not cover the path, or a longer one does',
      { w: [['Prefix / a:80', 'Prefix /x/y a:80', 'Prefix /z a:80']] },
      '/x/y/1',
      ['w[0]: path-shorter', 'w[2]: path-differs'],
    ],
    [
      'an Exact path stands beside it',
      { w: [['Prefix /x a:80', 'Exact /x b:80']] },
      '/x',
      ['w[0]: prefix-beside-exact'],
    ],
    [
      'an older Ingress has the same path',
      { old: [['Prefix /x a:80']], young: [['Prefix /x b:80']] },
      '/x',
      ['young[0]: path-taken-earlier'],
    ],
    [
      'as a regular expression it does not match, or a path that is tried earlier does',
      { w: [['Prefix /a a:80', 'Prefix /a/b b:80', 'Exact /c c:80'], { 'use-regex': 'true' }] },
      '/A/B/1',
      ['w[0]: pattern-later', 'w[2]: pattern-differs'],
    ],
    [
      'another Ingress made it a regular expression',
      { plain: [['Exact /A a:80']], w: [['Prefix /a/b b:80'], { 'rewrite-target': '/' }] },
      '/a/b',
      ['plain[0]: pattern-later'],
    ],
    [
      'its expression cannot be run',
      {
        w: [
          ['ImplementationSpecific /(?=x) a:80', 'ImplementationSpecific /longer b:80'],
          { 'use-regex': 'true' },
        ],
      },
      '/longer',
      ['w[0]: pattern-not-run'],
    ],
    [
      'it is the path of a canary of another path',
      { main: [['Prefix /x a:80', 'Prefix / c:80']], canary: [['Prefix /x b:80'], { canary: 'true' }] },
      '/y',
      ['main[0]: path-differs', 'canary[0]: service-is-canary'],
    ],
    [
      'it is younger, and a canary that shares the requests is none that lost',
      {
        main: [['Prefix /x a:80']],
        canary: [['Prefix /x b:80'], { canary: 'true', 'canary-weight': '50' }],
        young: [['Prefix /x c:80']],
      },
      '/x',
      ['young[0]: path-taken-earlier'],
    ],
    [
      'it is of a second canary, with a Service of its own or that of the first',
      {
        main: [['Prefix /x a:80']],
        first: [['Prefix /x b:80'], { canary: 'true', 'canary-weight': '30' }],
        second: [['Prefix /x c:80'], { canary: 'true', 'canary-weight': '20' }],
        third: [['Prefix /x b:80'], { canary: 'true', 'canary-weight': '10' }],
      },
      '/x',
      ['second[0]: canary-not-first', 'third[0]: canary-not-first'],
    ],
  ])('%s', (_title, ingresses, path, expected) => {
    expect(losers(ingresses, path)).toEqual(expected);
  });

  test.each<[string, string, Ingresses, string, readonly string[]]>([
    [
      'before 0.41 a prefix covers what begins with its text',
      '0.40.2',
      { w: [['Prefix /a a:80', 'Prefix /ab b:80', 'Prefix /b c:80']] },
      '/abc',
      ['w[0]: path-shorter', 'w[2]: path-differs'],
    ],
    [
      'before 0.20 a path that rewrites is tried before prefixes',
      '0.19.0',
      { plain: [['Prefix /a/b a:80']], w: [['Prefix /a b:80'], { 'rewrite-target': '/' }] },
      '/a/b',
      ['plain[0]: pattern-before-prefix'],
    ],
  ])('%s', (_title, version, ingresses, path, expected) => {
    expect(losers(ingresses, path, version)).toEqual(expected);
  });

  test('a path that leads to a resource is left out', () => {
    const manifest = ingress('shop/w', { rules: { 'a.com': ['Prefix / a:80'] } });
    const resource = { apiGroup: 'k8s.example.com', kind: 'StorageBucket', name: 'static' };
    const path = { path: '/x', pathType: 'Prefix', backend: { resource } };
    const rules = [{ host: 'a.com', http: { paths: [...(manifest.spec.rules[0]?.http.paths ?? []), path] } }];
    const cluster = ingressCluster(...backends('shop/a'), { ...manifest, spec: { ...manifest.spec, rules } });
    expect(ingressController(cluster, nginx()).rejected(request('http://a.com/x'))).toMatchObject([
      { code: 'backend-is-resource', path: 'spec.rules[0].http.paths[1]' },
    ]);
  });
});

import { describe, expect, test } from 'vitest';
import { ingress } from '../../../objects/ingress.js';
import { ask, assumed, backends, ingressCluster, inShort, nginx, containing } from '../asking.js';

const old = 'ingress.kubernetes.io/rewrite-target';
const current = 'nginx.ingress.kubernetes.io/rewrite-target';

/** The Ingress of the question that everybody asks first: an old annotation, a path and an application. */
function question(
  annotation: string,
  target: string,
  ...paths: readonly string[]
): ReturnType<typeof ingressCluster> {
  const rules = {
    'kubernetes.foo.bar': paths.length === 0 ? ['ImplementationSpecific /app appsvc:80'] : paths,
  };
  return ingressCluster(
    ...backends('default/appsvc', 'default/b'),
    ingress('default/web-ingress', { annotations: { [annotation]: target }, rules }),
  );
}

function answer(
  version: string,
  annotation: string,
  target: string,
  path: string,
  ...paths: readonly string[]
): string {
  return inShort(
    ask(question(annotation, target, ...paths), nginx({ version }), `http://kubernetes.foo.bar${path}`),
  );
}

describe('the line of ingress-nginx', () => {
  test.each([
    ['0.9.0-beta.15', old, '/app/x', '/x'],
    ['0.9.0-beta.15', old, '/app', '/'],
    ['0.9.0-beta.17', old, '/app/x/y?q', '/x/y?q'],
    ['0.9.0-beta.18', old, '/app/x', '/app/x'],
    ['0.9.0-beta.18', current, '/app/x', '/x'],
    ['0.21.0', current, '/app/x', '/x'],
    ['0.22.0', current, '/app/x', '/'],
    ['1.15.1', current, '/app/x', '/'],
    ['1.15.1', old, '/app/x', '/app/x'],
  ])('%s sends %s: / for %s%s to the backend as %s', (version, annotation, path, expected) => {
    expect(answer(version, annotation, '/', path)).toBe(`default/appsvc:80 ${expected}`);
  });

  test('says that an annotation with another prefix has no effect, and how to write it', () => {
    const decision = ask(question(old, '/'), nginx(), 'http://kubernetes.foo.bar/app/x');
    expect(decision.assumptions).toMatchObject([
      {
        code: 'annotation-prefix-not-read',
        object: { kind: 'Ingress', name: 'web-ingress' },
        path: `metadata.annotations[${old}]`,
        state: containing(current),
      },
    ]);
  });

  test('reads whatever prefix the flag says', () => {
    const profile = nginx({ version: '0.21.0', flags: { 'annotations-prefix': 'ingress.kubernetes.io' } });
    expect(inShort(ask(question(old, '/'), profile, 'http://kubernetes.foo.bar/app/x'))).toBe(
      'default/appsvc:80 /x',
    );
  });

  test('before 0.22 appends what follows the path to any target, and takes longer elements too', () => {
    expect(answer('0.21.0', current, '/new', '/app/x')).toBe('default/appsvc:80 /new/x');
    expect(answer('0.21.0', current, '/new', '/app')).toBe('default/appsvc:80 /app');
    expect(answer('0.21.0', current, '/', '/apple')).toBe('default/appsvc:80 /');
  });

  test('before 0.22 leaves other paths of the host as they are', () => {
    const cluster = ingressCluster(
      ...backends('default/appsvc', 'default/b'),
      ingress('default/w', {
        hour: 1,
        annotations: { [current]: '/' },
        rules: { 'a.com': ['Prefix /app appsvc:80'] },
      }),
      ingress('default/x', { hour: 2, rules: { 'a.com': ['Prefix /Other b:80'] } }),
    );
    const at = (version: string): string => inShort(ask(cluster, nginx({ version }), 'http://a.com/other'));
    expect(at('0.21.0')).toBe('404 path-unknown');
    expect(at('0.22.0')).toBe('default/b:80 /other');
  });

  test.each([
    ['0.40.2', '/apple', 'default/appsvc:80 /apple'],
    ['0.41.0', '/apple', '404 path-unknown'],
    ['0.40.2', '/exactly', 'default/b:80 /exactly'],
    ['0.30.0', '/Exact/x', 'default/b:80 /Exact/x'],
    ['0.31.0', '/Exact/x', '404 path-unknown'],
    ['0.31.0', '/Exact', 'default/b:80 /Exact'],
    ['0.40.2', '/slash', '301 http://kubernetes.foo.bar/slash/'],
  ])('%s compares paths in its own way: %s', (version, path, expected) => {
    const paths = ['Prefix /app appsvc:80', 'Prefix /exact b:80', 'Exact /Exact b:80', 'Prefix /slash/ b:80'];
    expect(answer(version, 'x', '', path, ...paths)).toBe(expected);
  });

  test.each([
    ['', ['controller-version-unknown']],
    ['0.49.3', ['controller-version-old']],
    ['1.15.1', []],
  ])('"%s" is said to be known only so far', (version, codes) => {
    const cluster = ingressCluster(
      ...backends('default/a'),
      ingress('default/w', { rules: { 'a.com': ['Prefix / a:80'] } }),
    );
    expect(assumed(ask(cluster, nginx({ version }), 'http://a.com/'))).toEqual(codes);
  });
});

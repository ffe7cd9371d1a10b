import { describe, expect, test } from 'vitest';
import { ingressController } from '../../../../packages/core/src/ingress/controller.js';
import { ingress } from '../../../objects/ingress.js';
import { ask, assumed, backends, headerAt, ingressCluster, inShort, nginx, containing } from '../asking.js';

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

  test.each([
    ['0.21.0', '/', '/app', `${current}.`],
    ['0.22.0', '/', '/app', `${current}: /$2, and the path as /app(/|$)(.*), of type ImplementationSpecific`],
    ['1.15.1', '/new', '/app', `${current}: /new/$2, and the path as /app(/|$)(.*), of type`],
    ['1.15.1', '/new/', '/app/', `${current}: /new/$1, and the path as /app/(.*), of type`],
    ['1.15.1', '/new', '', `${current}: /new/$1, and the path as /(.*), of type`],
    ['1.15.1', '/$1', '/app', `${current}.`],
  ])('%s tells how to write the rewrite to %s of path "%s": %s', (version, target, path, expected) => {
    const cluster = question(old, target, `ImplementationSpecific ${path} appsvc:80`);
    const decision = ask(cluster, nginx({ version }), 'http://kubernetes.foo.bar/app/x');
    const assumption = decision.assumptions.find(({ code }) => code === 'annotation-prefix-not-read');
    expect(assumption?.state).toContain(`Write it as ${expected}`);
  });

  test('shows a way to write the rewrite that does what was meant', () => {
    const path = 'ImplementationSpecific /app(/|$)(.*) appsvc:80';
    expect(answer('1.15.1', current, '/$2', '/app/x', path)).toBe('default/appsvc:80 /x');
    expect(answer('1.15.1', current, '/$2', '/app', path)).toBe('default/appsvc:80 /');
  });

  test('reads whatever prefix the flag says', () => {
    const profile = nginx({ version: '0.21.0', flags: { 'annotations-prefix': 'ingress.kubernetes.io' } });
    expect(inShort(ask(question(old, '/'), profile, 'http://kubernetes.foo.bar/app/x'))).toBe(
      'default/appsvc:80 /x',
    );
  });

  test.each([
    ['0.17.0', '/new', '/app/x', '/new/x'],
    ['0.17.0', '/new', '/app', '/app'],
    ['0.17.0', '/new', '/APP/x', '/APP/x'],
    ['0.17.0', '/', '/apple', '/'],
    ['0.18.0', '/new', '/APP/x', '/new/x'],
    ['0.18.0', '/new', '/app', '/app'],
    ['0.18.0', '/', '/Apple', '/'],
    ['0.19.0', '/new', '/app', '/new/'],
    ['0.19.0', '/', '/apple', '/apple'],
    ['0.21.0', '/new', '/app/x', '/new/x'],
    ['0.21.0', '/', '/APP', '/'],
  ])('%s appends what follows /app to the target %s: %s becomes %s', (version, target, path, expected) => {
    expect(answer(version, current, target, path)).toBe(`default/appsvc:80 ${expected}`);
  });

  test.each([
    ['0.19.0', '404 path-unknown'],
    ['0.20.0', 'default/b:80 /other'],
    ['0.21.0', 'default/b:80 /other'],
    ['0.22.0', 'default/b:80 /other'],
  ])('in %s a rewrite leaves the other paths of its host as they are, or not: %s', (version, expected) => {
    const cluster = ingressCluster(
      ...backends('default/appsvc', 'default/b'),
      ingress('default/w', {
        hour: 1,
        annotations: { [current]: '/' },
        rules: { 'a.com': ['Prefix /app appsvc:80'] },
      }),
      ingress('default/x', { hour: 2, rules: { 'a.com': ['Prefix /Other b:80'] } }),
    );
    expect(inShort(ask(cluster, nginx({ version }), 'http://a.com/other'))).toBe(expected);
  });

  test.each([
    ['0.19.0', '/x'],
    ['0.20.0', '/aa'],
  ])('%s tries the paths of a host that rewrites in its own order: %s first', (version, first) => {
    const cluster = ingressCluster(
      ...backends('default/appsvc', 'default/b'),
      ingress('default/w', {
        annotations: { [current]: '/z' },
        rules: { 'a.com': ['Prefix /aa appsvc:80', 'Prefix /x b:80'] },
      }),
    );
    const server = ingressController(cluster, nginx({ version }))
      .configuration()
      .servers.find(({ host }) => host === 'a.com');
    expect(server?.locations[0]).toContain(`^${first}`);
  });

  test.each([
    ['0.9.0-beta.17', 'x-request-id', undefined],
    ['0.15.0', 'x-request-id', 'sent'],
    ['0.9.0-beta.17', 'x-original-uri', '/app/x'],
    ['0.25.1', 'x-original-uri', '/app/x'],
    ['0.26.0', 'x-original-uri', undefined],
    ['0.46.0', 'x-forwarded-scheme', undefined],
    ['0.47.0', 'x-forwarded-scheme', 'http'],
    ['1.12.3', 'x-original-forwarded-host', undefined],
    ['1.13.0', 'x-original-forwarded-host', 'sent'],
    ['0.21.0', 'x-real-ip', '198.51.100.9'],
    ['0.22.0', 'x-real-ip', '203.0.113.7'],
    ['0.26.0', 'x-real-ip', '203.0.113.7'],
  ])('%s tells the backend %s: %s', (version, header, expected) => {
    const headers = {
      'x-forwarded-for': '198.51.100.9',
      'x-forwarded-host': 'sent',
      ...(expected === 'sent' ? { 'x-request-id': 'sent' } : {}),
    };
    const url = 'http://kubernetes.foo.bar/app/x';
    const decision = ask(question('x', ''), nginx({ version }), url, { headers });
    expect(headerAt(decision, header)).toBe(expected);
  });

  test.each([
    ['0.9.0', '301 https://kubernetes.foo.bar/app'],
    ['0.10.0', '308 https://kubernetes.foo.bar/app'],
  ])('%s sends plain HTTP to HTTPS: %s', (version, expected) => {
    const force = 'nginx.ingress.kubernetes.io/force-ssl-redirect';
    expect(answer(version, force, 'true', '/app')).toBe(expected);
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
    ['0.40.2', 'unknown nginx-configuration-refused'],
    ['0.41.0', 'default/a:80 /healthz'],
  ])('%s names a path /healthz of the catch-all like its own, or not: %s', (version, expected) => {
    const cluster = ingressCluster(
      ...backends('default/a'),
      ingress('default/w', { rules: { '': ['Prefix /healthz a:80'] } }),
    );
    expect(inShort(ask(cluster, nginx({ version }), 'http://a.com/healthz'))).toBe(expected);
  });

  test('0.19.0 answers health checks on a catch-all that rewrites other paths', () => {
    const cluster = ingressCluster(
      ...backends('default/a'),
      ingress('default/w', { annotations: { [current]: '/' }, rules: { '': ['Prefix /x a:80'] } }),
    );
    const at = (path: string): string =>
      inShort(ask(cluster, nginx({ version: '0.19.0' }), `http://a.com${path}`));
    expect(at('/healthz')).toBe('200 health-check-answered');
    expect(at('/x/y')).toBe('default/a:80 /y');
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

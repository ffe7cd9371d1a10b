import { describe, expect, test } from 'vitest';
import { nginxConfiguration } from '../../../../packages/core/src/ingress/nginx/configuration/configuration.js';
import { ingress, type IngressSpec } from '../../../objects/ingress.js';
import { ask, backends, ingressCluster, inShort, nginx } from '../asking.js';

const both = backends('shop/a', 'shop/b', 'shop/c');
const prefix = 'nginx.ingress.kubernetes.io';

/** A cluster with Ingresses by name, each an hour younger than the one before. */
function withIngresses(specs: Readonly<Record<string, IngressSpec>>): ReturnType<typeof ingressCluster> {
  return ingressCluster(
    ...both,
    ...Object.entries(specs).map(([name, spec], hour) => ingress(`shop/${name}`, { hour, ...spec })),
  );
}

const host = (...paths: readonly string[]): IngressSpec => ({ rules: { 'a.com': paths } });
const rewriting = (target: string, ...paths: readonly string[]): IngressSpec => ({
  ...host(...paths),
  annotations: { [`${prefix}/rewrite-target`]: target },
});
const patterns = (...paths: readonly string[]): IngressSpec => ({
  ...host(...paths),
  annotations: { [`${prefix}/use-regex`]: 'true' },
});

function locations(specs: Readonly<Record<string, IngressSpec>>): readonly string[] | undefined {
  const { servers } = nginxConfiguration(withIngresses(specs), nginx()).servers;
  return servers.find((server) => server.host === 'a.com')?.table.written.map(({ name }) => name);
}

describe('the locations of ingress-nginx', () => {
  test.each([
    ['a prefix is written twice', { w: host('Prefix /foo a:80') }, ['"/foo/"', '= "/foo"', '"/"']],
    ['an exact path once', { w: host('Exact /foo a:80') }, ['= "/foo"', '"/"']],
    [
      'beside an exact path the prefix is written once',
      { w: host('Prefix /foo a:80', 'Exact /foo b:80') },
      ['"/foo/"', '= "/foo"', '"/"'],
    ],
    [
      'the longest come first',
      { w: host('Prefix /a a:80', 'Exact /bb b:80') },
      ['= "/bb"', '"/a/"', '= "/a"', '"/"'],
    ],
    [
      'a pattern turns all paths of the host to patterns',
      { w: patterns('Exact /foo a:80'), x: host('Prefix /b b:80') },
      ['~* "^/foo"', '~* "^/b/"', '~* "^/b"', '~* "^/"'],
    ],
    ['so does a rewrite', { w: rewriting('/x', 'Prefix /foo a:80') }, ['~* "^/foo"', '~* "^/"']],
    ['a target that equals the path is no rewrite', { w: rewriting('/', 'Prefix / a:80') }, ['"/"']],
    ['quotes and backslashes are escaped', { w: host('Exact /a"b\\ a:80') }, ['= "/a\\"b\\\\"', '"/"']],
  ])('%s', (_title, specs, names) => {
    expect(locations(specs)).toEqual(names);
  });
});

describe('paths at ingress-nginx', () => {
  test.each([
    [
      'are compared as nginx normalises them',
      host('Prefix /foo a:80'),
      '//x/../foo/./y',
      'shop/a:80 //x/../foo/./y',
    ],
    ['are compared decoded', host('Prefix /foo a:80'), '/%66oo%2fy', 'shop/a:80 /%66oo%2fy'],
    ['of a rule are not decoded', host('ImplementationSpecific /p%20q a:80'), '/p%20q', '404 path-unknown'],
    [
      'beyond ASCII are compared as UTF-8',
      host('ImplementationSpecific /café a:80'),
      '/caf%C3%A9/x',
      'shop/a:80 /caf%C3%A9/x',
    ],
    [
      'that end in a slash send requests without it there',
      host('Prefix /foo/ a:80'),
      '/foo?q',
      '301 http://a.com/foo/?q',
    ],
    ['of type Exact do so too', host('Exact /foo/ a:80', 'Prefix / b:80'), '/foo', '301 http://a.com/foo/'],
    [
      'unless somebody has the path without',
      host('Prefix /foo a:80', 'Exact /foo/ b:80'),
      '/foo',
      'shop/a:80 /foo',
    ],
    ['as patterns take longer ones', patterns('Exact /foo a:80'), '/foobar', 'shop/a:80 /foobar'],
    ['as patterns are compared without case', patterns('Prefix /foo a:80'), '/FOO', 'shop/a:80 /FOO'],
    [
      'as patterns have dots that stand for anything',
      patterns('Prefix /v1.0 a:80'),
      '/v1x0',
      'shop/a:80 /v1x0',
    ],
    ['as patterns are bound to the start only', patterns('Prefix /foo a:80'), '/x/foo', '404 path-unknown'],
    ['as patterns have no slash redirect', patterns('Prefix /foo/ a:80'), '/foo', '404 path-unknown'],
    [
      'as patterns end before a final line feed',
      patterns('ImplementationSpecific /id/[0-9]+$ a:80'),
      '/id/1%0A',
      'shop/a:80 /id/1%0A',
    ],
    [
      'as patterns are tried longest text first',
      patterns('ImplementationSpecific /foo/[a-z]{3} a:80', 'Prefix /foo/bar b:80'),
      '/foo/bar',
      'shop/a:80 /foo/bar',
    ],
    [
      'as patterns that cannot be run leave it open who takes a request',
      patterns('ImplementationSpecific /foo(?=/) a:80'),
      '/foo/',
      'unknown regex-not-supported',
    ],
    ['that lead to a resource are left out', host('Prefix /foo resource'), '/foo', '404 backend-is-resource'],
  ])('%s', (_title, spec, path, expected) => {
    expect(inShort(ask(withIngresses({ web: spec }), nginx(), `http://a.com${path}`))).toBe(expected);
  });

  test.each([
    [
      'belong to the oldest Ingress',
      { old: host('Prefix /x a:80'), young: host('Prefix /x b:80', 'Prefix /y b:80') },
      '/x',
      'shop/a:80 /x',
    ],
    [
      'that an Ingress loses leave it the others',
      { old: host('Prefix /x a:80'), young: host('Prefix /x b:80', 'Prefix /y b:80') },
      '/y',
      'shop/b:80 /y',
    ],
    [
      'at the root replace what the controller made',
      { old: host('Prefix /x a:80'), young: host('Prefix / b:80') },
      '/y',
      'shop/b:80 /y',
    ],
    [
      'of ages that tie belong to the name that sorts last',
      { a: { ...host('Prefix / a:80'), hour: 1 }, b: { ...host('Prefix / b:80'), hour: 1 } },
      '/',
      'shop/b:80 /',
    ],
    [
      'at the exact root leave the rest to the controller',
      { web: host('Exact / a:80') },
      '/y',
      '404 path-unknown',
    ],
  ])('%s', (_title, specs, path, expected) => {
    expect(inShort(ask(withIngresses(specs), nginx(), `http://a.com${path}`))).toBe(expected);
  });

  test.each([
    ['two prefixes that differ in their final slash', host('Prefix /foo a:80', 'Prefix /foo/ b:80')],
    ['a path that comes back behind another type', host('Exact /p a:80', 'Prefix /p b:80', 'Prefix /p c:80')],
    ['a pattern that is none', patterns('ImplementationSpecific /x[ a:80')],
    [
      'a rewrite to a variable that nginx does not have',
      rewriting('/$nosuch', 'ImplementationSpecific /(.*) a:80'),
    ],
    ['a rewrite to $0', rewriting('/$0', 'ImplementationSpecific /(.*) a:80')],
  ])('%s make nginx refuse the configuration for every host', (_title, spec) => {
    const cluster = withIngresses({ web: spec, other: { rules: { 'b.com': ['Prefix / b:80'] } } });
    const { rule, result } = ask(cluster, nginx(), 'http://b.com/');
    const object = { kind: 'Ingress', name: 'web' };
    expect(result).toMatchObject({ kind: 'unknown', cause: { code: 'nginx-configuration-refused', object } });
    expect(rule).toMatchObject({ id: 'proxy-configuration-refused', object });
  });

  test.each<[string, IngressSpec, Readonly<Record<string, string>>, string]>([
    ['a path', patterns('ImplementationSpecific /foo(?=/) a:80'), {}, 'http://a.com/foo/'],
    [
      'a server-alias',
      { ...host('Prefix / a:80'), annotations: { [`${prefix}/server-alias`]: '~^b(?=x)' } },
      {},
      'http://bx.com/',
    ],
    ['a blocked header', host('Prefix / a:80'), { 'block-referers': '~a(?=b)' }, 'http://a.com/'],
  ])(
    '%s that cannot be run as a regular expression decides that nothing is known',
    (_title, spec, data, url) => {
      const decision = ask(withIngresses({ web: spec }), nginx({ data }), url, { headers: { referer: 'x' } });
      expect(decision).toMatchObject({ rule: { id: 'pattern-not-run' }, result: { kind: 'unknown' } });
    },
  );

  test('name the location as the configuration does', () => {
    const cluster = withIngresses({ web: host('Prefix /foo a:80') });
    expect(ask(cluster, nginx(), 'http://a.com/foo').location).toEqual({
      path: '/foo',
      pathType: 'Prefix',
      name: '= "/foo"',
    });
    expect(ask(cluster, nginx(), 'http://a.com/foo/x').location?.name).toBe('"/foo/"');
  });

  test('that end in a slash send a client without host to an address that nobody can know', () => {
    const objects = [...both, ingress('shop/x', { rules: { '': ['Prefix /foo/ a:80'] } })];
    const decision = ask(ingressCluster(...objects), nginx(), 'http://a.com/foo', {
      host: null,
      version: '1.0',
    });
    expect(inShort(decision)).toBe('301 http://*/foo/');
  });
});

describe('rewrite-target', () => {
  test.each([
    ['throws away what is not captured', '/', 'Prefix /app', '/app/x?q=1', '/?q=1'],
    ['keeps what is captured', '/$2', 'ImplementationSpecific /app(/|$)(.*)', '/app/x/y', '/x/y'],
    ['leaves open groups empty', '/$1', 'ImplementationSpecific /app(/.*)?', '/app', '/'],
    ['has captures of one digit', '/$10', 'ImplementationSpecific /(a)', '/a', '/a0'],
    [
      'fills in variables',
      '/$host/$request_method/$1',
      'ImplementationSpecific /h/(.*)',
      '/h/x',
      '/a.com/GET/x',
    ],
    [
      'fills in what the location is of',
      '/$namespace/$ingress_name/$service_name/$service_port',
      'Prefix /h',
      '/h',
      '/shop/web/a/80',
    ],
    ['fills in variables as bytes', '$uri/$args', 'ImplementationSpecific /é', '/é?é', '/%C3%A9/%C3%A9?é'],
    [
      'writes the path anew from its normal form',
      '/$1',
      'ImplementationSpecific /p/(.*)',
      '/p//a%2Fb/../c%20d',
      '/a/c%20d',
    ],
    [
      'escapes what has a meaning',
      '/$1',
      'ImplementationSpecific /p/(.*)',
      '/p/a%3Fb%23c%25d',
      '/a%3Fb%23c%25d',
    ],
    [
      'does not normalise what it made',
      '/$1/../$2',
      'ImplementationSpecific /p/(.*)/(.*)',
      '/p/a/b',
      '/a/../b',
    ],
    ['is compared without case', '/x', 'Prefix /app', '/APP', '/x'],
  ])('%s', (_title, target, path, asked, expected) => {
    const cluster = withIngresses({ web: rewriting(target, `${path} a:80`) });
    expect(inShort(ask(cluster, nginx(), `http://a.com${asked}`))).toBe(`shop/a:80 ${expected}`);
  });

  test.each([
    ['sends the client there', 'https://b.com/$1', '/x/y?z', '302 https://b.com/y?z'],
    ['may take the scheme of the request', '$scheme://b.com/$1', '/x/y', '302 http://b.com/y'],
    ['holds captures as they are', 'https://b.com/$1', '/x/a"b#c', '302 https://b.com/a"b'],
    [
      'holds captures escaped where something was escaped',
      'https://b.com/$1',
      '/x/a%22%3B%2B',
      '302 https://b.com/a%22;+',
    ],
    ['undoes no escapes in its query', 'https://b.com/$1', '/x/a%3F%3B', '302 https://b.com/a?%3B'],
  ])('to a whole URL %s', (_title, target, path, expected) => {
    const cluster = withIngresses({ web: rewriting(target, 'ImplementationSpecific /x/(.*) a:80') });
    expect(inShort(ask(cluster, nginx(), `http://a.com${path}`))).toBe(expected);
  });

  test('to nothing is an error', () => {
    const cluster = withIngresses({ web: rewriting('$1', 'ImplementationSpecific /x(.*) a:80') });
    expect(inShort(ask(cluster, nginx(), 'http://a.com/xy'))).toBe('shop/a:80 y');
    expect(inShort(ask(cluster, nginx(), 'http://a.com/x'))).toBe('500 rewritten-to-nothing');
  });

  test('to a variable that is not modelled is not known', () => {
    const cluster = withIngresses({ web: rewriting('/$pid', 'Prefix /x a:80') });
    expect(inShort(ask(cluster, nginx(), 'http://a.com/x'))).toBe('unknown nginx-variable-not-modelled');
  });
});

import { describe, expect, test } from 'vitest';
import type { ChosenBackend } from '../../../../packages/core/src/ingress/decision.js';
import { endpointSlice } from '../../../objects/endpoint-slice.js';
import { ingress, type IngressSpec } from '../../../objects/ingress.js';
import { service } from '../../../objects/service.js';
import { ask, assumed, backends, headerAt, ingressCluster, inShort, nginx, type Asking } from '../asking.js';

const prefix = 'nginx.ingress.kubernetes.io';

function annotations(values: Readonly<Record<string, string>>): Pick<IngressSpec, 'annotations'> {
  return {
    annotations: Object.fromEntries(
      Object.entries(values).map(([name, value]) => [`${prefix}/${name}`, value]),
    ),
  };
}

function withIngresses(...specs: readonly IngressSpec[]): ReturnType<typeof ingressCluster> {
  const ingresses = specs.map((spec, hour) => ingress(`shop/i${hour}`, { hour, ...spec }));
  return ingressCluster(
    ...backends('shop/main', 'shop/canary', 'shop/other'),
    service('shop/empty', { clusterIP: '10.96.0.50', ports: [{ name: 'http', port: 80 }] }),
    service('shop/headless', { clusterIP: 'None', ports: [{ name: 'http', port: 80 }] }),
    endpointSlice('shop/headless', [{ addresses: ['10.244.3.1'] }], {
      ports: [{ name: 'http', port: 8080 }],
    }),
    ...ingresses,
  );
}

function endpoints(path: string, ...specs: readonly IngressSpec[]): readonly string[] {
  const { result } = ask(withIngresses(...specs), nginx(), `http://a.com${path}`);
  if (result.kind !== 'forward') return [result.kind];
  return result.backends.flatMap((backend: ChosenBackend) =>
    backend.endpoints.map(({ address, port }) => `${address}:${port}`),
  );
}

const main: IngressSpec = { rules: { 'a.com': ['Prefix /info main:80'] } };

describe('backends of ingress-nginx', () => {
  test.each<[string, string, IngressSpec, readonly string[]]>([
    ['are ready endpoints themselves', 'main:80', {}, ['10.244.1.1:8080']],
    ['are found by the name of the port', 'main:http', {}, ['10.244.1.1:8080']],
    ['are found by what the port leads to', 'main:8080', {}, ['10.244.1.1:8080']],
    [
      'are the cluster IP with service-upstream',
      'main:80',
      annotations({ 'service-upstream': 'true' }),
      ['10.96.0.1:80'],
    ],
    [
      'are the cluster IP and the port of that name',
      'main:http',
      annotations({ 'service-upstream': 'true' }),
      ['10.96.0.1:80'],
    ],
    [
      'are the cluster IP although there are no endpoints',
      'empty:80',
      annotations({ 'service-upstream': 'true' }),
      ['10.96.0.50:80'],
    ],
    [
      'are endpoints where there is no cluster IP',
      'headless:80',
      annotations({ 'service-upstream': 'true' }),
      ['10.244.3.1:8080'],
    ],
  ])('%s', (_title, backend, spec, expected) => {
    expect(endpoints('/', { rules: { 'a.com': [`Prefix / ${backend}`] }, ...spec })).toEqual(expected);
  });

  test('are shared: what the first Ingress says about a Service holds for all', () => {
    const first = { ...main, ...annotations({ 'service-upstream': 'true' }) };
    expect(endpoints('/y', first, { rules: { 'a.com': ['Prefix /y main:80'] } })).toEqual(['10.96.0.1:80']);
  });

  test.each([
    ['HTTPS', '1.1', { sni: null, insecure: true }, []],
    ['https', '1.1', { sni: null, insecure: true }, []],
    ['GRPC', '2', undefined, ['http-to-grpc-backend']],
    ['GRPCS', '2', { sni: null, insecure: true }, ['http-to-grpc-backend']],
    ['AUTO_HTTP', '1.1', undefined, []],
    ['SPDY', '1.1', undefined, ['annotation-value-ignored']],
    ['FCGI', '1.1', undefined, ['annotation-not-modelled']],
  ])('are spoken to by the backend-protocol %s', (protocol, version, tls, codes) => {
    const cluster = withIngresses({ ...main, ...annotations({ 'backend-protocol': protocol }) });
    const decision = ask(cluster, nginx(), 'http://a.com/info');
    const sent = decision.result.kind === 'forward' ? decision.result : undefined;
    expect({ version: sent?.http.version, tls: sent?.tls }).toEqual({ version, tls });
    expect(assumed(decision)).toEqual(codes);
  });

  test('are spoken to as the client speaks by AUTO_HTTP', () => {
    const cluster = withIngresses({ ...main, ...annotations({ 'backend-protocol': 'AUTO_HTTP' }) });
    expect(ask(cluster, nginx(), 'https://a.com/info').result).toHaveProperty('tls');
  });

  test('get another Host by upstream-vhost, and are told of the first', () => {
    const decision = ask(
      withIngresses({ ...main, ...annotations({ 'upstream-vhost': 'b.com' }) }),
      nginx(),
      'http://a.com/info',
    );
    expect(decision.result).toMatchObject({ http: { host: 'b.com' } });
    expect(headerAt(decision, 'x-forwarded-host')).toBe('a.com');
  });

  test('get a Host of variables by upstream-vhost', () => {
    const vhost = '$service_name.$namespace.svc';
    const cluster = withIngresses({ ...main, ...annotations({ 'upstream-vhost': vhost }) });
    expect(ask(cluster, nginx(), 'http://a.com/info').result).toMatchObject({
      http: { host: 'main.shop.svc' },
    });
  });

  test('without endpoints give way to the default-backend, which is told why', () => {
    const spec = {
      rules: { 'a.com': ['Prefix / empty:80'] },
      ...annotations({ 'default-backend': 'other' }),
    };
    const decision = ask(withIngresses(spec), nginx(), 'http://a.com/x', {
      headers: { accept: 'text/html' },
    });
    expect(inShort(decision)).toBe('shop/other:80 /x');
    const told = ['x-code', 'x-format', 'x-namespace', 'x-ingress-name', 'x-service-name', 'x-service-port'];
    expect(told.map((name) => headerAt(decision, name))).toEqual([
      '503',
      'text/html',
      'shop',
      'i0',
      'empty',
      '80',
    ]);
  });

  test.each([
    ['a hash of the request', { 'upstream-hash-by': '$request_uri' }, 'hash', []],
    ['a cookie', { affinity: 'cookie' }, 'hash', ['cookie-affinity']],
    ['chance', {}, 'random', []],
  ])('are chosen by %s', (_title, values, by, codes) => {
    const decision = ask(withIngresses({ ...main, ...annotations(values) }), nginx(), 'http://a.com/info');
    expect(decision.result).toMatchObject({ kind: 'forward', by });
    expect(assumed(decision)).toEqual(codes);
  });

  test('are chosen by the cookie of whichever Ingress asks for one, and it is told which', () => {
    const asking = { rules: { 'b.com': ['Prefix / main:80'] }, ...annotations({ affinity: 'cookie' }) };
    expect(ask(withIngresses(main, asking), nginx(), 'http://a.com/info').assumptions).toMatchObject([
      {
        code: 'cookie-affinity',
        object: { kind: 'Ingress', namespace: 'shop', name: 'i1' },
        path: `metadata.annotations[${prefix}/affinity]`,
      },
    ]);
  });
});

/** An Ingress that is a canary of the main one. */
function canary(values: Readonly<Record<string, string>>, path = 'Prefix /info canary:80'): IngressSpec {
  return { rules: { 'a.com': [path] }, ...annotations({ canary: 'true', ...values }) };
}

/** How requests are shared between main and a canary. */
function shared(values: Readonly<Record<string, string>>): unknown {
  return ask(withIngresses(main, canary(values)), nginx(), 'http://a.com/info').result;
}

describe('canaries', () => {
  test.each<[string, IngressSpec, Asking, string]>([
    [
      'by header take always',
      canary({ 'canary-by-header': 'X-Canary' }),
      { headers: { 'x-canary': 'always' } },
      'shop/canary:80',
    ],
    [
      'by header leave never',
      canary({ 'canary-by-header': 'X-Canary', 'canary-weight': '100' }),
      { headers: { 'x-canary': 'never' } },
      'shop/main:80',
    ],
    [
      'by header leave other values to what comes next',
      canary({ 'canary-by-header': 'X-Canary', 'canary-weight': '100' }),
      { headers: { 'x-canary': 'x' } },
      'shop/canary:80',
    ],
    [
      'by header value take that value',
      canary({ 'canary-by-header': 'X', 'canary-by-header-value': 'me' }),
      { headers: { x: 'me' } },
      'shop/canary:80',
    ],
    [
      'by header value have no other',
      canary({ 'canary-by-header': 'X', 'canary-by-header-value': 'me' }),
      { headers: { x: 'always' } },
      'shop/main:80',
    ],
    [
      'by header pattern take what matches',
      canary({ 'canary-by-header': 'X', 'canary-by-header-pattern': '^m[a-z]$' }),
      { headers: { x: 'me' } },
      'shop/canary:80',
    ],
    [
      'by header pattern are compared with case',
      canary({ 'canary-by-header': 'X', 'canary-by-header-pattern': '^m[a-z]$' }),
      { headers: { x: 'ME' } },
      'shop/main:80',
    ],
    [
      'by a pattern that is none go to main whatever else is said',
      canary({ 'canary-by-header': 'X', 'canary-by-header-pattern': '[a', 'canary-weight': '100' }),
      { headers: { x: 'me' } },
      'shop/main:80',
    ],
    [
      'by a pattern that cannot be run are not known',
      canary({ 'canary-by-header': 'X', 'canary-by-header-pattern': 'a(?=b)' }),
      { headers: { x: 'me' } },
      'unknown',
    ],
    [
      'by cookie take always',
      canary({ 'canary-by-cookie': 'c' }),
      { headers: { cookie: 'a=b; c=always' } },
      'shop/canary:80',
    ],
    [
      'by cookie leave never',
      canary({ 'canary-by-cookie': 'c', 'canary-weight': '100' }),
      { headers: { cookie: 'c=never' } },
      'shop/main:80',
    ],
    [
      'by cookie look at its name without case, behind commas too',
      canary({ 'canary-by-cookie': 'c' }),
      { headers: { cookie: 'a=b, C = always' } },
      'shop/canary:80',
    ],
    ['by weight 100 take all', canary({ 'canary-weight': '100' }), {}, 'shop/canary:80'],
    ['by weight 0 take none', canary({ 'canary-weight': '0' }), {}, 'shop/main:80'],
    ['by weight in between share', canary({ 'canary-weight': '50' }), {}, 'shop/canary:80 or shop/main:80'],
    [
      'that are not switched on are ordinary Ingresses, too late for the path',
      { rules: { 'a.com': ['Prefix /info canary:80'] }, ...annotations({ 'canary-weight': '100' }) },
      {},
      'shop/main:80',
    ],
    [
      'of another type of path attach to nothing',
      canary({ 'canary-weight': '100' }, 'Exact /info canary:80'),
      {},
      'shop/main:80',
    ],
    [
      'without endpoints of their own leave all to main',
      canary({ 'canary-weight': '100' }, 'Prefix /info empty:80'),
      {},
      'shop/main:80',
    ],
  ])('%s', (_title, spec, asking, expected) => {
    const short = inShort(ask(withIngresses(main, spec), nginx(), 'http://a.com/info', asking));
    expect(short.replace(/ (?:\/\S*|regex\S*)$/, '')).toBe(expected);
  });

  test('share by weight of the total, which is 100 at least', () => {
    expect(shared({ 'canary-weight': '50', 'canary-weight-total': '200' })).toMatchObject({
      by: 'weight',
      backends: [{ share: 0.25 }, { share: 0.75 }],
    });
    expect(shared({ 'canary-weight': '50', 'canary-weight-total': '50' })).toMatchObject({
      backends: [{ share: 0.5 }, { share: 0.5 }],
    });
  });

  test('are of the Service, not of the path', () => {
    const both = { rules: { 'a.com': ['Prefix /info main:80', 'Prefix /more main:80'] } };
    const cluster = withIngresses(both, canary({ 'canary-weight': '100' }));
    expect(inShort(ask(cluster, nginx(), 'http://a.com/more'))).toBe('shop/canary:80 /more');
  });

  test('count one for a Service: the first', () => {
    const cluster = withIngresses(
      main,
      canary({ 'canary-by-header': 'one' }),
      canary({ 'canary-by-header': 'two' }, 'Prefix /info other:80'),
    );
    const at = (name: string): string =>
      inShort(ask(cluster, nginx(), 'http://a.com/info', { headers: { [name]: 'always' } }));
    expect([at('one'), at('two')]).toEqual(['shop/canary:80 /info', 'shop/main:80 /info']);
  });

  test('that come after the first are said to count for nothing, chosen or not', () => {
    const cluster = withIngresses(
      main,
      canary({ 'canary-weight': '30' }),
      canary({ 'canary-weight': '20' }, 'Prefix /info other:80'),
    );
    const { skipped } = ask(cluster, nginx(), 'http://a.com/info');
    expect(skipped.map(({ code, object }) => `${code} ${object?.name ?? ''}`)).toContain(
      'canary-not-first i2',
    );
    expect(skipped.map(({ code }) => code)).not.toContain('canary-not-chosen');
  });

  test('that are older than main and share its Service lose the path', () => {
    const cluster = withIngresses(canary({ 'canary-weight': '100' }, 'Prefix /info main:80'), main);
    expect(inShort(ask(cluster, nginx(), 'http://a.com/info'))).toBe('404 service-is-canary');
  });

  test('that find no main path take their Service with them, for later canaries too', () => {
    const lost = canary({ 'canary-weight': '100' }, 'Prefix /elsewhere canary:80');
    const cluster = withIngresses(main, lost, canary({ 'canary-weight': '100' }));
    expect(inShort(ask(cluster, nginx(), 'http://a.com/info'))).toBe('shop/main:80 /info');
  });

  test('of the default backend attach to the catch-all', () => {
    const cluster = withIngresses(
      { defaultBackend: 'main:80' },
      { defaultBackend: 'canary:80', ...annotations({ canary: 'true', 'canary-weight': '100' }) },
    );
    expect(inShort(ask(cluster, nginx(), 'http://x.com/'))).toBe('shop/canary:80 /');
    const alone = withIngresses({ defaultBackend: 'canary:80', ...annotations({ canary: 'true' }) });
    expect(inShort(ask(alone, nginx(), 'http://x.com/'))).toBe('404 host-unknown');
  });

  test('make no host of their own, and the answer tells so', () => {
    const cluster = withIngresses(canary({ 'canary-weight': '100' }));
    expect(ask(cluster, nginx(), 'http://a.com/info').result).toMatchObject({
      status: 404,
      cause: {
        code: 'host-unknown',
        path: 'metadata.annotations[nginx.ingress.kubernetes.io/canary]',
        message: expect.stringContaining('canary') as unknown,
      },
    });
  });

  test('do not help a main Service without endpoints', () => {
    const empty = { rules: { 'a.com': ['Prefix /info empty:80'] } };
    const cluster = withIngresses(empty, canary({ 'canary-weight': '100' }));
    expect(inShort(ask(cluster, nginx(), 'http://a.com/info'))).toBe('503 backend-without-endpoints');
  });

  test('that are not asked for are said to be left out', () => {
    const decision = ask(
      withIngresses(main, canary({ 'canary-by-header': 'x' })),
      nginx(),
      'http://a.com/info',
    );
    expect(decision.skipped).toContainEqual({
      code: 'canary-not-chosen',
      object: { kind: 'Ingress', namespace: 'shop', name: 'i1' },
      path: 'spec.rules[0].http.paths[0].backend',
    });
  });
});

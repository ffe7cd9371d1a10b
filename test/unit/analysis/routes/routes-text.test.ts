import { internet, readRequest } from '@kubehop/core';
import {
  type Fate,
  type FateEnd,
  type RequestRange,
  type RouteClass,
  type Routes,
  routesText,
} from '@kubehop/core/analysis';
import { describe, expect, test } from 'vitest';

const example = readRequest({ url: 'http://shop.example.com/' }, internet());

/** Requests of plain HTTP to the shop, unless told otherwise. */
function range(told: Partial<RequestRange> = {}): RequestRange {
  return {
    schemes: ['http', 'grpc'],
    destinations: [{ names: ['shop.example.com'], addresses: ['198.51.100.1'], port: 80 }],
    hosts: ['shop.example.com'],
    paths: ['/', '/…'],
    conditions: [],
    example,
    ...told,
  };
}

function fate(...ends: readonly Partial<FateEnd>[]): Fate {
  return {
    ends: ends.map((end) => ({ probability: 1, outcome: 'timeout', cause: 'no-local-endpoint', ...end })),
  };
}

const web: Partial<FateEnd> = {
  outcome: 'response',
  status: 200,
  from: 'application',
  cause: 'application-answered',
  to: { kind: 'Deployment', namespace: 'shop', name: 'web' },
  port: 8080,
  service: { kind: 'Service', namespace: 'shop', name: 'web' },
};
const unknownHost: Partial<FateEnd> = {
  outcome: 'response',
  status: 404,
  from: 'proxy',
  cause: 'host-unknown',
};

function text(classes: readonly Partial<RouteClass>[], told: Partial<Routes> = {}, all = false): string {
  const whole = classes.map((each) => ({ fate: fate(web), requests: [range()], example, ...each }));
  const found: Routes = {
    apiVersion: 'kubehop.dev/v1alpha1',
    kind: 'Routes',
    origin: internet(),
    classes: whole,
    isExact: true,
    classOf: () => undefined,
    ...told,
  };
  return routesText(found, { all });
}

/** Requests to these names, whatever the Host. */
function at(...names: readonly string[]): Partial<RouteClass> {
  return {
    requests: names.map((name) =>
      range({ hosts: [], destinations: [{ names: [name], addresses: [], port: 80 }] }),
    ),
  };
}

/** What stands below the heading. */
function body(...args: Parameters<typeof text>): readonly string[] {
  return text(...args)
    .split('\n')
    .slice(2);
}

const rule = {
  id: 'ingress-prefix-path',
  object: { kind: 'Ingress', namespace: 'shop', name: 'shop' },
  path: 'spec.rules[0]',
} as const;

describe('routesText', () => {
  test('tells where requests are sent, Host, path, what comes and by which rule; the rest last', () => {
    const told = text([
      { fate: fate(unknownHost), requests: [range({ hosts: ['any other'] })] },
      { rule },
      { fate: fate({}), requests: [range({ hosts: [], paths: [], schemes: ['udp'] })] },
    ]);
    expect(told.split('\n')).toEqual([
      'From the internet: 3 kinds of requests, 1 of which comes to an application.',
      '',
      'http://shop.example.com',
      '  Host shop.example.com',
      '    /…   200 from Deployment shop/web port 8080 through Service shop/web   Ingress shop/shop spec.rules[0]',
      '  any other Host',
      '    /…   404 from the proxy (host-unknown)',
      '',
      '1 kind more is turned away, lost or unknown:',
      '  timeout   no-local-endpoint',
    ]);
  });

  test.each<[string, Partial<RequestRange>, string]>([
    [
      'a usual port is left out',
      { schemes: ['https', 'grpcs'], destinations: [{ names: ['a'], addresses: [], port: 443 }] },
      'https://a',
    ],
    [
      'another is told',
      { schemes: ['grpc'], destinations: [{ names: ['a'], addresses: [], port: 8080 }] },
      'grpc://a:8080',
    ],
    [
      'any port',
      { schemes: ['tcp', 'tls'], destinations: [{ names: ['a'], addresses: [], port: 'other' }] },
      'tcp://a:*',
    ],
    [
      'an address without a name',
      { destinations: [{ names: [], addresses: ['2001:db8::1'], port: 80 }] },
      'http://[2001:db8::1]',
    ],
    [
      'HTTP and HTTPS where they fare alike, by the port',
      {
        schemes: ['http', 'https', 'grpc', 'grpcs'],
        destinations: [
          { names: ['a'], addresses: [], port: 80 },
          { names: ['a'], addresses: [], port: 443 },
          { names: ['a'], addresses: [], port: 30080 },
        ],
      },
      'http://a, https://a, http://a:30080',
    ],
    [
      'all of TCP',
      { schemes: ['http', 'https', 'grpc', 'grpcs', 'tcp', 'tls'] },
      'tcp://shop.example.com:80',
    ],
    [
      'whatever the protocol',
      { schemes: ['http', 'https', 'grpc', 'grpcs', 'tcp', 'tls', 'udp', 'sctp'] },
      'shop.example.com:80',
    ],
    [
      'a few of many',
      { destinations: [{ names: ['a', 'b', 'c', 'd', 'e'], addresses: [], port: 80 }] },
      'http://a, http://b, http://c and 2 more',
    ],
  ])('%s', (_, told, start) => {
    expect(body([{ requests: [range(told)] }])[0]).toBe(start);
  });

  test.each<[string, Partial<RequestRange>, string]>([
    ['a path and what is below it', { paths: ['/cart', '/cart/…', '/news'] }, '/cart/…, /news'],
    ['below a path without itself', { paths: ['/cart/…'] }, '/cart/…'],
    ['whatever the path', { paths: [] }, 'any'],
    [
      'alternatives and conditions',
      {
        conditions: [
          { kind: 'answer', of: 'method', is: ['GET', 'others'] },
          { kind: 'answer', of: 'client', is: ['in no list'] },
        ],
      },
      '/… [method: GET or others, client: in no list]',
    ],
    [
      'clients that mind no certificate',
      { example: { ...example, insecure: true } },
      '/… [certificate not checked]',
    ],
    ['control characters', { paths: ['/\u001B[2J'] }, String.raw`/\x1b[2J`],
  ])('%s', (_, told, path) => {
    expect(body([{ requests: [range(told)] }])[2]).toBe(
      `    ${path}   200 from Deployment shop/web port 8080 through Service shop/web`,
    );
  });

  test.each<[Fate, string]>([
    [
      fate(
        { ...web, probability: 0.75, path: 'rewritten', host: 'other' },
        { ...unknownHost, probability: 0.25 },
      ),
      '75 % 200 from Deployment shop/web port 8080 through Service shop/web, path rewritten, Host becomes other, 25 % 404 from the proxy (host-unknown)',
    ],
    [
      fate({ ...unknownHost, status: 308, cause: 'redirected-to-https', location: 'https://{host}{target}' }),
      '308 from the proxy to https://{host}{target} (redirected-to-https)',
    ],
    [
      fate({ ...web, outcome: 'connected', cause: 'application-reached' }),
      'connected to Deployment shop/web port 8080 through Service shop/web',
    ],
    [
      fate({ ...web, probability: 0.5, seesClient: true }, { ...web, probability: 0.5, seesClient: false }),
      '200 from Deployment shop/web port 8080 through Service shop/web',
    ],
  ])('%#: what becomes of requests', (told, line) => {
    expect(body([{ fate: told }])[2]).toBe(`    /…   ${line}`);
  });

  test('places to which requests fare alike are told once, those with an application first', () => {
    expect(body([{ fate: fate(unknownHost), ...at('z') }, at('a', 'b')])).toEqual([
      'http://a, http://b',
      '  /…   200 from Deployment shop/web port 8080 through Service shop/web',
      '',
      'http://z',
      '  /…   404 from the proxy (host-unknown)',
    ]);
  });

  test('the server for no host is none of the other Hosts', () => {
    expect(body([{ requests: [range({ hosts: ['_', 'any other', 'b'] })] }])[1]).toBe('  any other Host, b');
    expect(body([{ requests: [range({ hosts: ['_'] })] }])[1]).toBe('  Host _');
  });

  /** Bare connections to the same place as HTTP. */
  const bare = {
    requests: [range({ schemes: ['tcp', 'tls'], hosts: [], paths: [] })],
    fate: fate({ ...web, outcome: 'connected', cause: 'application-reached' }),
  };
  const http = { requests: [range({ hosts: [], paths: [] })] };
  const connected = 'connected to Deployment shop/web port 8080 through Service shop/web';

  test('a bare connection is not told beside HTTP to the same application', () => {
    expect(body([http, bare])).toEqual([
      'http://shop.example.com',
      '  any   200 from Deployment shop/web port 8080 through Service shop/web',
    ]);
    expect(body([http, bare], {}, true).join('\n')).toContain(
      `tcp://shop.example.com:80\n  any   ${connected}`,
    );
  });

  test.each<[string, Partial<RouteClass>, Partial<RouteClass>]>([
    ['HTTP is told by Host', at('shop.example.com'), bare],
    ['it has another rule', http, { ...bare, rule }],
    ['it comes to another', http, { ...bare, fate: fate({ ...web, outcome: 'connected', port: 8081 }) }],
    [
      'it goes elsewhere',
      http,
      {
        ...bare,
        requests: [
          range({
            schemes: ['tcp'],
            hosts: [],
            paths: [],
            destinations: [{ names: ['z'], addresses: [], port: 1 }],
          }),
        ],
      },
    ],
  ])('a bare connection is told where %s', (_, one, other) => {
    expect(text([one, other])).toContain('  any   connected to Deployment shop/web port');
  });

  test('the heading counts what is told', () => {
    expect(text([http, bare])).toContain('From the internet: 1 kind of requests, 1 of which comes');
    expect(text([http, bare], {}, true)).toContain('From the internet: 2 kinds of requests, 2 of which come');
  });

  test('places at the usual port stand before others', () => {
    const ports = [8080, 80].map((port) => ({
      requests: [range({ hosts: [], destinations: [{ names: ['a'], addresses: [], port }] })],
      rule: { ...rule, path: String(port) },
    }));
    const starts = body(ports).filter((line) => line.startsWith('http'));
    expect(starts).toEqual(['http://a', 'http://a:8080']);
  });

  test('what is lost, and what ends before rules are asked, is told with all', () => {
    const early = {
      fate: fate(unknownHost),
      requests: [
        range({ hosts: [], paths: [], conditions: [{ kind: 'early-end', of: 'nginx', is: ['400'] }] }),
      ],
    };
    expect(body([early])).toEqual(['1 kind is turned away, lost or unknown:', '  404   host-unknown']);
    expect(body([early, { fate: fate({}) }], {}, true)).toEqual([
      'http://shop.example.com',
      '  Host shop.example.com',
      '    /…   no answer (no-local-endpoint)',
      '  whatever the Host',
      '    any [ends early at nginx]   404 from the proxy (host-unknown)',
    ]);
  });

  test('what is summed up stands in the order of the words', () => {
    const ends = [
      { cause: 'no-listener' },
      {},
      { ...unknownHost },
      { outcome: 'left', cause: 'left-the-model' },
    ] as const;
    const lost = ends.map((end) => ({
      fate: fate(end),
      requests: [range({ conditions: [{ kind: 'early-end', of: 'nginx', is: ['1'] }] })],
    }));
    expect(body([...lost].reverse())).toEqual([
      '4 kinds are turned away, lost or unknown:',
      '  404       host-unknown',
      '  left      left-the-model',
      '  timeout   no-listener, no-local-endpoint',
    ]);
  });

  test('says when a request may be missing', () => {
    expect(text([], { isExact: false })).toContain('\n\nNot exact: there may be requests of other kinds.');
    expect(text([])).toBe('From the internet: 0 kinds of requests, 0 of which come to an application.');
  });
});

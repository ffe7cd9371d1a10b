import {
  createCluster,
  internet,
  node,
  readRequest,
  type Request,
  type RequestInput,
  traceRequest,
} from '@kubehop/core';
import {
  type Difference,
  differenceMarkdown,
  differenceText,
  type FateChange,
  type FateEnd,
  type Side,
} from '@kubehop/core/analysis';
import { describe, expect, test } from 'vitest';

const example = readRequest({ url: 'https://shop.example.com/a|b`c' }, internet());
const trace = traceRequest(createCluster([]), example);

const web: FateEnd = {
  probability: 1,
  outcome: 'response',
  status: 200,
  from: 'application',
  cause: 'application-answered',
  to: { kind: 'Deployment', namespace: 'shop', name: 'web' },
};
const ingress = { kind: 'Ingress', namespace: 'shop', name: 'shop' };

function side(end: Partial<FateEnd>, path?: string): Side {
  const rule =
    path === undefined ? {} : { rule: { id: 'ingress-prefix-path', object: ingress, path } as const };
  return { fate: { ends: [{ ...web, ...end }] }, ...rule, trace };
}

function difference(changes: readonly Partial<FateChange>[], isExact = true): Difference {
  return {
    apiVersion: 'kubehop.dev/v1alpha1',
    kind: 'Difference',
    changes: changes.map((change) => ({
      requests: [
        {
          schemes: ['https'],
          destinations: [{ names: ['shop.example.com'], addresses: [], port: 443 }],
          hosts: ['shop.example.com'],
          paths: ['/a|b`c', '/b'],
          conditions: [],
          example,
        },
      ],
      example,
      before: side({}, 'spec.rules[0]'),
      after: side({ status: 404 }, 'spec.rules[1]'),
      ...change,
    })),
    isExact,
    isChanged: () => undefined,
  };
}

const before = '200 from Deployment shop/web';

describe('differenceText', () => {
  test('tells of each change an example, the requests, both sides and the rules', () => {
    expect(differenceText(difference([{}])).split('\n')).toEqual([
      '1 kind of requests changed.',
      '',
      'GET https://shop.example.com/a|b`c',
      '  requests  /a|b`c, /b at https://shop.example.com, Host shop.example.com',
      `  before    ${before}`,
      '  after     404 from Deployment shop/web',
      '  rule      Ingress shop/shop spec.rules[0] → Ingress shop/shop spec.rules[1]',
    ]);
  });

  test.each<[string, Partial<FateChange>, string, string]>([
    [
      'the address that the pod sees',
      { before: side({ seesClient: true }), after: side({ seesClient: false }) },
      `${before}, sees the address of the client`,
      `${before}, does not see the address of the client`,
    ],
    [
      'who takes it',
      { after: side({ to: { kind: 'Pod', namespace: 'shop', name: 'one' }, seesClient: true }) },
      before,
      '200 from Pod shop/one',
    ],
  ])('tells what changed: %s', (_, change, first, second) => {
    const text = differenceText(difference([change]));
    expect(text).toContain(`  before    ${first}\n  after     ${second}\n`);
  });

  test.each<[string, Partial<RequestInput>, Partial<Request>]>([
    ['GET http://a/', {}, {}],
    ['GET http://a:8080/', { url: 'http://a:8080/' }, {}],
    ['POST grpc://a:80/', { url: 'grpc://a/' }, {}],
    ['GET https://[2001:db8::1]/', { url: 'https://[2001:db8::1]/' }, {}],
    ['GET http://a/ (Host b, x-canary: always)', { headers: { Host: 'b', 'X-Canary': 'always' } }, {}],
    ['GET http://a/ (from node n)', { from: node('n') }, {}],
    ['GET http://a/ (from 203.0.113.9 in the internet)', { from: internet('203.0.113.9') }, {}],
    ['GET http://a/ (without Host)', {}, { hostHeader: null }],
    ['GET https://a/ (without server name)', { url: 'https://a/' }, { sni: null }],
    ['GET https://a/ (server name b)', { url: 'https://a/' }, { sni: 'b' }],
    ['GET https://a/ (certificate not checked)', { url: 'https://a/', insecure: true }, {}],
    ['GET http://a/ (HTTP/1.0)', { version: '1.0' }, {}],
    [
      'GET http://a/ (behind a line of the PROXY protocol)',
      { proxyProtocol: 'PROXY TCP4 203.0.113.7 192.0.2.1 40000 80' },
      {},
    ],
  ])('an example is told as %s', (text, input, told) => {
    const request = { ...readRequest({ url: 'http://a/', ...input }, internet()), ...told };
    expect(differenceText(difference([{ example: request }])).split('\n')[2]).toBe(text);
  });

  const left: Side = {
    ...side({}),
    fate: { ends: [{ probability: 1, outcome: 'left', cause: 'left-the-model' }] },
  };
  const proxy = side({ from: 'proxy', status: 404, cause: 'host-unknown' });

  test('counts what one side alone has where no pod answers, and tells it last', () => {
    const text = differenceText(difference([{ before: left, after: proxy }, {}]));
    expect(text.split('\n').at(0)).toBe('2 kinds of requests changed.');
    expect(text.split('\n').at(2)).toBe('GET https://shop.example.com/a|b`c');
    expect(text.split('\n').at(-1)).toBe(
      '1 kind more, answered by no pod of yours: what one side alone has at shop.example.com.',
    );
    const alone = differenceText(difference([{ before: proxy, after: left }]));
    expect(alone.split('\n').at(-1)).toMatch(/^1 kind, answered by/);
  });

  test('tells what a pod answers one by one, before what proxies do', () => {
    const text = differenceText(
      difference([{ before: proxy, after: side({ status: 500, from: 'proxy' }) }, { before: left }]),
    );
    expect(text.indexOf('left the model')).toBeLessThan(text.indexOf('404 from the proxy'));
    expect(text).not.toContain('one side alone');
  });

  test('tells where requests are sent by the hosts that they name', () => {
    const places = ['a.example.com', 'shop.example.com', 'z.example.com'].map((name) => ({
      names: [name],
      addresses: [],
      port: 443,
    }));
    const range = {
      schemes: ['https'],
      destinations: places,
      paths: ['/a'],
      conditions: [],
      example,
    } as const;
    const line = (hosts: readonly string[]): string | undefined =>
      differenceText(difference([{ requests: [{ ...range, hosts }] }])).split('\n')[3];
    expect(line(['shop.example.com'])).toBe(
      '  requests  /a at https://shop.example.com and 2 more, Host shop.example.com',
    );
    expect(line(['b.example.com'])).toBe(
      '  requests  /a at https://a.example.com, https://shop.example.com, https://z.example.com, Host b.example.com',
    );
  });

  test('tells what is malformed last', () => {
    const early = {
      schemes: ['https'],
      destinations: [{ names: ['shop.example.com'], addresses: [], port: 443 }],
      hosts: [],
      paths: [],
      conditions: [{ kind: 'early-end', of: 'nginx', is: ['400'] }],
      example,
    } as const;
    const text = differenceText(
      difference([
        { requests: [early], before: side({ status: 201 }) },
        { before: proxy, after: side({ status: 500, from: 'proxy' }) },
      ]),
    );
    expect(text.indexOf('404 from the proxy')).toBeLessThan(text.indexOf('ends early at nginx'));
  });

  test('tells a bare connection with HTTP to the same place', () => {
    const place = { hosts: [], paths: [], conditions: [], example };
    const destinations = [{ names: [], addresses: ['198.51.100.1'], port: 80 }];
    const gone = side({ outcome: 'refused', cause: 'selector-matches-no-pod' });
    const text = differenceText(
      difference([
        {
          requests: [{ ...place, destinations, schemes: ['tcp'] }],
          before: side({ outcome: 'connected' }),
          after: gone,
        },
        { requests: [{ ...place, destinations, schemes: ['http', 'https'] }], after: gone, before: side({}) },
      ]),
    );
    expect(text.split('\n').filter((line) => /changed|requests /.test(line))).toEqual([
      '1 kind of requests changed.',
      '  requests  http://198.51.100.1',
    ]);
  });

  test('tells a rule once where it is the same, and that there is none', () => {
    const text = differenceText(difference([{ before: side({}), after: side({ status: 500 }) }]));
    expect(text).toMatch(/ {2}rule {6}no rule$/);
  });

  test('says that nothing changed, and when that is not certain', () => {
    expect(differenceText(difference([]))).toBe('No request changed.');
    expect(differenceText(difference([], false))).toContain('Not exact');
  });
});

describe('differenceMarkdown', () => {
  test('is a summary, a table in which nothing is a mark, and folded ways', () => {
    const markdown = differenceMarkdown(difference([{}]));
    const [summary, empty, names, line, row, gap, details] = markdown.split('\n');
    expect([summary, empty, gap]).toEqual(['**1 kind of requests changed.**', '', '']);
    expect([names, line]).toEqual(['| requests | before | after | rule |', '| --- | --- | --- | --- |']);
    expect(row).toBe(
      String.raw`| ${'``'}/a\|b${'`'}c, /b at https://shop.example.com, Host shop.example.com${'``'} | ${'`'}200 from Deployment shop/web${'`'} | ${'`'}404 from Deployment shop/web${'`'} | ${'`'}Ingress shop/shop spec.rules[0]${'`'} → ${'`'}Ingress shop/shop spec.rules[1]${'`'} |`,
    );
    expect(details).toBe('<details><summary><code>GET https://shop.example.com/a|b`c</code></summary>');
    expect(markdown).toContain('\nBefore:\n\n```text\nGET https://shop.example.com/a|b`c\n');
    expect(markdown.match(/^```text$/gm)).toHaveLength(2);
    expect(markdown).toMatch(/\n<\/details>\n$/);
  });

  test('folds what one side alone has', () => {
    const unknown: Side = {
      ...side({}),
      fate: { ends: [{ probability: 1, outcome: 'unknown', cause: 'public-name-unlisted' }] },
    };
    const markdown = differenceMarkdown(
      difference([{ before: unknown, after: side({ from: 'proxy', status: 404, cause: 'host-unknown' }) }]),
    );
    expect(markdown).toMatch(
      /^\*\*1 kind of requests changed\.\*\*\n\n<details><summary>1 kind, .*<\/summary>\n\n\| requests \|/,
    );
  });

  test('escapes what is HTML in an example', () => {
    const url = 'http://a/<b>&';
    const markdown = differenceMarkdown(difference([{ example: readRequest({ url }, internet()) }]));
    expect(markdown).toContain('<summary><code>GET http://a/&lt;b&gt;&amp;</code></summary>');
  });

  test('fits a comment, however much changed', () => {
    const [change] = difference([{}]).changes;
    const [range] = change?.requests ?? [];
    const requests = Array.from({ length: 30 }, () => range).filter((each) => each !== undefined);
    const one = differenceMarkdown(difference([{ requests }]));
    expect(one).toContain('\n- and 10 more\n');
    const few = differenceMarkdown(difference(Array.from({ length: 5 }, () => ({}))));
    expect(few).not.toContain('left out');
    expect(few.match(/<details>/g)).toHaveLength(5);
    const many = differenceMarkdown(
      difference(
        Array.from({ length: 1000 }, () => ({})),
        false,
      ),
    );
    expect(many.length).toBeLessThan(65_536);
    expect(many).toMatch(/\n\n\d+ kinds more are left out for want of room\.\n/);
    expect(many).toMatch(/\nThe ways of \d+ kinds more are left out for want of room\.\n\nNot exact/);
  });

  test('is one line when nothing changed', () => {
    expect(differenceMarkdown(difference([]))).toBe('**No request changed.**\n');
    expect(differenceMarkdown(difference([], false))).toContain('Not exact');
  });
});

import { type Cluster, type RequestInput, traceAll } from '@kubehop/core';
import type { Fate } from '@kubehop/core/analysis';
import { describe, expect, test } from 'vitest';
import { decidingRule } from '../../../../packages/core/src/analysis/fate/deciding-rule.js';
import { fateOf, keyOfFate } from '../../../../packages/core/src/analysis/fate/fate-of.js';
import { byService } from '../../../../packages/core/src/analysis/partition/told-apart.js';
import { service } from '../../../objects/service.js';
import { nginx, shop } from '../routes/shop.js';

function fate(cluster: Cluster, request: RequestInput): Fate {
  return fateOf(traceAll(cluster, request, { tellApart: byService }));
}

function key(view: Cluster, request: RequestInput): string {
  return keyOfFate(fate(view, request));
}

const url = 'http://shop.test/cart';
const cluster = shop();
const rewriting = shop({
  site: {
    rules: { 'shop.test': ['Prefix / web:80'] },
    annotations: nginx({ 'rewrite-target': '/x', 'upstream-vhost': 'inner.test' }),
  },
});
const canary = shop({
  site: { rules: { 'shop.test': ['Prefix / web:80'] } },
  canary: {
    rules: { 'shop.test': ['Prefix / cart:80'] },
    annotations: nginx({ canary: 'true', 'canary-weight': '75' }),
  },
});

describe('what becomes of a request', () => {
  test('an application answers: which one, through which Service, on which port', () => {
    expect(fate(cluster, { url })).toEqual({
      ends: [
        {
          probability: 1,
          outcome: 'response',
          status: 200,
          from: 'application',
          cause: 'application-answered',
          service: { kind: 'Service', namespace: 'shop', name: 'cart' },
          to: { kind: 'Pod', namespace: 'shop', name: 'cart' },
          port: 8080,
          seesClient: false,
        },
      ],
    });
  });

  test.each<[string, Cluster, RequestInput, Partial<Fate['ends'][number]>]>([
    [
      'a proxy answers',
      cluster,
      { url: `${url}/%` },
      { status: 400, from: 'proxy', cause: 'request-refused' },
    ],
    [
      'nobody listens',
      cluster,
      { url: 'http://shop.test:81/' },
      { outcome: 'timeout', cause: 'no-listener' },
    ],
    [
      'a name is not known',
      cluster,
      { url: 'http://nobody.svc.cluster.local/' },
      { outcome: 'dns-error', rcode: 'NXDOMAIN' },
    ],
    ['the path and the Host are others', rewriting, { url }, { path: 'rewritten', host: 'inner.test' }],
  ])('%s', (_, view, request, end) => {
    expect(fate(view, request).ends).toMatchObject([end]);
  });

  test('several ends are told by their share, the most probable first', () => {
    expect(fate(canary, { url }).ends).toMatchObject([
      { probability: 0.75, service: { name: 'cart' } },
      { probability: 0.25, service: { name: 'web' } },
    ]);
  });

  test('pods of one workload are one end', () => {
    const replicas = shop(
      {},
      {
        more: [
          {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            metadata: { namespace: 'shop', name: 'api' },
            spec: {
              replicas: 3,
              selector: { matchLabels: { app: 'api' } },
              template: {
                metadata: { labels: { app: 'api' } },
                spec: { containers: [{ name: 'api', image: 'api' }] },
              },
            },
          },
          service('shop/api', {
            type: 'LoadBalancer',
            selector: { app: 'api' },
            ports: [{ port: 9000, nodePort: 30900 }],
          }),
        ],
      },
    );
    const address = replicas.infrastructure.find(({ id }) => id.includes('api'))?.addresses[0] ?? '';
    expect(fate(replicas, { url: `http://${address}:9000/` }).ends).toMatchObject([
      { probability: 1, to: { kind: 'Deployment', name: 'api' } },
    ]);
  });
});

describe('requests that fare alike', () => {
  test.each<[boolean, RequestInput, RequestInput]>([
    [true, { url }, { url: 'http://shop.test/cart/1' }],
    [false, { url }, { url: 'http://shop.test/' }],
    [true, { url: 'http://shop.test:81/' }, { url: 'http://shop.test:82/' }],
  ])('%s: %j and %j', (expected, one, other) => {
    expect(key(cluster, one) === key(cluster, other)).toBe(expected);
  });

  test('the path and the Host that a pod gets count for nothing, nor does the cause', () => {
    const plain = shop({ site: { rules: { 'shop.test': ['Prefix / web:80'] } } });
    expect(key(plain, { url })).toBe(key(rewriting, { url }));
  });
});

describe('the rule that decided', () => {
  const open = shop(
    {},
    {
      more: [
        service('shop/open', { type: 'LoadBalancer', selector: { app: 'web' }, ports: [{ port: 9000 }] }),
      ],
    },
  );
  const address = open.infrastructure.find(({ id }) => id.includes('open'))?.addresses[0] ?? '';

  test.each<[string, Cluster, string, unknown]>([
    ['of an Ingress', cluster, url, { object: { kind: 'Ingress' }, path: 'spec.rules[0].http.paths[0]' }],
    [
      'of a Service',
      open,
      `http://${address}:9000/`,
      { object: { kind: 'Service', name: 'open' }, path: 'spec.ports[0]' },
    ],
  ])('%s', (_, view, asked, rule) => {
    expect(decidingRule(traceAll(view, { url: asked }))).toMatchObject(rule as object);
  });

  test('on the most probable way', () => {
    const toCart = traceAll(cluster, { url });
    const toWeb = traceAll(cluster, { url: 'http://shop.test/' });
    const shared = [
      ...toCart.branches.map((branch) => ({ ...branch, probability: 0.25 })),
      ...toWeb.branches.map((branch) => ({ ...branch, probability: 0.75 })),
    ];
    for (const branches of [shared, [...shared].reverse()]) {
      expect(decidingRule({ ...toCart, branches })?.path).toBe('spec.rules[0].http.paths[1]');
    }
  });

  test('none, where nothing was asked', () => {
    expect(decidingRule(traceAll(cluster, { url: 'http://nobody.example/' }))).toBeUndefined();
  });
});

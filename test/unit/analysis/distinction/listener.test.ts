import { internet, readRequest, type RequestInput } from '@kubehop/core';
import { describe, expect, test } from 'vitest';
import { listenerDistinctions } from '../../../../packages/core/src/analysis/distinction/listener.js';
import { passes } from '../../../../packages/core/src/analysis/language/text-test.js';
import type { Listener, LoadBalancer } from '../../../../packages/core/src/cluster/infrastructure.js';
import type { Cluster } from '../../../../packages/core/src/cluster/cluster.js';
import { aws } from '../../../../packages/core/src/provider/aws.js';
import { createCluster } from '../../../../packages/core/src/control/create-cluster.js';
import type { Packet } from '../../../../packages/core/src/request/packet.js';
import { traceRequest } from '../../../../packages/core/src/pipeline/trace-request.js';
import type { Distinctions } from '../../../../packages/core/src/analysis/distinction/distinctions.js';
import { ingress } from '../../../objects/ingress.js';
import { servers } from '../../../property/analysis/served-sets.js';
import { applications } from '../routes/shop.js';

const of = 'alb.ingress.kubernetes.io';

/** A load balancer with rules for the cart, that have a condition more, and for everything else. */
function balanced(condition?: object): Cluster {
  const annotations = {
    [`${of}/scheme`]: 'internet-facing',
    [`${of}/target-type`]: 'ip',
    ...(condition === undefined ? {} : { [`${of}/conditions.cart`]: JSON.stringify([condition]) }),
  };
  const rules = { 'shop.test': ['Exact /cart cart:80', 'ImplementationSpecific /* web:80'] };
  return createCluster(
    [
      ...servers['an Application Load Balancer'].objects,
      ...applications('web', 'cart'),
      ingress('shop/site', { className: 'alb', rules, annotations }),
    ],
    { platform: aws() },
  );
}

function asks(condition?: object): Distinctions<Packet> {
  const cluster = balanced(condition);
  const balancer: LoadBalancer | undefined = cluster.infrastructure[0];
  const listener: Listener | undefined = balancer?.listeners[0];
  if (balancer === undefined || listener?.routing === undefined) throw new TypeError('there is no listener');
  return listenerDistinctions(cluster, balancer, listener, listener.routing);
}

/** What the load balancer gets. */
function packet(request: RequestInput): Packet {
  const cluster = balanced();
  const { hops } = traceRequest(cluster, readRequest(request, internet()));
  const found = hops.find(({ stage }) => stage === 'load-balancer')?.packet;
  if (found === undefined) throw new TypeError('nothing comes to the load balancer');
  return found;
}

const plain = asks();
const url = 'http://shop.test/cart';

test('hosts in small letters, and paths as they are sent', () => {
  const sent = packet({ url: 'http://shop.test/%63art/../x?y', headers: { host: 'SHOP.test:80' } });
  expect([plain.hostOf(sent), plain.pathOf(sent)]).toEqual(['shop.test', '/%63art/../x']);
  expect(plain.paths).toBe('as-sent');
});

test('rules of other hosts ask nothing of the path', () => {
  expect(plain.pathsAt('shop.test').filter((each) => passes(each, '/cart')).length).toBe(2);
  expect(plain.pathsAt('nobody.test')).toEqual([]);
});

test('plain HTTP is asked for host and path, and TLS ends early', () => {
  expect(plain.early(packet({ url }))).toBeUndefined();
  expect(plain.early(packet({ url: 'https://shop.test:80/' }))).toBe('TLS on a plain port');
  expect(plain.early(packet({ url: 'tcp://shop.test:80' }))).toBe('no request');
});

describe('conditions', () => {
  const header = {
    field: 'http-header',
    httpHeaderConfig: { httpHeaderName: 'X-Beta', values: ['y*', 'on'] },
  };
  const method = { field: 'http-request-method', httpRequestMethodConfig: { Values: ['PUT'] } };
  const query = { field: 'query-string', queryStringConfig: { values: [{ key: 'x', value: '1' }] } };
  const source = { field: 'source-ip', sourceIpConfig: { values: ['10.0.0.0/8'] } };

  test.each<[string, object, Partial<RequestInput>, string]>([
    ['header X-Beta: y*, on', header, {}, 'no'],
    ['header X-Beta: y*, on', header, { headers: { 'x-beta': 'yes' } }, 'yes'],
    ['header X-Beta: y*, on', header, { headers: { 'x-beta': 'off' } }, 'no'],
    ['method PUT', method, {}, 'no'],
    ['method PUT', method, { method: 'PUT' }, 'yes'],
    ['query x=1', query, {}, 'no'],
    ['query x=1', query, { url: `${url}?a=b&x=1` }, 'yes'],
    ['source 10.0.0.0/8', source, {}, 'no'],
    ['source 10.0.0.0/8', source, { from: internet('10.1.2.3') }, 'yes'],
  ])('%s, asked %j %j: %s', (text, condition, more, answer) => {
    const [asked, ...others] = asks(condition).fieldsAt('shop.test', '/cart');
    expect(others).toEqual([]);
    expect(asked?.of).toBe(text);
    expect(asked?.answer(packet({ url, ...more }))).toBe(answer);
  });

  test('are asked of the requests of their rule alone', () => {
    expect(asks(header).fieldsAt('shop.test', '/')).toEqual([]);
    expect(asks(header).fieldsAt('nobody.test', '/cart')).toEqual([]);
  });

  test.each<[object, unknown]>([
    [method, { method: 'PUT' }],
    [query, { query: 'x=1' }],
    [source, { client: '10.0.0.0' }],
  ])('%j: an example', (condition, example) => {
    expect(asks(condition).fieldsAt('shop.test', '/cart')[0]?.examples).toContainEqual(example);
  });

  test('values of headers are found by what is asked of them', () => {
    expect(asks(header).fieldsAt('shop.test', '/cart')[0]).toMatchObject({
      examples: [],
      header: {
        name: 'x-beta',
        tests: [
          { kind: 'wildcards', text: 'y*' },
          { kind: 'wildcards', text: 'on' },
        ],
      },
    });
  });
});

import { aws, type Cluster, cloud, createCluster, type RequestInput } from '@kubehop/core';
import { routes } from '@kubehop/core/analysis';
import { describe, expect, test } from 'vitest';
import { fateText } from '../../../../packages/core/src/analysis/fate/fate-text.js';
import { ingress } from '../../../objects/ingress.js';
import { servers } from '../../../property/analysis/served-sets.js';
import { applications } from './shop.js';

function told(cluster: Cluster, request: RequestInput): string {
  const found = routes(cluster);
  expect(found.isExact).toBe(true);
  const asked = found.classOf(request);
  return asked === undefined ? 'in no class' : fateText(asked.fate);
}

const toWeb = '200 from Pod shop/web port 8080 through Service shop/web';
const toCart = '200 from Pod shop/cart port 8080 through Service shop/cart';

describe('an Application Load Balancer', () => {
  const of = 'alb.ingress.kubernetes.io';
  const cluster = createCluster(
    [
      ...servers['an Application Load Balancer'].objects,
      ...applications('web', 'cart'),
      ingress('shop/site', {
        className: 'alb',
        rules: {
          'shop.test': [
            'Exact /cart cart:80',
            'ImplementationSpecific /*/new cart:80',
            'ImplementationSpecific /* web:80',
          ],
        },
        annotations: {
          [`${of}/scheme`]: 'internet-facing',
          [`${of}/target-type`]: 'ip',
          [`${of}/conditions.cart`]:
            '[{"field":"http-header","httpHeaderConfig":{"httpHeaderName":"X-Beta","values":["y*"]}}]',
        },
      }),
    ],
    { platform: aws() },
  );

  test.each<[string, Partial<RequestInput>, string]>([
    ['http://shop.test/', {}, toWeb],
    ['http://shop.test/cart', {}, toWeb],
    ['http://shop.test/cart', { headers: { 'x-beta': 'yes' } }, toCart],
    ['http://shop.test/cart', { headers: { 'x-beta': 'no' } }, toWeb],
    ['http://shop.test/a/b/new', { headers: { 'x-beta': 'y' } }, toCart],
    ['http://shop.test/%63art', { headers: { 'x-beta': 'yes' } }, toWeb],
  ])('%s %j: %s', (url, more, fate) => {
    expect(told(cluster, { url, ...more })).toBe(fate);
  });
});

/** The condition that a header has such a value. */
function header(value: string): object {
  return { field: 'http-header', httpHeaderConfig: { httpHeaderName: 'X-Beta', values: [value] } };
}

/** The condition that a part of the query is 1. */
function query(key: string): object {
  return { field: 'query-string', queryStringConfig: { values: [{ key, value: '1' }] } };
}

describe('conditions of several rules of an Application Load Balancer', () => {
  const of = 'alb.ingress.kubernetes.io';
  const both = (web: object, cart: object): Cluster =>
    createCluster(
      [
        ...servers['an Application Load Balancer'].objects,
        ...applications('web', 'cart'),
        ingress('shop/site', {
          className: 'alb',
          rules: { 'shop.test': ['Exact /x web:80', 'Exact /x cart:80'] },
          annotations: {
            [`${of}/scheme`]: 'internet-facing',
            [`${of}/target-type`]: 'ip',
            [`${of}/conditions.web`]: JSON.stringify([web]),
            [`${of}/conditions.cart`]: JSON.stringify([cart]),
          },
        }),
      ],
      { platform: aws() },
    );
  const nothing = '404 from the proxy (no-rule-for-request)';

  test.each<[string, string]>([
    ['ya', toWeb],
    ['ax', toCart],
    ['yx', toWeb],
    ['a', nothing],
  ])('two questions about one header: %s', (value, fate) => {
    const request = { url: 'http://shop.test/x', headers: { 'x-beta': value } };
    expect(told(both(header('y*'), header('*x')), request)).toBe(fate);
  });

  test.each<[string, string]>([
    ['?x=1', toWeb],
    ['?y=1', toCart],
    ['?y=1&x=1', toWeb],
    ['', nothing],
  ])('two questions about the query: %s', (asked, fate) => {
    expect(told(both(query('x'), query('y')), { url: `http://shop.test/x${asked}` })).toBe(fate);
  });
});

describe('Traefik', () => {
  const router = 'traefik.ingress.kubernetes.io/router';
  const site = { className: 'traefik', rules: { 'shop.test': ['Prefix /cart cart:80', 'Prefix / web:80'] } };
  const made = (annotations: Readonly<Record<string, string>>): Cluster =>
    createCluster(
      [
        ...servers.Traefik.objects,
        ...applications('web', 'cart'),
        ingress('shop/site', { ...site, annotations }),
      ],
      { platform: cloud() },
    );

  test.each<[string, string]>([
    ['http://shop.test/cart', toCart],
    // It compares prefixes character by character.
    ['http://shop.test/carts', toCart],
    ['http://shop.test/%63art', toWeb],
  ])('%s: %s', (url, fate) => {
    expect(told(made({}), { url })).toBe(fate);
  });

  test('paths that are regular expressions', () => {
    expect(told(made({ [`${router}.pathmatcher`]: 'PathRegexp' }), { url: 'http://shop.test/carts' })).toBe(
      toCart,
    );
  });
});

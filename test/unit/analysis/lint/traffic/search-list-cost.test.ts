import { describe, expect, test } from 'vitest';
import { clusterOf, codes, exampleText, found, told } from './example.js';

const code = 'search-list-cost';
const text = exampleText(code);
const url = 'https://api.pay.example/v1';

describe('search-list-cost', () => {
  test('a name outside of the cluster that is found behind the search list', () => {
    const cluster = clusterOf(text);
    expect(told(cluster, code)).toEqual([
      'notice | Deployment shop/shop | spec.template.spec.containers[0].env[0].value | kubernetes/website concepts/services-networking/dns-pod-service.md; man resolv.conf(5)',
    ]);
    expect(codes(cluster)).toEqual([code]);
    const [finding] = found(cluster, code);
    expect(finding?.message).toContain(
      '6 of 8 queries are in vain: for api.pay.example.shop.svc.cluster.local,',
    );
    expect(finding?.fix).toContain('ndots: 2');
  });

  test('not with fewer ndots', () => {
    expect(codes(clusterOf(exampleText(code, 'fixed')))).toEqual([]);
  });

  test('a name of the cluster in full is below every domain first', () => {
    const service = `${text}---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { selector: { app: shop }, ports: [{ port: 80 }] }
`;
    const full = { [url]: 'http://cart.shop.svc.cluster.local/' };
    const [finding] = found(clusterOf(service, { replace: full }), code);
    expect(finding?.fix).toBe('Write cart.shop, or a dot behind the name.');
    for (const name of ['cart', 'cart.shop', 'cart.shop.svc', 'cart.shop.svc.cluster.local.']) {
      expect(codes(clusterOf(service, { replace: { [url]: `http://${name}/` } }))).toEqual([]);
    }
  });

  test.each<[string, string, string, string, string]>([
    [
      'a list of hosts and ports',
      'name: PAYMENTS_URL',
      'name: KAFKA_BROKERS',
      'one.kafka.example:9092,two.kafka.example:9092',
      'one.kafka.example two.kafka.example',
    ],
    [
      'a URL with a user',
      'name: PAYMENTS_URL',
      'name: DB',
      'postgres://shop:secret@db.example.net:5432/shop',
      'db.example.net',
    ],
    [
      'a URL in a longer text',
      'name: PAYMENTS_URL',
      'name: ARGS',
      '--to=https://api.pay.example --fast',
      'api.pay.example',
    ],
  ])('in %s', (_, name, other, value, hosts) => {
    const [finding, ...others] = found(clusterOf(text, { replace: { [name]: other, [url]: value } }), code);
    expect(others).toEqual([]);
    for (const host of hosts.split(' ')) expect(finding?.message).toContain(` ${host}`);
  });

  test.each([
    ['an address', 'http://192.0.2.1/'],
    ['the pod itself', 'http://localhost:8080/'],
    ['a host that is put in later', 'http://api.$(REGION).pay.example/'],
    ['a final dot', 'https://api.pay.example./'],
    ['a name by service records', 'mongodb+srv://db.example.net/'],
    ['a file', 'config.yaml'],
  ])('not for %s', (_, value) => {
    const replace = { 'name: PAYMENTS_URL': 'name: TARGET', [url]: value };
    expect(codes(clusterOf(text, { replace }))).toEqual([]);
  });

  test('not of pods that do not run', () => {
    const replace = {
      'metadata: { name: shop, namespace: shop }\nspec:':
        'metadata: { name: shop, namespace: shop }\nspec:\n  replicas: 0',
    };
    expect(codes(clusterOf(text, { replace }))).toEqual([]);
  });
});

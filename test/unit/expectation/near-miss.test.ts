import { describe, expect, test } from 'vitest';
import type { Asked } from '../../../packages/core/src/expectation/asked.js';
import { checkExpectation } from '../../../packages/core/src/expectation/check-expectation.js';
import type { Expectation } from '../../../packages/core/src/expectation/expectation.js';
import { pod } from '../../../packages/core/src/request/origin.js';
import { ingress } from '../../objects/ingress.js';
import { shop } from './shop.js';

const from = pod('shop', 'client');
const strangeHost = { url: 'http://shp.example.com/cart', address: '198.51.100.133' };
const cartRule = 'Ingress shop/shop spec.rules[0].http.paths[1] (shop.example.com, Prefix /cart) leads there';

describe('the nearest miss', () => {
  test.each<[string, Asked, Expectation, string | undefined]>([
    [
      'of a name with a slip is the name that exists',
      'https://shop.example.com/cart',
      { reaches: 'service/shop/crt' },
      'there is no Service shop/crt; did you mean service/shop/cart?',
    ],
    [
      'of a name in the wrong namespace is the one that has it',
      'https://shop.example.com/cart',
      { reaches: 'service/cart' },
      'there is no Service default/cart; did you mean service/shop/cart?',
    ],
    [
      'of a workload taken for a pod is the workload',
      'https://shop.example.com/cart',
      { reaches: 'pod/shop/cart' },
      'there is no Pod shop/cart; did you mean service/shop/cart?',
    ],
    [
      'of a port that the Service does not have is the one that it has',
      'https://shop.example.com/cart',
      { reaches: 'service/shop/cart:8080' },
      'service/shop/cart:8080: the Service has port 80 (http)',
    ],
    [
      'of a name like no other is nothing',
      'https://shop.example.com/cart',
      { reaches: 'service/shop/something' },
      'there is no Service shop/something',
    ],
    [
      'is the rule whose path does not cover the request',
      'https://shop.example.com/carts',
      { reaches: 'service/shop/cart' },
      `${cartRule}: The path of the rule does not cover the path of the request.`,
    ],
    [
      'of a workload is the rule of a Service in front of it',
      'https://shop.example.com/carts',
      { reaches: 'deployment/shop/cart' },
      `${cartRule}: The path of the rule does not cover the path of the request.`,
    ],
    [
      'is the rule of another host where the request is answered',
      'http://twins.example.com/',
      { reaches: 'service/shop/web' },
      'Ingress shop/api spec.rules[0].http.paths[0] (api.example.com, ImplementationSpecific /v1/(.*)) leads there: The host of the rule is another one.',
    ],
    [
      'of a host without rules is the rule of another host',
      strangeHost,
      { reaches: 'service/shop/cart' },
      `${cartRule}: The host of the rule is another one.`,
    ],
    [
      'is the rule of an Ingress that the controller does not take',
      'https://shop.example.com/foreign',
      { reaches: 'service/shop/twin' },
      'Ingress shop/foreign spec.rules[0].http.paths[0] (shop.example.com, Prefix /foreign) leads there: The controller does not take the Ingress.',
    ],
    [
      'of a header with a slip is the one that the pod gets',
      'http://api.example.com/v1/a',
      { headersAtBackend: { 'X-Forwarded-Hots': '*' } },
      'the pod gets a header x-forwarded-host',
    ],
    [
      'of a header with another value is nothing',
      'http://api.example.com/v1/a',
      { headersAtBackend: { 'X-Forwarded-Host': 'a' } },
      undefined,
    ],
    [
      'of a redirect is where the request comes to instead',
      'https://shop.example.com/cart',
      { redirectsTo: '/' },
      'the request comes to ingress/shop/shop, service/shop/cart, deployment/shop/cart',
    ],
    [
      'of a way without a controller is no rule',
      { url: 'http://web/', from },
      { reaches: 'service/shop/cart' },
      undefined,
    ],
    [
      'of another status is where the request comes to',
      'https://shop.example.com/cart',
      { status: 404 },
      'the request comes to ingress/shop/shop, service/shop/cart, deployment/shop/cart',
    ],
    [
      'of an object that should not be come to is the rule that leads there',
      'https://shop.example.com/cart',
      { neverReaches: 'service/shop/cart' },
      'Ingress shop/shop spec.rules[0].http.paths[1] leads there',
    ],
    [
      'of another source is where it is changed',
      'http://twins.example.com/',
      { sourceAtPod: '203.0.113.7' },
      'the source becomes 10.0.0.11 at node node-1, then 10.244.0.2 at pod ingress/c-0 on node-1',
    ],
    [
      'of a certificate is the Secret that is missing',
      { url: 'https://other.example.com/', insecure: true },
      { certificate: 'secret/shop/other' },
      'Secret shop/other does not exist, so the controller shows its own certificate.',
    ],
  ])('%s', (_, asked, expected, near) => {
    const cluster = shop.apply(
      ingress('shop/other', {
        className: 'nginx',
        rules: { 'other.example.com': ['Prefix / web:80'] },
        tls: [{ hosts: ['other.example.com'], secretName: 'other' }],
      }),
      ingress('shop/foreign', {
        className: 'other',
        rules: { 'shop.example.com': ['Prefix /foreign twin:80'] },
      }),
    );
    const [failure] = checkExpectation(cluster, asked, { expect: expected }).failures;
    expect(failure?.near).toBe(near);
  });
});

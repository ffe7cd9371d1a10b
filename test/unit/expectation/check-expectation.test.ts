import { describe, expect, test } from 'vitest';
import type { Asked } from '../../../packages/core/src/expectation/asked.js';
import { checkExpectation } from '../../../packages/core/src/expectation/check-expectation.js';
import type { Expectation, Expectations } from '../../../packages/core/src/expectation/expectation.js';
import { ExpectationError } from '../../../packages/core/src/expectation/expectation.js';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { node } from '../../objects/node.js';
import { service } from '../../objects/service.js';
import { barePod } from '../../objects/workload.js';
import { pod } from '../../../packages/core/src/request/origin.js';
import { faultsOf, membersOf, shop } from './shop.js';

const from = pod('shop', 'client');
const home = 'https://shop.example.com/';
const cart = 'https://shop.example.com/cart';
const pay = 'https://shop.example.com/pay';
const rewritten = 'http://api.example.com/v1/a?x=1';
const inside = { url: 'http://web/', from };

/** The address of the first pod whose name begins so. */
function addressOf(prefix: string): string {
  return (
    shop.list('Pod', 'shop').find(({ metadata }) => metadata.name.startsWith(prefix))?.status.podIP ?? ''
  );
}

interface Row {
  readonly asked: Asked;
  readonly holds: Expectation;
  /** The same members, with what cannot hold. */
  readonly fails: Expectation;
  /** What the lines of the faults begin with. */
  readonly faults: readonly string[];
}

const members: Readonly<Record<string, Row>> = {
  'the outcome is what the client sees': {
    asked: { url: 'tcp://cart:80', from },
    holds: { outcome: 'connected' },
    fails: { outcome: 'refused' },
    faults: ['outcome: connected: connected to pod shop/cart-'],
  },
  'the cause is that of the outcome': {
    asked: { url: 'http://empty/', from },
    holds: { outcome: 'refused', cause: 'selector-matches-no-pod' },
    fails: { cause: 'no-ingress-controller' },
    faults: ['cause: selector-matches-no-pod: connection refused at node node-1 [1]'],
  },
  'the status is that of the response': {
    asked: home,
    holds: { status: 200 },
    fails: { status: 404 },
    faults: ['status: 200 from the application in pod shop/web-'],
  },
  'a class of statuses is what begins with its digit': {
    asked: 'https://shop.example.com/empty',
    holds: { status: '5xx' },
    fails: { status: '2xx' },
    faults: ['status: 503 from the proxy itself in pod ingress/c-0 on node-1 [1]'],
  },
  'a connection without HTTP has no status': {
    asked: { url: 'tcp://cart:80', from },
    holds: { outcome: 'connected' },
    fails: { status: '2xx', redirectsTo: '/' },
    faults: ['status: connected: ', 'redirectsTo: connected: '],
  },
  'a redirect is the Location of a response with 3xx': {
    asked: 'http://shop.example.com/cart',
    holds: { status: 308, redirectsTo: 'https://shop.example.com/cart' },
    fails: { redirectsTo: 'https://shop.example.com/' },
    faults: ['redirectsTo: https://shop.example.com/cart [1]'],
  },
  'a response without redirect leads nowhere': {
    asked: cart,
    holds: { status: 200 },
    fails: { redirectsTo: '/' },
    faults: ['redirectsTo: no redirect: 200 '],
  },
  'a request comes to the Service of an Ingress rule, by number and name of its port': {
    asked: cart,
    holds: { reaches: ['service/shop/web', 'svc/shop/cart:http'] },
    fails: { reaches: 'service/shop/web:80' },
    faults: ['reaches: ingress/shop/shop, service/shop/cart, deployment/shop/cart [1]'],
  },
  'a request comes to the Ingress that takes it and to the controller': {
    asked: cart,
    holds: { reaches: 'ingress/shop/shop', neverReaches: ['ing/shop/api', 'pod/shop/c-0'] },
    fails: { neverReaches: 'pod/ingress/c-0' },
    faults: ['neverReaches: ingress/shop/shop, service/shop/cart, deployment/shop/cart [1]'],
  },
  'a request comes to a workload on the port of its pods': {
    asked: { url: 'http://cart/', from },
    holds: { reaches: 'deployment/shop/cart:8080' },
    fails: { reaches: 'deploy/shop/cart:80' },
    faults: ['reaches: service/shop/cart, deployment/shop/cart [1]'],
  },
  'a Service without a pod is not come to': {
    asked: { url: 'http://empty/', from },
    holds: { neverReaches: 'service/shop/empty' },
    fails: { reaches: 'service/shop/empty' },
    faults: ['reaches: connection refused at node node-1, after service/shop/empty [1]'],
  },
  'a proxy that answers for a Service without a pod does not come to it': {
    asked: 'https://shop.example.com/empty',
    holds: { neverReaches: 'service/shop/empty', reaches: 'ingress/shop/shop' },
    fails: { reaches: 'service/shop/empty' },
    faults: [
      'reaches: 503 from the proxy itself in pod ingress/c-0 on node-1, after service/ingress/c, ingress/shop/shop [1]',
    ],
  },
  'a Service whose pods do not listen is not come to': {
    asked: 'https://shop.example.com/deaf',
    holds: { status: 502, neverReaches: 'service/shop/deaf' },
    fails: { reaches: 'service/shop/deaf' },
    faults: [
      'reaches: 502 from the proxy itself in pod ingress/c-0 on node-1, after ingress/shop/shop, service/shop/deaf',
    ],
  },
  'a request for which nobody listens comes to no pod': {
    asked: { url: `http://${addressOf('cart-')}:9/`, from },
    holds: { outcome: 'refused', neverReaches: 'deployment/shop/cart' },
    fails: { pathAtBackend: '/', sourceAtPod: 'client' },
    faults: ['pathAtBackend: no pod gets it: connection refused', 'sourceAtPod: no pod gets it: '],
  },
  'the pod gets the path that the controller rewrites, with the query where one is asked for': {
    asked: rewritten,
    holds: { pathAtBackend: '/a' },
    fails: { pathAtBackend: '/v1/a?x=1' },
    faults: ['pathAtBackend: /a?x=1 [1]'],
  },
  'the pod gets the Host header that the controller sends': {
    asked: rewritten,
    holds: { hostAtBackend: 'web.internal' },
    fails: { hostAtBackend: 'api.example.com' },
    faults: ['hostAtBackend: web.internal [1]'],
  },
  'the pod gets the headers that the controller adds': {
    asked: rewritten,
    holds: { headersAtBackend: { 'X-Forwarded-Host': 'api.example.com', 'x-real-ip': '*', 'x-no': null } },
    fails: { headersAtBackend: { 'x-forwarded-host': null, 'x-no': '*', 'X-Real-IP': '1.1.1.1' } },
    faults: [
      'headersAtBackend: x-forwarded-host: api.example.com [1]',
      'headersAtBackend: x-no: none [1]',
      'headersAtBackend: X-Real-IP: ',
    ],
  },
  'a connection without HTTP has no path': {
    asked: { url: 'tcp://cart:80', from },
    holds: { outcome: 'connected' },
    fails: { pathAtBackend: '/' },
    faults: ['pathAtBackend: the pod gets no HTTP that can be read [1]'],
  },
  'a pod sees the address of a pod behind the same cluster IP': {
    asked: inside,
    holds: { sourceAtPod: 'client' },
    fails: { sourceAtPod: 'node' },
    faults: [`sourceAtPod: ${addressOf('client')}, of pod/shop/client [1]`],
  },
  'a pod behind a controller sees the controller': {
    asked: home,
    holds: { sourceAtPod: '10.244.0.0/24' },
    fails: { sourceAtPod: 'client' },
    faults: ['sourceAtPod: 10.244.0.'],
  },
  'the certificate is that of the Secret, and fits the host': {
    asked: home,
    holds: { certificate: 'secret/shop/tls' },
    fails: { certificate: 'default' },
    faults: ['certificate: secret/shop/tls [1]'],
  },
  'a certificate that names the host fits': {
    asked: home,
    holds: { certificate: 'fits' },
    fails: { certificate: 'secret/shop/other' },
    faults: ['certificate: secret/shop/tls [1]'],
  },
  'a host without certificate is shown the one of the controller, which does not fit': {
    asked: { url: 'https://api.example.com/v1/a', insecure: true },
    holds: { certificate: 'default' },
    fails: { certificate: 'fits' },
    faults: ['certificate: the default one of the controller [1]'],
  },
  'plain HTTP is shown no certificate': {
    asked: rewritten,
    holds: { status: 200 },
    fails: { certificate: 'fits' },
    faults: ['certificate: no controller shows a certificate: 200 '],
  },
  'a request to the pods of all zones crosses zones for the share of the others': {
    asked: inside,
    holds: { status: 200 },
    fails: { crossesZone: false },
    faults: ['crossesZone: goes from node node-1 (zone-a) to node node-2 (zone-b) [0.5]'],
  },
  'a name that does not exist is NXDOMAIN': {
    asked: { url: 'http://crt/', from },
    holds: { outcome: 'dns-error', rcode: 'NXDOMAIN' },
    fails: { rcode: 'SERVFAIL' },
    faults: ['rcode: dns-error: name not resolved: NXDOMAIN from DNS server kube-system/kube-dns [1]'],
  },
  'a name that exists is no error': {
    asked: { url: 'http://cart/', from },
    holds: { addresses: [shop.get('Service', 'shop/cart')?.spec.clusterIP ?? ''] },
    fails: { addresses: ['10.0.0.1', '10.0.0.2'], rcode: 'NXDOMAIN' },
    faults: ['rcode: response: 200 ', 'addresses: 10.'],
  },
  'an address needs no name': {
    asked: { url: `http://${addressOf('client')}:9/`, from },
    holds: { outcome: 'response' },
    fails: { addresses: [] },
    faults: ['addresses: no name was resolved [1]'],
  },
  'a canary gets its share, exactly': {
    asked: pay,
    holds: { weights: { 'service/shop/pay': 0.8, 'service/shop/pay-canary': '20%' } },
    fails: { weights: { 'service/shop/pay': 0.79, 'service/shop/pay-canary': '20.1%' } },
    faults: ['weights: 80 % [0.01]', 'weights: 20 % [0.001]'],
  },
  'two Services with the same pods are told apart': {
    asked: 'http://twins.example.com/',
    holds: { weights: { 'service/shop/cart': 0.5, 'service/shop/twin': 0.5, 'deployment/shop/cart': 1 } },
    fails: { neverReaches: 'service/shop/twin' },
    faults: ['neverReaches: ingress/shop/twins, service/shop/twin, deployment/shop/cart [0.5]'],
  },
};

describe('checkExpectation', () => {
  test.each(Object.entries(members))('%s', (_, { asked, holds, fails, faults }) => {
    expect(faultsOf(checkExpectation(shop, asked, { expect: holds }))).toEqual([]);
    const lines = faultsOf(checkExpectation(shop, asked, { expect: fails }));
    expect(lines.map((line, index) => line.slice(0, faults[index]?.length))).toEqual(faults);
  });

  test('what must hold on every way fails for the share of those that differ', () => {
    const { failures, all } = checkExpectation(shop, pay, { expect: { reaches: 'service/shop/pay' } });
    expect(failures).toMatchObject([{ of: 'expect', branches: 0.2 }]);
    expect(all?.branches.map(({ trace }) => trace)).toContain(failures[0]?.trace);
  });

  test.each<[string, Expectations, readonly string[]]>([
    ['one way is enough', { may: { reaches: 'service/shop/pay-canary', status: 200 } }, []],
    [
      'each of several needs a way of its own',
      { may: [{ reaches: 'service/shop/pay-canary' }, { reaches: 'service/shop/pay' }] },
      [],
    ],
    [
      'all members must hold on the same way',
      { may: { reaches: 'service/shop/pay', neverReaches: 'deployment/shop/pay' } },
      ['reaches'],
    ],
    [
      'the way that comes nearest tells what is missing',
      { may: { status: 404, reaches: 'service/shop/pay-canary' } },
      ['status'],
    ],
  ])('may: %s', (_, expectations, faults) => {
    const verdict = checkExpectation(shop, pay, expectations);
    expect(membersOf(verdict)).toEqual(faults);
    expect(verdict.failures.every(({ of, branches }) => of === 'may' && branches === 1)).toBe(true);
  });

  test.each<Expectations>([
    { expect: { neverReaches: 'service/shop/cart', status: 200 } },
    { may: { neverReaches: 'service/shop/cart' } },
  ])('a way that ends unknown is never as expected: %j', (expectations) => {
    const verdict = checkExpectation(shop, 'https://elsewhere.example.com/', expectations);
    expect(verdict).toMatchObject({ holds: false, unknown: 1 });
    expect(faultsOf(verdict)).toEqual([expect.stringMatching(/^outcome: unknown: dns-record: Nobody said/)]);
  });

  test('a certificate that cannot be read is taken to fit, and the verdict says so', () => {
    const unreadable = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { namespace: 'shop', name: 'tls' },
      type: 'kubernetes.io/tls',
      data: { 'tls.crt': 'a2V5', 'tls.key': 'a2V5' },
    };
    const verdict = checkExpectation(shop.apply(unreadable), cart, { expect: { certificate: 'fits' } });
    expect(verdict.holds).toBe(true);
    expect(verdict.assumptions.map(({ code }) => code)).toContain('certificate-covers-host');
  });

  test('between nodes without a zone nobody knows whether a request stays in one', () => {
    const cluster = createCluster([
      ...['a', 'b'].map((name) =>
        barePod(`shop/${name}`, { labels: { app: 'web' }, pod: { nodeName: `node-${name}` } }),
      ),
      node('node-a', ['10.0.0.1']),
      node('node-b', ['10.0.0.2']),
      service('shop/web', { selector: { app: 'web' }, ports: [{ port: 80 }] }),
    ]);
    const asked = { url: 'http://web/', from: pod('shop', 'a') };
    expect(faultsOf(checkExpectation(cluster, asked, { expect: { crossesZone: false } }))).toEqual([
      'crossesZone: may cross a zone: goes from node node-a (no zone) to node node-b (no zone) [0.5]',
    ]);
  });

  test('what was taken for granted on any way is told', () => {
    const { assumptions } = checkExpectation(shop, pay, { expect: { status: 200 } });
    expect(assumptions.map(({ object }) => object?.name)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^pay-canary-/),
        expect.stringMatching(/^pay-(?!canary)/),
      ]),
    );
  });

  test('problems of the cluster are told of objects on the way only', () => {
    const broken = shop.apply(strangeService('shop/cart'), strangeService('shop/other'));
    const { problems } = checkExpectation(broken, { url: 'http://cart/', from }, { expect: { status: 200 } });
    expect(problems.map(({ object, path }) => [object.name, path])).toEqual([['cart', 'spec.strange']]);
  });

  test.each<[string, Expectation, string]>([
    ['an object that does not exist', { neverReaches: 'service/shop/crt' }, 'service/shop/cart'],
    ['a port that does not exist', { neverReaches: 'service/shop/web:81' }, 'port 80 (http)'],
  ])('%s is noted where nothing can come to it', (_, expected, meant) => {
    const { holds, notes } = checkExpectation(shop, cart, { expect: expected });
    expect({ holds, notes }).toEqual({ holds: true, notes: [expect.stringContaining(meant)] });
  });

  test.each<[Expectations, string]>([
    [{}, 'nothing is expected'],
    [{ expect: {}, may: { status: 200 } }, 'nothing is expected'],
    [{ may: [{ status: 200 }, {}] }, 'nothing is expected'],
    [{ expect: { reaches: 'cart' } }, 'reaches: "cart" names no object'],
    [{ may: { neverReaches: 'node/a' } }, 'neverReaches: "node/a" names no object'],
    [{ expect: { reaches: 'ingress/shop/shop:80' } }, 'an Ingress has no port'],
    [{ expect: { reaches: [] } }, 'reaches: name at least one object'],
    [{ may: { neverReaches: [] } }, 'neverReaches: name at least one object'],
    [misspelt({ expect: { status: 200, reachess: 'x' } }), 'no member reachess; did you mean reaches?'],
    [misspelt({ may: [{ status: 200 }, { statsu: 404 }] }), 'no member statsu; did you mean status?'],
    [misspelt({ may: { status: 200, weights: {} } }), 'no member weights; write outcome, cause, status, '],
    [misspelt({ expects: { status: 200 } }), 'no member expects; did you mean expect?'],
    [{ expect: { status: 99 } }, 'status: 99 is no status'],
    [{ expect: { sourceAtPod: 'somebody' } }, 'sourceAtPod: "somebody" is no source'],
    [{ expect: { certificate: 'tls' } }, 'certificate: "tls" is no certificate'],
    [{ expect: { weights: { 'service/shop/pay': 20 } } }, 'weights: 20 is no share'],
    [{ expect: { weights: { 'service/shop/pay': '120%' } } }, 'weights: 120% is no share'],
  ])('%j is refused', (expectations, message) => {
    const check = (): unknown => checkExpectation(shop, cart, expectations);
    expect(check).toThrow(ExpectationError);
    expect(check).toThrow(message);
  });
});

/** Expectations as JavaScript lets one write them. */
function misspelt(expectations: Record<string, unknown>): Expectations {
  return expectations;
}

/** A Service with a field that Kubernetes does not know. */
function strangeService(key: string): unknown {
  const [namespace, name] = key.split('/');
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace, name },
    spec: { selector: { app: name }, ports: [{ port: 80, targetPort: 8080 }], strange: true },
  };
}

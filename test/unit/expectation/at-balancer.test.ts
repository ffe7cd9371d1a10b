import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import type { Platform } from '../../../packages/core/src/cluster/platform.js';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { checkExpectation } from '../../../packages/core/src/expectation/check-expectation.js';
import type { Expectation } from '../../../packages/core/src/expectation/expectation.js';
import type { Verdict } from '../../../packages/core/src/expectation/verdict.js';
import { aws } from '../../../packages/core/src/provider/aws.js';
import { cloud } from '../../../packages/core/src/provider/cloud.js';
import { gcp } from '../../../packages/core/src/provider/gcp.js';
import { ingress, type IngressSpec } from '../../objects/ingress.js';
import { service } from '../../objects/service.js';
import { deployment } from '../../objects/workload.js';
import { faultsOf } from './shop.js';

const alb = 'alb.ingress.kubernetes.io/';
const nlb = 'service.beta.kubernetes.io/aws-load-balancer-';
const rules = {
  'a.example.com': ['Prefix /cart cart:http', 'Prefix /deaf deaf:80', 'Prefix / web:80'],
  'other.example.com': ['Prefix / web:80'],
} as const;

function application(name: string): unknown {
  return deployment(`shop/${name}`, {
    pod: { containers: [{ name, image: name, ports: [{ containerPort: 8080 }] }] },
  });
}

function backend(name: string, app = name, targetPort = 8080, annotations: object = {}): unknown {
  const made = service(`shop/${name}`, {
    type: 'NodePort',
    selector: { app },
    ports: [{ name: 'http', port: 80, targetPort }],
  });
  return { ...made, metadata: { ...made.metadata, annotations } };
}

/** Pods and Services behind an Ingress of a load balancer; the pods of Service deaf do not listen, twin has those of cart. */
function shopBehind(platform: Platform, spec: IngressSpec, annotations: object = {}): Cluster {
  return createCluster(
    [
      application('web'),
      application('cart'),
      backend('web', 'web', 8080, annotations),
      backend('cart', 'cart', 8080, annotations),
      backend('twin', 'cart', 8080, annotations),
      backend('deaf', 'cart', 9, annotations),
      ingress('shop/i', spec),
    ],
    { platform },
  );
}

function ofAlb(targetType: 'ip' | 'instance', more: Readonly<Record<string, string>> = {}): IngressSpec {
  const stated = { scheme: 'internet-facing', 'target-type': targetType, ...more };
  const annotations = Object.fromEntries(Object.entries(stated).map(([name, value]) => [alb + name, value]));
  return { className: 'alb', annotations, rules };
}

const withIp = shopBehind(aws(), ofAlb('ip'));
const withInstances = shopBehind(aws(), ofAlb('instance'));
const withGroups = shopBehind(gcp(), { rules }, { 'cloud.google.com/neg': '{"ingress": true}' });
const withGceNodes = shopBehind(
  gcp(),
  { annotations: { 'kubernetes.io/ingress.class': 'gce' }, rules },
  { 'cloud.google.com/neg': '{"ingress": false}' },
);

function check(cluster: Cluster, url: string, expected: Expectation): Verdict {
  const [address = ''] = cluster.infrastructure[0]?.addresses ?? [];
  return checkExpectation(cluster, { url, address }, { expect: expected });
}

const cart = 'http://a.example.com/cart';

describe.each([
  ['an ALB with pods as targets', withIp],
  ['an ALB with nodes as targets', withInstances],
  ['an Ingress of GCE with pods as targets', withGroups],
  ['an Ingress of GCE with nodes as targets', withGceNodes],
])('a request to %s', (_, cluster) => {
  test.each(['service/shop/cart', 'service/shop/cart:80', 'service/shop/cart:http', 'ingress/shop/i'])(
    'comes to %s',
    (object) => {
      expect(faultsOf(check(cluster, cart, { reaches: object }))).toEqual([]);
      expect(faultsOf(check(cluster, cart, { neverReaches: object }))).toEqual([
        'neverReaches: ingress/shop/i, service/shop/cart, deployment/shop/cart [1]',
      ]);
    },
  );

  test('comes to no other Service, and to no other port', () => {
    const other = ['service/shop/web', 'service/shop/twin', 'service/shop/cart:8080', 'ingress/shop/other'];
    expect(faultsOf(check(cluster, cart, { neverReaches: other }))).toEqual([]);
  });

  test('is led by the rule of the Ingress', () => {
    const { failures } = check(cluster, cart, { neverReaches: 'service/shop/cart' });
    expect(failures[0]?.near).toBe('Ingress shop/i spec.rules[0].http.paths[0] leads there');
  });

  test('misses the rule that does not cover it', () => {
    const { failures } = check(cluster, 'http://a.example.com/', { reaches: 'service/shop/cart' });
    expect(failures[0]?.near).toBe(
      'Ingress shop/i spec.rules[0].http.paths[0] (a.example.com, Prefix /cart) leads there: The path of the rule does not cover the path of the request.',
    );
  });

  test('of which no pod takes it comes to the Ingress, not to the Service', () => {
    const expected = { reaches: 'ingress/shop/i', neverReaches: 'service/shop/deaf' };
    expect(faultsOf(check(cluster, 'http://a.example.com/deaf', expected))).toEqual([]);
  });

  test('of which no rule takes it comes to nothing', () => {
    const expected = { status: 404, neverReaches: ['ingress/shop/i', 'service/shop/cart'] };
    expect(faultsOf(check(cluster, 'http://b.example.com/cart', expected))).toEqual([]);
    const { failures } = check(cluster, 'http://b.example.com/cart', { reaches: 'service/shop/cart' });
    expect(failures[0]?.near).toBe(
      'Ingress shop/i spec.rules[0].http.paths[0] (a.example.com, Prefix /cart) leads there: The host of the rule is another one.',
    );
  });
});

describe('a load balancer with rules', () => {
  test('that answers itself lets the request come to the Ingress', () => {
    const answer = { type: 'fixed-response', fixedResponseConfig: { statusCode: '410' } };
    const { rules: _, ...spec } = ofAlb('ip', { 'actions.gone': JSON.stringify(answer) });
    const cluster = shopBehind(aws(), {
      ...spec,
      rules: { 'a.example.com': ['Prefix / gone:use-annotation'] },
    });
    expect(
      faultsOf(check(cluster, 'http://a.example.com/', { status: 410, reaches: 'ingress/shop/i' })),
    ).toEqual([]);
  });

  test.each(['ip', 'instance'] as const)(
    'tells Services with the same pods apart, with %s as targets',
    (type) => {
      const targetGroups = [
        { serviceName: 'cart', servicePort: 80, weight: 3 },
        { serviceName: 'twin', servicePort: 80, weight: 1 },
      ];
      const action = { type: 'forward', forwardConfig: { targetGroups } };
      const cluster = shopBehind(aws(), {
        ...ofAlb(type, { 'actions.both': JSON.stringify(action) }),
        rules: { 'a.example.com': ['Prefix / both:use-annotation'] },
      });
      const weights = { 'service/shop/cart': 0.75, 'service/shop/twin': '25%', 'ingress/shop/i': 1 } as const;
      expect(faultsOf(check(cluster, 'http://a.example.com/', { weights }))).toEqual([]);
      expect(
        faultsOf(check(cluster, 'http://a.example.com/', { neverReaches: 'service/shop/twin' })),
      ).toEqual(['neverReaches: ingress/shop/i, service/shop/twin, deployment/shop/cart [0.25]']);
    },
  );

  test('is on the way with the problems of the Service that it passes a request on to', () => {
    const { problems } = check(
      withIp.apply({
        ...service('shop/cart', { selector: { app: 'cart' }, ports: [{ name: 'http', port: 80 }] }),
        strange: true,
      }),
      cart,
      { status: '2xx' },
    );
    expect(problems.map(({ object, path }) => [object.name, path])).toEqual([['cart', 'strange']]);
  });
});

test('of two ports with one number it is that of the protocol', () => {
  const cluster = createCluster(
    [
      application('web'),
      service('shop/web', {
        type: 'LoadBalancer',
        selector: { app: 'web' },
        ports: [
          { name: 'dns', protocol: 'UDP', port: 53, targetPort: 8080 },
          { name: 'dns-tcp', port: 53, targetPort: 8080 },
        ],
      }),
    ],
    { platform: cloud() },
  );
  const expected = { reaches: 'service/shop/web:dns-tcp', neverReaches: 'service/shop/web:dns' };
  expect(faultsOf(check(cluster, 'tcp://web.example.com:53', expected))).toEqual([]);
});

describe.each(['ip', 'instance'])('a connection to an NLB with %s as targets', (targetType) => {
  function ofService(targetPort: number): Cluster {
    const made = service('shop/web', {
      type: 'LoadBalancer',
      loadBalancerClass: 'service.k8s.aws/nlb',
      selector: { app: 'web' },
      ports: [{ name: 'http', port: 80, targetPort }],
    });
    const annotations = { [`${nlb}scheme`]: 'internet-facing', [`${nlb}nlb-target-type`]: targetType };
    return createCluster([{ ...made, metadata: { ...made.metadata, annotations } }, application('web')], {
      platform: aws(),
    });
  }

  test.each(['service/shop/web', 'service/shop/web:80', 'service/shop/web:http'])('comes to %s', (object) => {
    const cluster = ofService(8080);
    expect(faultsOf(check(cluster, 'http://a.example.com/', { reaches: object }))).toEqual([]);
    expect(check(cluster, 'http://a.example.com/', { neverReaches: object }).holds).toBe(false);
  });

  test('of which no pod takes it does not come to the Service', () => {
    const expected = { neverReaches: 'service/shop/web' };
    expect(faultsOf(check(ofService(9), 'http://a.example.com/', expected))).toEqual([]);
  });

  test('comes to no other port', () => {
    const expected = { neverReaches: ['service/shop/web:8080', 'service/shop/web:https'] };
    expect(faultsOf(check(ofService(8080), 'http://a.example.com/', expected))).toEqual([]);
  });
});

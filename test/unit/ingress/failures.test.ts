import { describe, expect, test } from 'vitest';
import { specProfile } from '../../../packages/core/src/controller/spec.js';
import { endpointSlice } from '../../objects/endpoint-slice.js';
import { ingress, ingressClass } from '../../objects/ingress.js';
import { pod } from '../../objects/pod.js';
import { service } from '../../objects/service.js';
import { ask, backends, ingressCluster, nginx, containing } from './asking.js';

const ports = [{ name: 'http', port: 80 }];
const web = ingress('shop/web', {
  rules: {
    'shop.example.com': [
      'Prefix /app app:80',
      'Prefix /gone gone:80',
      'Prefix /port app:8081',
      'Prefix /name app:metrics',
      'Prefix /empty empty:80',
      'Prefix /down down:80',
      'Prefix /bare bare:80',
      'Prefix /aside aside:80',
    ],
  },
});
const objects = [
  ...backends('shop/app', 'other/aside'),
  service('shop/empty', { selector: { app: 'empty' }, ports }),
  service('shop/down', { selector: { app: 'down' }, ports }),
  endpointSlice('shop/down', [{ addresses: ['10.244.1.7'], conditions: { ready: false } }], { ports }),
  pod('shop/down-1', { app: 'down' }, { address: '10.244.1.7', ready: false }),
  service('shop/bare', { ports }),
  web,
];
const cluster = ingressCluster(...objects);
const object = { kind: 'Ingress', namespace: 'shop', name: 'web' };
const field = (index: number): string => `spec.rules[0].http.paths[${index}].backend.service`;

describe.each([
  ['the specification', specProfile({ takesWithoutClass: true })],
  ['ingress-nginx', nginx()],
])('a request that fails by %s', (_name, profile) => {
  test.each([
    ['/gone', 503, { code: 'backend-service-missing', object, path: `${field(1)}.name` }],
    ['/port', 503, { code: 'backend-port-missing', object, path: `${field(2)}.port` }],
    ['/name', 503, { code: 'backend-port-missing', object, path: `${field(3)}.port` }],
    [
      '/empty',
      503,
      { code: 'backend-without-endpoints', object: { kind: 'Service', namespace: 'shop', name: 'empty' } },
    ],
    ['/down', 503, { code: 'backend-without-endpoints', message: containing('none of its 1 pods') }],
    ['/bare', 503, { code: 'backend-without-endpoints', message: containing('no selector') }],
    ['/aside', 503, { code: 'backend-service-missing', fix: containing('namespace other') }],
    [
      '/ap',
      404,
      {
        code: 'path-unknown',
        object,
        path: 'spec.rules[0].http.paths[0]',
        fix: containing('/app'),
      },
    ],
  ])('for %s is answered %i, with the field and the fix', (path, status, cause) => {
    const { result } = ask(cluster, profile, `http://shop.example.com${path}`);
    expect(result).toMatchObject({ kind: 'response', status, cause });
    expect(result).toHaveProperty('cause.fix', expect.any(String));
  });

  test.each([
    ['shpo.example.com', 'shop.example.com'],
    ['shop.exmaple.com', 'shop.example.com'],
    ['nobody.org', 'hosts with rules are shop.example.com'],
  ])('for the unknown host %s is answered 404, and told of %s', (host, told) => {
    expect(ask(cluster, profile, `http://${host}/`).result).toMatchObject({
      kind: 'response',
      status: 404,
      cause: { code: 'host-unknown', fix: containing(told) },
    });
  });

  test('for the host of an Ingress that nobody takes is told why', () => {
    const ghost = ingress('shop/ghost', { className: 'ghost', rules: { 'ghost.com': ['Prefix / app:80'] } });
    expect(ask(ingressCluster(...objects, ghost), profile, 'http://ghost.com/').result).toMatchObject({
      status: 404,
      cause: { object: { kind: 'Ingress', namespace: 'shop', name: 'ghost' }, path: 'spec.ingressClassName' },
    });
  });

  test('does not reach a Service that stands for an outside name', () => {
    const outside = [
      service('shop/out', { type: 'ExternalName', externalName: 'api.example.org' }),
      ingress('shop/web', { rules: { 'a.com': ['Prefix / out:443'] } }),
    ];
    expect(ask(ingressCluster(...outside), profile, 'http://a.com/').result).toMatchObject({
      kind: 'left',
      to: 'api.example.org:443',
      cause: { code: 'backend-outside-cluster' },
    });
  });

  test.each([
    ['TLS on the port for plain HTTP', 'https://shop.example.com/app', 80, 'tls-error', 'tls-on-plain-port'],
    [
      'plain HTTP on the port for TLS',
      'http://shop.example.com/app',
      443,
      'response',
      'plain-http-on-tls-port',
    ],
  ])('for speaking %s', (_title, url, port, kind, code) => {
    expect(ask(cluster, profile, url, { port }).result).toMatchObject({ kind, cause: { code } });
  });
});

test('a port on which the controller takes nothing is a programming error', () => {
  expect(() => ask(cluster, nginx(), 'http://shop.example.com/', { port: 9999 })).toThrow(RangeError);
});

test('an Ingress of another controller is said to be that controller’s', () => {
  const classes = [ingressClass('nginx', 'k8s.io/ingress-nginx'), ingressClass('other', 'acme.io/ingress')];
  const other = ingress('shop/other', { className: 'other', rules: { 'other.com': ['Prefix / app:80'] } });
  const { result } = ask(ingressCluster(...objects, ...classes, other), nginx(), 'http://other.com/');
  expect(result).toHaveProperty('cause.code', 'ingress-class-without-controller');
});

import { describe, expect, test } from 'vitest';
import { aws } from '../../../../../packages/core/src/provider/aws.js';
import { gcp } from '../../../../../packages/core/src/provider/gcp.js';
import { ingress, ingressClass, type IngressSpec } from '../../../../objects/ingress.js';
import { nginxController } from '../../../../objects/nginx-controller.js';
import { service } from '../../../../objects/service.js';
import { barePod } from '../../../../objects/workload.js';
import { codes, exampleText, found, told } from './example.js';

const code = 'backend-missing';
const host = 'shop.example.com';
const web = [
  service('shop/web', { type: 'NodePort', selector: { app: 'web' }, ports: [{ name: 'http', port: 80 }] }),
  barePod('shop/web', { labels: { app: 'web' } }),
];
const site = (paths: readonly string[], spec: IngressSpec = { className: 'nginx' }) =>
  ingress('shop/site', { rules: { [host]: paths }, ...spec });

/** What is found behind ingress-nginx. */
const behindNginx = (...objects: readonly unknown[]) => told([...nginxController(), ...web, ...objects]);
const field = 'spec.rules[0].http.paths[0].backend.service';

describe('backend-missing', () => {
  test('a port that the Service does not have', () => {
    expect(told(exampleText(code))).toEqual([
      `error ${code} Ingress shop/shop ${field}.port | http://shop.example.com/cart response 503 backend-port-missing`,
    ]);
  });

  test('not once the port is one of the Service', () => {
    expect(codes(exampleText(code, 'fixed'))).toEqual([]);
  });

  test.each<readonly [string, string, string]>([
    [
      'a Service that does not exist',
      'Prefix /a nope:80',
      `${field}.name | http://${host}/a response 503 backend-service-missing`,
    ],
    [
      'a port by a name',
      'Exact /a web:grpc',
      `${field}.port | http://${host}/a response 503 backend-port-missing`,
    ],
    [
      'a regular expression',
      'ImplementationSpecific /a(/|$)(.*) nope:80',
      `${field}.name | http://${host}/a response 503 backend-service-missing`,
    ],
  ])('%s', (_, path, end) => {
    const annotations = { 'nginx.ingress.kubernetes.io/use-regex': 'true' };
    expect(
      behindNginx(site([path], { className: 'nginx', ...(path.includes('(') ? { annotations } : {}) })),
    ).toEqual([`error ${code} Ingress shop/site ${end}`]);
  });

  test('a rule for every host, one for a wildcard, and a default backend', () => {
    const spec = {
      className: 'nginx',
      rules: { '': ['Prefix /a nope:80'], '*.example.com': ['Prefix /b nope:80'] },
    };
    const all = found([
      ...nginxController(),
      ...web,
      ingress('shop/site', spec),
      ingress('shop/rest', { className: 'nginx', defaultBackend: 'nope:80' }),
    ]);
    expect(all.map(({ message }) => /sends (.*) to/.exec(message)?.[1])).toEqual([
      'what no path takes',
      '/a of every host and what 1 more rule takes',
    ]);
  });

  test('a host with TLS is asked over TLS, whatever its certificate', () => {
    const text = exampleText(code, 'broken', {
      'ingressClassName: nginx': 'ingressClassName: nginx\n  tls: [{ hosts: [shop.example.com] }]',
    });
    expect(told(text)[0]).toContain('https://shop.example.com/cart response 503 backend-port-missing');
  });

  test('Traefik leaves the path out, and another one takes the requests', () => {
    const traefik = [
      ingressClass('traefik', 'traefik.io/ingress-controller'),
      barePod('edge/t', {
        labels: { app: 't' },
        pod: {
          containers: [
            {
              name: 'main',
              image: 'traefik:v3.6.1',
              args: ['--providers.kubernetesingress', '--entrypoints.web.address=:80'],
              ports: [{ name: 'web', containerPort: 80 }],
            },
          ],
        },
      }),
      service('edge/t', { type: 'LoadBalancer', selector: { app: 't' }, ports: [{ port: 80 }] }),
    ];
    const paths = ['Prefix /a nope:80', 'Prefix / web:80'];
    expect(told([...traefik, ...web, site(paths, { className: 'traefik' })])).toEqual([
      `error ${code} Ingress shop/site ${field}.name | http://${host}/a response 200 application-answered`,
    ]);
  });

  test('the clouds make no load balancer, or one that answers 503 itself', () => {
    const alb = [
      ingressClass('alb', 'ingress.k8s.aws/alb'),
      ...web,
      site(['Prefix /a nope:80'], { className: 'alb' }),
    ];
    expect(told(alb, aws())).toEqual([
      `error ${code} Ingress shop/site ${field}.name | http://${host}/a response 503 backend-service-missing`,
    ]);
    expect(told([...web, site(['Prefix /a web:81'], {})], gcp())).toEqual([
      `error ${code} Ingress shop/site ${field}.port | http://${host}/a dns-error ingress-load-balancer-refused`,
    ]);
  });

  test.each<readonly [string, unknown]>([
    ['a port by its number or its name', site(['Prefix /a web:80', 'Prefix /b web:http'])],
    ['an Ingress that no controller here takes', site(['Prefix /a nope:80'], { className: 'other' })],
    [
      'a default backend that is never asked',
      site(['Prefix / web:80'], { className: 'nginx', defaultBackend: 'nope:80' }),
    ],
  ])('not for %s', (_, object) => {
    expect(behindNginx(object).filter((text) => text.includes(code))).toEqual([]);
  });

  test('not for any port of a name outside of the cluster', () => {
    const pay = service('shop/pay', { type: 'ExternalName', externalName: 'pay.example' });
    expect(behindNginx(pay, site(['Prefix /a pay:8080']))).toEqual([]);
  });

  test('not where requests never come to the path', () => {
    const older = ingress('shop/older', {
      className: 'nginx',
      hour: 1,
      rules: { [host]: ['Prefix /a web:80'] },
    });
    expect(behindNginx(older, site(['Prefix /a nope:80'], { className: 'nginx', hour: 2 }))).toEqual([]);
  });

  test('not in a dump of Ingresses without Services', () => {
    expect(
      codes([...nginxController(), site(['Prefix /a nope:80'], { className: 'nginx', hour: 1 })]),
    ).toEqual([]);
  });

  describe('among the objects of an application alone', () => {
    test.each<readonly [string, string, string]>([
      ['a Service beside others', 'Prefix /a webb:80', `${field}.name`],
      ['a port that the Service does not have', 'Prefix /a web:81', `${field}.port`],
    ])('%s', (_, path, end) => {
      expect(told([...web, site([path, 'Prefix /b web:80'])])).toEqual([
        `warning ${code} Ingress shop/site ${end}`,
      ]);
    });

    test('names the rule, and the Service that is close', () => {
      const [finding] = found([...web, site(['Prefix /a webb:80', 'Prefix /b webb:80'])]);
      expect(finding?.message).toBe(
        `Ingress shop/site sends ${host}/a and what 1 more rule takes to Service webb, which does not exist in namespace shop.`,
      );
      expect(finding?.fix).toBe('Name the Service web, or create webb.');
      expect(finding?.evidence).toMatchObject({
        kind: 'rule',
        source: 'kubernetes/api networking/v1/types.go, IngressServiceBackend',
      });
    });

    test('beside most of those that Ingresses name', () => {
      const paths = ['Prefix /a nope:80', 'Prefix /b web:80', 'Prefix /c api:80'];
      const api = service('shop/api', { ports: [{ port: 80 }] });
      expect(codes([...web, api, site(paths)])).toContain(code);
      expect(codes([...web, site(paths)])).not.toContain(code);
    });

    test('in another namespace', () => {
      const other = service('other/nope', { ports: [{ port: 80 }] });
      expect(found([other, site(['Prefix /a nope:80'])]).find((each) => each.code === code)?.fix).toBe(
        'The Service is in namespace other: put the Ingress there.',
      );
    });

    test('beside workloads without any Service', () => {
      const [, pod] = web;
      expect(told([pod, site(['Prefix /a web:80'])])).toEqual([
        `warning ${code} Ingress shop/site ${field}.name`,
      ]);
    });

    test.each<readonly [string, readonly unknown[]]>([
      ['alone', []],
      ['beside Services of which it names none', web],
      ['beside Services of another namespace', [service('other/web', { ports: [{ port: 80 }] })]],
      [
        'beside something that may make Services',
        [
          ...web,
          { apiVersion: 'db.example.com/v1', kind: 'Database', metadata: { namespace: 'shop', name: 'a' } },
        ],
      ],
    ])('not for an Ingress %s', (_, objects) => {
      expect(codes([...objects, site(['Prefix /a nope:80'])]).filter((each) => each === code)).toEqual([]);
    });
  });
});

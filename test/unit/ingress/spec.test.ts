import { describe, expect, test } from 'vitest';
import { specProfile } from '../../../packages/core/src/controller/spec.js';
import { ingressController } from '../../../packages/core/src/ingress/controller.js';
import { namedCertificate } from '../../objects/certificates.js';
import { endpointSlice } from '../../objects/endpoint-slice.js';
import { ingress, ingressClass, tlsSecret } from '../../objects/ingress.js';
import { service } from '../../objects/service.js';
import { ask, assumed, backends, ingressCluster, inShort, request, shownSecret } from './asking.js';

const profile = specProfile({ takesWithoutClass: true });
const both = backends('shop/a', 'shop/b');

describe('a controller that follows the specification', () => {
  test('serves the Ingresses of its class only', () => {
    const cluster = ingressCluster(
      ...both,
      ingressClass('mine', 'acme.io/ingress'),
      ingressClass('other', 'other.io/ingress'),
      ingress('shop/mine', { className: 'mine', rules: { 'a.com': ['Prefix / a:80'] } }),
      ingress('shop/other', { className: 'other', rules: { 'b.com': ['Prefix / b:80'] } }),
    );
    const mine = specProfile({ controllerClass: 'acme.io/ingress' });
    expect(inShort(ask(cluster, mine, 'http://a.com/'))).toBe('shop/a:80 /');
    expect(inShort(ask(cluster, mine, 'http://b.com/'))).toMatch(/^404 /);
  });

  test('tells the Ingresses that it takes and what it makes of them', () => {
    const cluster = ingressCluster(
      ...both,
      ingressClass('other', 'other.io/ingress'),
      ingress('shop/web', { rules: { 'a.com': ['Prefix / a:80', 'Exact /x b:80'], '': ['Prefix / b:80'] } }),
      ingress('shop/other', { className: 'other', rules: { 'b.com': ['Prefix / b:80'] } }),
    );
    expect(ingressController(cluster, profile).configuration()).toMatchObject({
      ingresses: [{ namespace: 'shop', name: 'web' }],
      servers: [
        { host: 'a.com', locations: ['/', '/x'] },
        { host: '_', locations: ['/'] },
      ],
      refusals: [],
    });
  });

  test('sends the request as it came, to ready endpoints themselves', () => {
    const cluster = ingressCluster(
      service('shop/a', { ports: [{ name: 'http', port: 80 }] }),
      endpointSlice(
        'shop/a',
        [
          { addresses: ['10.244.1.1'] },
          { addresses: ['10.244.1.2'], conditions: { ready: false } },
          { addresses: ['10.244.1.3'], conditions: { ready: true } },
        ],
        { ports: [{ name: 'http', port: 8080 }] },
      ),
      ingress('shop/web', { rules: { 'a.com': ['Prefix /x a:http'] } }),
    );
    const asked = request('http://a.com/x//y?z', { headers: { accept: '*/*' } });
    expect(ingressController(cluster, profile).handle(asked)).toMatchObject({
      server: 'a.com',
      location: { path: '/x', pathType: 'Prefix' },
      ingress: { kind: 'Ingress', namespace: 'shop', name: 'web' },
      rule: { id: 'ingress-prefix-path', path: 'spec.rules[0].http.paths[0]' },
      result: {
        kind: 'forward',
        by: 'random',
        http: asked.http,
        backends: [
          {
            share: 1,
            port: 'http',
            endpoints: [
              { address: '10.244.1.1', port: 8080 },
              { address: '10.244.1.3', port: 8080 },
            ],
          },
        ],
      },
    });
  });

  test('gives a path that two Ingresses define to the older one, whatever their order', () => {
    const older = ingress('shop/z', { hour: 1, rules: { 'a.com': ['Prefix / a:80'] } });
    const newer = ingress('shop/a', { hour: 2, rules: { 'a.com': ['Prefix / b:80'] } });
    for (const objects of [
      [older, newer],
      [newer, older],
    ]) {
      expect(inShort(ask(ingressCluster(...both, ...objects), profile, 'http://a.com/'))).toBe('shop/a:80 /');
    }
  });

  test.each([
    ['the default backend of an Ingress of the host', 'http://a.com/other', 'shop/b:80 /other'],
    ['the default backend of an Ingress without rules', 'http://nobody.com/', 'shop/a:80 /'],
  ])('sends what no path takes to %s', (_title, url, expected) => {
    const cluster = ingressCluster(
      ...both,
      ingress('shop/all', { defaultBackend: 'a:80' }),
      ingress('shop/web', { defaultBackend: 'b:80', rules: { 'a.com': ['Prefix /x a:80'] } }),
    );
    expect(inShort(ask(cluster, profile, url))).toBe(expected);
  });

  test('says where hosts do not fall through that other controllers may do otherwise', () => {
    const cluster = ingressCluster(
      ...both,
      ingress('shop/web', { rules: { 'x.a.com': ['Prefix /x a:80'], '*.a.com': ['Prefix / b:80'] } }),
    );
    const decision = ask(cluster, profile, 'http://x.a.com/y');
    expect(inShort(decision)).toBe('404 path-unknown');
    expect(assumed(decision)).toEqual(['hosts-do-not-fall-through']);
  });

  test('does not know what a resource backend does', () => {
    const cluster = ingressCluster(ingress('shop/web', { rules: { 'a.com': ['Prefix / resource'] } }));
    expect(ask(cluster, profile, 'http://a.com/').result).toMatchObject({
      kind: 'unknown',
      cause: { code: 'backend-is-resource', path: 'spec.rules[0].http.paths[0].backend.resource' },
    });
  });

  test('says of another controller that it is taken to follow the specification', () => {
    const traefik = specProfile({ name: 'traefik', takesWithoutClass: true });
    const cluster = ingressCluster(...both, ingress('shop/web', { rules: { 'a.com': ['Prefix / a:80'] } }));
    expect(assumed(ask(cluster, traefik, 'http://a.com/'))).toEqual(['controller-by-specification']);
  });

  test('has no redirect from HTTP to HTTPS', () => {
    const cluster = ingressCluster(
      ...both,
      tlsSecret('shop/cert'),
      ingress('shop/web', {
        rules: { 'a.com': ['Prefix / a:80'] },
        tls: [{ hosts: ['a.com'], secretName: 'cert' }],
      }),
    );
    expect(inShort(ask(cluster, profile, 'http://a.com/'))).toBe('shop/a:80 /');
  });
});

describe('the certificate of a controller that follows the specification', () => {
  const rules = { 'shop.example.com': ['Prefix / a:80'], 'b.com': ['Prefix / b:80'] };
  const cluster = ingressCluster(
    ...both,
    tlsSecret('shop/good', namedCertificate),
    tlsSecret('shop/unreadable'),
    ingress('shop/web', {
      rules,
      tls: [
        { hosts: ['shop.example.com'], secretName: 'good' },
        { hosts: ['b.com'], secretName: 'unreadable' },
        { hosts: ['missing.com'], secretName: 'gone' },
        { hosts: ['wrong.com'], secretName: 'good' },
      ],
    }),
  );
  const good = { secret: { kind: 'Secret', namespace: 'shop', name: 'good' }, default: false };

  test.each([
    ['is that of the section that lists the server name', 'shop.example.com', good, []],
    ['compares the server name without case', 'SHOP.example.com', good, []],
    [
      'is its own for a name that no section lists',
      'x.com',
      { default: true },
      ['client-accepts-certificate'],
    ],
    ['is its own where no server name is sent', null, { default: true }, ['client-accepts-certificate']],
    [
      'is its own where the Secret is missing',
      'missing.com',
      { default: true },
      ['tls-secret-missing', 'client-accepts-certificate'],
    ],
    ['is shown although it names other hosts', 'wrong.com', good, ['client-accepts-certificate']],
  ])('%s', (_title, sni, certificate, assumptions) => {
    const decision = ask(cluster, profile, 'https://shop.example.com/', { sni });
    expect(shownSecret(decision)).toEqual(certificate);
    expect(assumed(decision)).toEqual(assumptions);
  });

  test.each([
    ['shop.example.com', true, 'spec.tls[0]'],
    ['wrong.com', false, 'spec.tls[3]'],
    ['b.com', 'unknown', 'spec.tls[1]'],
    ['missing.com', false, 'spec.tls[2]'],
    ['x.com', false, undefined],
  ])('says for %s whether it fits, %s, and by which section it is shown: %s', (sni, fits, path) => {
    const { certificate } = ask(cluster, profile, 'https://shop.example.com/', { sni });
    expect(certificate?.fits).toBe(fits);
    expect(certificate?.rule).toEqual(
      path === undefined
        ? undefined
        : { id: 'ingress-tls-section', object: { kind: 'Ingress', namespace: 'shop', name: 'web' }, path },
    );
  });

  test('is taken to cover the host where it cannot be read', () => {
    expect(assumed(ask(cluster, profile, 'https://b.com/'))).toEqual(['certificate-covers-host']);
  });

  test('is not shown on plain HTTP', () => {
    expect(ask(cluster, profile, 'http://shop.example.com/')).not.toHaveProperty('certificate');
  });
});

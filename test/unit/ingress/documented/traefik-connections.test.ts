import { describe, expect, test } from 'vitest';
import type { ControllerProfile } from '../../../../packages/core/src/controller/profile.js';
import { namedCertificate } from '../../../objects/certificates.js';
import { ingress, type IngressSpec, tlsSecret } from '../../../objects/ingress.js';
import { ask, type Asking, backends, ingressCluster, shownSecret } from '../asking.js';
import { all, answer, prefix, traefik, web } from './asking-traefik.js';

function tls(value: string): IngressSpec {
  return {
    annotations: { [`${prefix}/router.tls`]: value },
    rules: { 'a.com': ['Prefix / a:80'] },
  };
}

describe('Traefik and HTTPS', () => {
  const points = { 'entryPoints.web.address': ':80/tcp', 'entryPoints.websecure.address': ':443' };
  const to = (target: string, more: object = {}): ControllerProfile =>
    traefik({ ...points, 'entrypoints.web.http.redirections.entryPoint.to': target, ...more });

  test.each<[string, ControllerProfile, Readonly<Record<string, IngressSpec>>, string, Asking, string]>([
    [
      'no redirect for a TLS section',
      traefik(),
      { web: { tls: [{ secretName: 'tls' }], rules: { 'a.com': ['Prefix / a:80'] } } },
      'http://a.com/',
      {},
      'shop/a:80 /',
    ],
    [
      'a redirect by the entry point',
      to('websecure'),
      web('Prefix / a:80'),
      'http://a.com/x?y',
      {},
      '301 https://a.com/x?y',
    ],
    [
      'a redirect that keeps the method',
      to(':443'),
      web('Prefix / a:80'),
      'http://a.com/',
      { method: 'POST' },
      '308 https://a.com/',
    ],
    [
      'a redirect for now',
      to('websecure', { 'entrypoints.web.http.redirections.entryPoint.permanent': 'false' }),
      web('Prefix / a:80'),
      'http://a.com/',
      {},
      '302 https://a.com/',
    ],
    [
      'a redirect to another port',
      to(':8443'),
      web('Prefix / a:80'),
      'http://a.com/',
      {},
      '301 https://a.com:8443/',
    ],
    [
      'a router with TLS not for plain HTTP',
      traefik(points),
      { web: tls('true') },
      'http://a.com/',
      {},
      '404 route-of-other-port',
    ],
    ['a router with TLS for TLS', traefik(points), { web: tls('true') }, 'https://a.com/', {}, 'shop/a:80 /'],
    [
      'a router without TLS not for TLS',
      traefik(points),
      web('Prefix / a:80'),
      'https://a.com/',
      {},
      '404 route-of-other-port',
    ],
    [
      'every router for TLS where the entry point says so',
      traefik({ ...points, 'entrypoints.websecure.http.tls': 'true' }),
      web('Prefix / a:80'),
      'https://a.com/',
      {},
      'shop/a:80 /',
    ],
    [
      'routers of other entry points not',
      traefik(points),
      {
        web: {
          annotations: { [`${prefix}/router.entrypoints`]: 'websecure' },
          rules: { 'a.com': ['Prefix / a:80'] },
        },
      },
      'http://a.com/',
      {},
      '404 route-of-other-port',
    ],
  ])('%s', (_, profile, ingresses, url, asking, expected) => {
    expect(answer(ingresses, url, profile, asking)).toBe(expected);
  });

  test('shows the certificate of the Secret', () => {
    const spec = {
      tls: [{ hosts: ['shop.example.com'], secretName: 'tls' }],
      rules: { '': ['Prefix / a:80'] },
    };
    const cluster = ingressCluster(
      ...all,
      tlsSecret('shop/tls', namedCertificate),
      ingress('shop/web', spec),
    );
    expect(shownSecret(ask(cluster, traefik(), 'https://shop.example.com/'))).toMatchObject({
      secret: { name: 'tls' },
    });
  });
});

describe('Traefik speaks', () => {
  test.each<[string, object, Readonly<Record<string, string>>, string]>([
    ['plain HTTP to a port', { name: 'http', port: 80 }, {}, 'HTTP'],
    ['TLS to port 443', { name: 'web', port: 443 }, {}, 'HTTPS'],
    ['TLS to a port named https', { name: 'https-web', port: 80 }, {}, 'HTTPS'],
    [
      'what the Service says',
      { name: 'web', port: 443 },
      { [`${prefix}/service.serversscheme`]: 'http' },
      'HTTP',
    ],
  ])('%s', (_, port, annotations, protocol) => {
    const [stated, slice] = backends('shop/s');
    const spec = { ports: [{ ...port, targetPort: 8080 }] };
    const metadata = { namespace: 'shop', name: 's', annotations };
    const named = { ...(slice as object), ports: [{ name: Object.values(port)[0] as string, port: 8080 }] };
    const cluster = ingressCluster(
      { ...(stated as object), metadata, spec },
      named,
      ingress('shop/web', { rules: { 'a.com': [`Prefix / s:${Object.values(port)[1]}`] } }),
    );
    expect(ask(cluster, traefik(), 'http://a.com/').result).toMatchObject({ kind: 'forward', protocol });
  });
});

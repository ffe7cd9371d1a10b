import { describe, expect, test } from 'vitest';
import { specProfile } from '../../../../packages/core/src/controller/spec.js';
import { renderNginx } from '../../../../packages/core/src/render/index.js';
import { ingress, tlsSecret } from '../../../objects/ingress.js';
import { namedCertificate } from '../../../objects/certificates.js';
import { ingressCluster, nginx } from '../../ingress/asking.js';
import { block, rendered, type Setting, type ShortSpec } from './rendered.js';

const root: ShortSpec = { rules: { 'a.com': ['Prefix / a:80'] } };
const annotated = (annotations: Readonly<Record<string, string>>): ShortSpec => ({ ...root, annotations });

describe('renderNginx', () => {
  test.each<[string, ShortSpec, readonly string[]]>([
    [
      'the names of a server',
      annotated({ 'server-alias': 'b.com,~^c[0-9]+$' }),
      ['server_name a.com b.com "~^c[0-9]+$";'],
    ],
    [
      'a wildcard host',
      { rules: { '*.a.com': ['Prefix / a:80'] } },
      [String.raw`server_name "~^(?<subdomain>[\\w-]+)\\.a\\.com$";`],
    ],
    [
      'the other name of a host',
      annotated({ 'from-to-www-redirect': 'true' }),
      ['server_name www.a.com;', 'return 308 $pass_access_scheme://a.com:$pass_port$redirect_uri;'],
    ],
  ])('%s', (_title, spec, lines) => {
    const found = rendered([spec])
      .split('\n')
      .map((line) => line.trim());
    expect(found).toEqual(expect.arrayContaining([...lines]));
  });

  test('shows certificates by the server name, and sends their hosts to HTTPS', () => {
    const text = rendered(
      [
        {
          rules: { 'shop.example.com': ['Prefix / a:80'] },
          tls: [{ hosts: ['shop.example.com'], secretName: 'cert' }],
        },
      ],
      { objects: [tlsSecret('shop/cert', namedCertificate)], certificateDirectory: '/ssl' },
    );
    expect(block(text, 'map $ssl_server_name $certificate_file')).toEqual([
      'shop.example.com /ssl/shop-cert.pem;',
      'default /ssl/default-fake-certificate.pem;',
    ]);
    expect(block(text, 'map $host $has_certificate')).toEqual(['_ 1;', 'shop.example.com 1;', 'default 0;']);
  });

  test('shows the default certificate for a host without one, although a wildcard has one', () => {
    const text = rendered(
      [
        {
          rules: { 'a.example.org': ['Prefix / a:80'] },
          tls: [{ hosts: ['a.example.org'], secretName: 'nowhere' }],
        },
        {
          rules: { '*.example.org': ['Prefix / a:80'] },
          tls: [{ hosts: ['*.example.org'], secretName: 'cert' }],
        },
      ],
      { objects: [tlsSecret('shop/cert', namedCertificate)], certificateDirectory: '/ssl' },
    );
    expect(block(text, 'map $ssl_server_name $certificate_file')).toEqual([
      String.raw`"~*^[^.]+\\.example\\.org$" /ssl/shop-cert.pem;`,
      'a.example.org /ssl/default-fake-certificate.pem;',
      'default /ssl/default-fake-certificate.pem;',
    ]);
  });

  test('shows no certificate for an alias in upper case, as nobody looks such a name up', () => {
    const text = rendered(
      [
        {
          rules: { 'shop.example.com': ['Prefix / a:80'] },
          tls: [{ hosts: ['shop.example.com'], secretName: 'cert' }],
          annotations: { 'server-alias': 'A.Example.org,b.example.org' },
        },
      ],
      { objects: [tlsSecret('shop/cert', namedCertificate)], certificateDirectory: '/ssl' },
    );
    expect(block(text, 'map $host $has_certificate')).toEqual([
      '_ 1;',
      'b.example.org 1;',
      'shop.example.com 1;',
      'default 0;',
    ]);
  });

  test.each<[string, Setting, readonly string[]]>([
    [
      'on IPv4 and IPv6',
      {},
      [
        'listen 80 default_server;',
        'listen [::]:80 default_server;',
        'listen 443 default_server ssl http2;',
        'listen [::]:443 default_server ssl http2;',
      ],
    ],
    [
      'on the addresses given',
      { addresses: ['127.0.0.1', '::1'] },
      ['listen 127.0.0.1:80 default_server;', 'listen [::1]:80 default_server;'],
    ],
    [
      'on the ports of the flags',
      { flags: { 'http-port': '8080', 'https-port': '8443' } },
      ['listen 8080 default_server;', 'listen 8443 default_server ssl http2;', '8443 443;'],
    ],
    [
      'for the PROXY protocol',
      { data: { 'use-proxy-protocol': 'true' } },
      [
        'listen 80 default_server proxy_protocol;',
        'real_ip_header proxy_protocol;',
        'set_real_ip_from 0.0.0.0/0;',
        '443 https;',
      ],
    ],
    [
      'behind proxies that are trusted',
      { data: { 'use-forwarded-headers': 'true', 'proxy-real-ip-cidr': '10.0.0.0/8' } },
      [
        'real_ip_header X-Forwarded-For;',
        'set_real_ip_from 10.0.0.0/8;',
        'default $http_x_forwarded_proto;',
        '"~^(?<first_forwarded_host>[^,]+)" $first_forwarded_host;',
      ],
    ],
    [
      'but for what it blocks',
      { data: { 'block-cidrs': '10.0.0.0/8', 'block-user-agents': '~*bot,Foo' } },
      ['deny 10.0.0.0/8;', '"~*bot" 1;', 'foo 1;', 'if ($block_user_agents) {'],
    ],
    ['with limits of the ConfigMap', { data: { 'proxy-body-size': '2m' } }, ['client_max_body_size 2m;']],
    ['without Strict-Transport-Security', { data: { hsts: 'false' } }, ['server_tokens off;']],
    [
      'with the default backend of the flag',
      { flags: { 'default-backend-service': 'shop/errors' } },
      ['server 10.244.1.3:8080;'],
    ],
  ])('serves %s', (_title, setting, lines) => {
    const found = rendered([root], setting)
      .split('\n')
      .map((line) => line.trim());
    expect(found).toEqual(expect.arrayContaining([...lines]));
  });

  test('answers 404 itself without a default backend', () => {
    expect(block(rendered([]), 'upstream upstream-default-backend')).toContain('server 127.0.0.1:8181;');
    expect(rendered([])).toContain('listen 127.0.0.1:8181 default_server;');
  });

  test('says which Ingresses are left out, and what nginx refuses', () => {
    const cluster = ingressCluster(
      ingress('shop/other', { className: 'other', rules: {} }),
      ingress('shop/risky', { annotations: { 'nginx.ingress.kubernetes.io/server-snippet': 'x' } }),
      ingress('shop/twice', { rules: { 'a.com': ['Prefix /x a:80', 'Prefix /x/ a:80'] } }),
    );
    const comments = renderNginx(cluster, { controller: nginx() })
      .split('\n')
      .filter((line) => line.startsWith('# '));
    expect(comments).toEqual([
      '# What ingress-nginx 1.15.1 makes of the Ingresses, for a stock nginx.',
      expect.stringContaining('nginx refuses the configuration'),
      expect.stringContaining('leaves out Ingress shop/risky'),
      '# Ingress shop/other is not taken: class not found.',
    ]);
  });

  test('is for the controller of the cluster, or for one with its usual settings', () => {
    const classed = ingress('shop/w', { className: 'nginx', rules: { 'a.com': ['Prefix / a:80'] } });
    expect(renderNginx(ingressCluster(classed))).toContain('is not taken: class not found');
  });

  test('is for ingress-nginx only', () => {
    expect(() => renderNginx(ingressCluster(), { controller: specProfile() })).toThrow(TypeError);
  });
});

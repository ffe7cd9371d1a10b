import { describe, expect, test } from 'vitest';
import { gcp } from '../../../../../packages/core/src/provider/gcp.js';
import { clusterOf, codes, exampleText, found, told } from './example.js';

const code = 'certificate-mismatch';
const text = exampleText(code);

describe('certificate-mismatch', () => {
  test('a host that the certificate of its TLS section does not name', () => {
    const cluster = clusterOf(text);
    expect(told(cluster, code)).toEqual([
      'error | Ingress shop/shop | spec.tls[0].hosts[1] | tls-error: certificate-refused',
    ]);
    expect(codes(cluster)).toEqual([code]);
    expect(found(cluster, code)[0]?.message).toContain('names shop.example.com, not pay.example.com');
  });

  test('a certificate with a wildcard names both', () => {
    expect(codes(clusterOf(exampleText(code, 'fixed')))).toEqual([]);
  });

  test('a section without hosts is for those of the rules', () => {
    const replace = { 'hosts: [shop.example.com, pay.example.com], ': '' };
    expect(told(clusterOf(text, { replace }), code)).toEqual([
      'error | Ingress shop/shop | spec.tls[0].secretName | tls-error: certificate-refused',
    ]);
  });

  test('a wildcard host whose certificate is for one name', () => {
    const replace = { 'pay.example.com': "'*.shop.example.com'" };
    expect(told(clusterOf(text, { replace }), code)).toHaveLength(1);
  });

  test('the default certificate of the controller, where a section names no Secret', () => {
    const replace = {
      ', secretName: example-tls': '',
      '--publish-service=ingress-nginx/ingress-nginx':
        '--publish-service=ingress-nginx/ingress-nginx, --default-ssl-certificate=shop/example-tls',
    };
    expect(told(clusterOf(text, { replace }), code)).toEqual([
      'error | Ingress shop/shop | spec.tls[0].hosts[1] | tls-error: certificate-refused',
    ]);
  });

  test('the load balancer of an Ingress shows what stands in the Secret', () => {
    const replace = { '  ingressClassName: nginx\n': '' };
    const cluster = clusterOf(text, { platform: gcp(), replace });
    expect(told(cluster, code)).toEqual([
      'error | Ingress shop/shop | spec.tls[0].hosts[1] | tls-error: certificate-refused',
    ]);
  });

  test.each<[string, Record<string, string>]>([
    ['a certificate that cannot be read', { 'tls.crt: LS0t': 'tls.crt: AAAA' }],
    [
      'a Secret that does not exist',
      { 'name: example-tls, namespace: shop': 'name: other, namespace: shop' },
    ],
    ['a host without rule', { '- host: pay.example.com': '- host: shop.example.com' }],
    ['an Ingress that nobody takes', { 'ingressClassName: nginx': 'ingressClassName: other' }],
  ])('not with %s', (_, replace) => {
    expect(codes(clusterOf(text, { replace }))).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { gcp } from '../../../../../packages/core/src/provider/gcp.js';
import { codes, exampleText, found, told } from './example.js';

const code = 'tls-secret-missing';
const field = 'spec.tls[0].secretName';
const annotated = (annotation: string) =>
  exampleText(code, 'broken', {
    'name: shop, namespace: shop }': `name: shop, namespace: shop, annotations: { ${annotation} } }`,
  });

/** The example without the Secret. */
const withoutSecret = exampleText(code).replace(/---\napiVersion: v1\nkind: Secret[^]*$/, '');

describe('tls-secret-missing', () => {
  test('the Secret is in another namespace', () => {
    expect(told(exampleText(code))).toEqual([
      `error ${code} Ingress shop/shop ${field} | https://shop.example.com/cart tls-error tls-secret-missing`,
    ]);
    expect(found(exampleText(code))[0]?.message).toContain('it is in default');
  });

  test('not once it is in that of the Ingress', () => {
    expect(codes(exampleText(code, 'fixed'))).toEqual([]);
  });

  test('a Secret of which there is no trace may be kept elsewhere', () => {
    expect(told(withoutSecret)).toEqual([expect.stringMatching(/^warning /) as string]);
  });

  test('a Secret without a certificate is of no use', () => {
    const text = exampleText(code, 'fixed', {
      'type: kubernetes.io/tls': 'type: Opaque',
      'tls.crt': 'cert.pem',
      'tls.key': 'key.pem',
    });
    expect(told(text)).toEqual([expect.stringMatching(/^error /) as string]);
    expect(found(text)[0]?.message).toContain('holds no tls.crt and tls.key');
  });

  test('Google Cloud makes no load balancer', () => {
    const text = withoutSecret
      .replace('  ingressClassName: nginx\n', '')
      .replace('  selector: { app: cart }\n', '  type: NodePort\n  selector: { app: cart }\n');
    expect(told(text, gcp())).toEqual([
      `warning ${code} Ingress shop/shop ${field} | https://shop.example.com/cart dns-error ingress-load-balancer-refused`,
    ]);
  });

  test.each<readonly [string, string]>([
    ['cert-manager by an issuer of the cluster', annotated('cert-manager.io/cluster-issuer: letsencrypt')],
    ['cert-manager by an issuer', annotated('cert-manager.io/issuer: letsencrypt')],
    ['kube-lego and its heirs', annotated('kubernetes.io/tls-acme: "true"')],
    [
      'cert-manager by a Certificate',
      `${withoutSecret}---\napiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: { name: shop, namespace: shop }\nspec: { secretName: shop-tls }\n`,
    ],
    [
      'the controller of sealed Secrets',
      `${withoutSecret}---\napiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: { name: shop-tls, namespace: shop }\nspec: {}\n`,
    ],
  ])('not where it is made by %s', (_, text) => {
    expect(codes(text)).toEqual([]);
  });

  test.each<readonly [string, string, string]>([
    ['a TLS section without a Secret', ', secretName: shop-tls }]', ' }]'],
    ['an Ingress that no controller here takes', 'ingressClassName: nginx', 'ingressClassName: other'],
  ])('not for %s', (_, from, to) => {
    expect(codes(exampleText(code, 'broken', { [from]: to }))).not.toContain(code);
  });
});

import { describe, expect, test } from 'vitest';
import { gcp } from '../../../../../packages/core/src/provider/gcp.js';
import { ingress, type IngressSpec } from '../../../../objects/ingress.js';
import { nginxController } from '../../../../objects/nginx-controller.js';
import { node } from '../../../../objects/node.js';
import { codes, exampleText, told } from './example.js';

const code = 'ingress-class-missing';
const host = 'shop.example.com';
const site = (spec: IngressSpec = {}) =>
  ingress('shop/site', { rules: { [host]: ['Prefix / web:80'] }, ...spec });
const served = { ...site(), status: { loadBalancer: { ingress: [{ ip: '198.51.100.9' }] } } };
const defaultClass = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'IngressClass',
  metadata: { name: 'nginx', annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } },
  spec: { controller: 'k8s.io/ingress-nginx' },
};

describe('ingress-class-missing', () => {
  test('no class, and no default', () => {
    expect(told(exampleText(code))).toEqual([
      `error ${code} Ingress shop/shop spec.ingressClassName | http://shop.example.com/cart dns-error ingress-without-class`,
    ]);
  });

  test('not once it names the class', () => {
    expect(codes(exampleText(code, 'fixed'))).toEqual([]);
  });

  test('a rule for every host is asked at the controller that does not take it', () => {
    const everyHost = ingress('shop/site', { rules: { '': ['Prefix / web:80'] } });
    expect(told([...nginxController(), everyHost])).toEqual([
      expect.stringMatching(/^error ingress-class-missing .* response 404 host-unknown$/) as string,
    ]);
  });

  test('a cluster with its nodes and without any controller', () => {
    expect(told([site(), node('node-1', ['10.0.0.11'])])).toEqual([
      `warning ${code} Ingress shop/site spec.ingressClassName | http://${host}/ dns-error no-ingress-controller`,
    ]);
  });

  test.each<readonly [string, readonly unknown[]]>([
    ['the default class', [...nginxController().slice(1), defaultClass, site()]],
    ['an application by itself: its controller is elsewhere', [site()]],
    ['an Ingress that somebody serves', [...nginxController(), served]],
  ])('not for %s', (_, objects) => {
    expect(codes(objects)).not.toContain(code);
  });

  test('not for an Ingress of Google Cloud', () => {
    expect(codes([site(), node('node-1', ['10.0.0.11'])], gcp())).not.toContain(code);
  });
});

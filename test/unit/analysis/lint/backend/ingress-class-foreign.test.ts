import { describe, expect, test } from 'vitest';
import { aws } from '../../../../../packages/core/src/provider/aws.js';
import { ingress, ingressClass, type IngressSpec } from '../../../../objects/ingress.js';
import { nginxController } from '../../../../objects/nginx-controller.js';
import { codes, exampleText, told } from './example.js';

const code = 'ingress-class-foreign';
const host = 'shop.example.com';
const annotation = 'kubernetes.io/ingress.class';
const site = (spec: IngressSpec = {}) =>
  ingress('shop/site', { rules: { [host]: ['Prefix / web:80'] }, ...spec });
describe('ingress-class-foreign', () => {
  test('a class that does not exist', () => {
    expect(told(exampleText(code))).toEqual([
      `error ${code} Ingress shop/shop spec.ingressClassName | http://shop.example.com/cart dns-error ingress-class-not-found`,
    ]);
  });

  test('not once it exists', () => {
    expect(codes(exampleText(code, 'fixed'))).toEqual([]);
  });

  test.each<readonly [string, readonly unknown[], string]>([
    [
      'an annotation that no controller takes',
      [...nginxController(), site({ annotations: { [annotation]: 'traefik' } })],
      `error ${code} Ingress shop/site metadata.annotations[${annotation}] | http://${host}/ dns-error ingress-class-unclaimed`,
    ],
    [
      'the class of a controller that is not there',
      [
        ...nginxController(),
        ingressClass('kong', 'ingress-controllers.konghq.com/kong'),
        site({ className: 'kong' }),
      ],
      `error ${code} Ingress shop/site spec.ingressClassName | http://${host}/ dns-error ingress-class-without-controller`,
    ],
    [
      'that where no other controller is there either',
      [ingressClass('kong', 'ingress-controllers.konghq.com/kong'), site({ className: 'kong' })],
      `warning ${code} Ingress shop/site spec.ingressClassName | http://${host}/ dns-error ingress-class-without-controller`,
    ],
  ])('%s', (_, objects, text) => {
    expect(told(objects)).toEqual([text]);
  });

  test.each<readonly [string, readonly unknown[]]>([
    ['an application by itself', [site({ className: 'nginx' })]],
    [
      'a controller that the model does not recognise',
      [...nginxController(), ingressClass('edge', 'edge.example/ingress'), site({ className: 'edge' })],
    ],
    ['the controller of a cloud', [...nginxController(), site({ className: 'alb' })]],
    [
      'that by the annotation',
      [...nginxController(), site({ annotations: { [annotation]: 'azure/application-gateway' } })],
    ],
    [
      'a dump without any IngressClass',
      [...nginxController().slice(1), site({ className: 'nginx', hour: 1 })],
    ],
  ])('not for %s', (_, objects) => {
    expect(codes(objects)).not.toContain(code);
  });

  test('not for an ALB', () => {
    expect(
      codes([ingressClass('alb', 'ingress.k8s.aws/alb'), site({ className: 'alb' })], aws()),
    ).not.toContain(code);
  });
});

import { describe, expect, test } from 'vitest';
import { settled } from '../settled.js';

function ingress(spec: object = {}, metadata: object = {}): unknown {
  const backend = { service: { name: 'web', port: { number: 80 } } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'web', namespace: 'shop', ...metadata },
    spec: { defaultBackend: backend, ...spec },
  };
}

function ingressClass(name: string, isDefault: string | undefined, creationTimestamp?: string): unknown {
  const annotations =
    isDefault === undefined ? {} : { 'ingressclass.kubernetes.io/is-default-class': isDefault };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name, annotations, ...(creationTimestamp !== undefined && { creationTimestamp }) },
    spec: { controller: 'example.com/controller' },
  };
}

function classOf(...objects: readonly unknown[]): string | undefined {
  return settled(objects).get('Ingress', 'shop/web')?.spec.ingressClassName;
}

const standard = ingressClass('standard', 'true');

describe('withDefaultClass', () => {
  test.each<readonly [string, unknown, string | undefined]>([
    ['an Ingress without class gets the default one', ingress(), 'standard'],
    ['one with a class keeps it', ingress({ ingressClassName: 'mine' }), 'mine'],
    [
      'one with the annotation gets none',
      ingress({}, { annotations: { 'kubernetes.io/ingress.class': 'mine' } }),
      undefined,
    ],
    [
      'one with an empty annotation gets none',
      ingress({}, { annotations: { 'kubernetes.io/ingress.class': '' } }),
      undefined,
    ],
    [
      'one out of a live cluster had its chance there',
      ingress({}, { creationTimestamp: '2024-01-01T00:00:00Z' }),
      undefined,
    ],
  ])('%s', (_, given, expected) => {
    expect(classOf(standard, given)).toBe(expected);
    expect(classOf(given, standard)).toBe(expected);
  });

  test.each(['True', 'false', ''])('a class that says %j is no default', (text) => {
    expect(classOf(ingressClass('standard', text), ingress())).toBeUndefined();
  });

  test('of several defaults the newest is taken, then the first by name', () => {
    const old = ingressClass('a', 'true', '2023-01-01T00:00:00Z');
    const young = ingressClass('z', 'true', '2024-01-01T00:00:00Z');
    const twin = ingressClass('y', 'true', '2024-01-01T00:00:00Z');
    expect(classOf(old, young, ingress())).toBe('z');
    expect(classOf(old, young, twin, ingress())).toBe('y');
  });

  test('a class that comes later changes nothing, not even when the Ingress is applied again', () => {
    const cluster = settled([ingress()]).apply(standard).apply(ingress());
    expect(cluster.get('Ingress', 'shop/web')?.spec.ingressClassName).toBeUndefined();
  });
});

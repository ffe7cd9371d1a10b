import { describe, expect, test } from 'vitest';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { unclaimedReason } from '../../../packages/core/src/controller/unclaimed.js';
import type { Cause } from '../../../packages/core/src/trace/outcome.js';
import { ingress, ingressClass, type IngressSpec } from '../../objects/ingress.js';
import { controllerPod } from './controller-pod.js';

const nginxClass = ingressClass('nginx', 'k8s.io/ingress-nginx');
const controller = controllerPod('ingress/c');

function reason(spec: IngressSpec, ...objects: readonly unknown[]): Cause | undefined {
  const cluster = createCluster([...objects, ingress('shop/web', spec)], {
    admission: 'skip',
    settle: 'never',
  });
  const [found] = cluster.list('Ingress');
  return found === undefined ? undefined : unclaimedReason(cluster, found);
}

describe('unclaimedReason', () => {
  test('is none where a controller takes the Ingress', () => {
    expect(reason({ className: 'nginx' }, nginxClass, controller)).toBeUndefined();
  });

  test.each<[string, IngressSpec, readonly unknown[], Partial<Cause>]>([
    [
      'there is no controller at all',
      {},
      [],
      { code: 'no-ingress-controller', object: { kind: 'Ingress', namespace: 'shop', name: 'web' } },
    ],
    [
      'the class does not exist',
      { className: 'ngnix' },
      [nginxClass, controller],
      { code: 'ingress-class-not-found', path: 'spec.ingressClassName' },
    ],
    [
      'nobody is the controller of the class',
      { className: 'nginx' },
      [nginxClass],
      {
        code: 'ingress-class-without-controller',
        object: { kind: 'IngressClass', name: 'nginx' },
        path: 'spec.controller',
      },
    ],
    [
      'it names no class and none is the default',
      {},
      [nginxClass, controller],
      { code: 'ingress-without-class', path: 'spec.ingressClassName' },
    ],
    [
      'nobody takes the class of its annotation',
      { annotations: { 'kubernetes.io/ingress.class': 'traefik' } },
      [nginxClass, controller],
      { code: 'ingress-class-unclaimed', path: 'metadata.annotations[kubernetes.io/ingress.class]' },
    ],
    [
      'the controller watches another namespace',
      { className: 'nginx' },
      [nginxClass, controllerPod('ingress/c', { args: ['--watch-namespace=team'] })],
      { code: 'ingress-not-watched', path: 'metadata.namespace' },
    ],
    [
      'the controller leaves out Ingresses with a default backend',
      { className: 'nginx', defaultBackend: 'web:80' },
      [nginxClass, controllerPod('ingress/c', { args: ['--disable-catch-all'] })],
      { code: 'ingress-not-watched', path: 'spec.defaultBackend' },
    ],
    [
      'the pods of the controller do not run',
      { className: 'nginx' },
      [nginxClass, controllerPod('ingress/c', { phase: 'Pending', message: 'no node fits' })],
      {
        code: 'ingress-controller-not-running',
        object: { kind: 'Pod', namespace: 'ingress', name: 'c' },
        fix: 'no node fits',
      },
    ],
  ])('says that %s', (_title, spec, objects, expected) => {
    const found = reason(spec, ...objects);
    expect(found).toMatchObject(expected);
    expect(found?.fix).toBeTruthy();
  });
});

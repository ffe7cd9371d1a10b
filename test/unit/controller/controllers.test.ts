import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { controllerAt, controllersOf } from '../../../packages/core/src/controller/controllers.js';
import type { ControllerProfile } from '../../../packages/core/src/controller/profile.js';
import { ingressClass } from '../../objects/ingress.js';
import { configMap, controllerPod, type ControllerPod } from './controller-pod.js';

function cluster(...objects: readonly unknown[]): Cluster {
  return createCluster(objects, { admission: 'skip', settle: 'never' });
}

function profileOf(pod: ControllerPod, ...objects: readonly unknown[]): ControllerProfile | undefined {
  return controllersOf(cluster(controllerPod('ingress/c', pod), ...objects))[0]?.profile;
}

describe('controllersOf', () => {
  test.each([
    ['registry.k8s.io/ingress-nginx/controller:v1.15.1@sha256:594c', 'ingress-nginx', '1.15.1'],
    ['registry.k8s.io/ingress-nginx/controller@sha256:594c', 'ingress-nginx', ''],
    ['registry.k8s.io/ingress-nginx/controller-chroot:v1.12.0', 'ingress-nginx', '1.12.0'],
    [
      'quay.io/kubernetes-ingress-controller/nginx-ingress-controller:0.9.0-beta.15',
      'ingress-nginx',
      '0.9.0-beta.15',
    ],
    ['gcr.io/google_containers/nginx-ingress-controller:0.8.3', 'ingress-nginx', '0.8.3'],
    ['quay.io/jcmoraisjr/haproxy-ingress:v0.14.6', 'haproxy-ingress', '0.14.6'],
    ['haproxytech/kubernetes-ingress:3.0.1', 'haproxytech-kubernetes-ingress', '3.0.1'],
    ['nginx/nginx-ingress:4.0.0', 'nginx-kubernetes-ingress', '4.0.0'],
  ])('recognises %s', (image, name, version) => {
    expect(profileOf({ image })).toMatchObject({ name, version });
  });

  test.each(['nginx:1.27', 'registry.k8s.io/ingress-nginx/kube-webhook-certgen:v1.6.9', 'traefik:v3.2'])(
    'does not take %s for a controller',
    (image) => {
      expect(profileOf({ image })).toBeUndefined();
    },
  );

  test('takes traefik for a controller where it is told to read Ingresses', () => {
    expect(profileOf({ image: 'traefik:v3.2', args: ['--providers.kubernetesingress'] })).toMatchObject({
      name: 'traefik',
      dialect: 'traefik',
      takesWithoutClass: true,
    });
  });

  test('takes an unknown image for a controller where an argument names the controller of an IngressClass', () => {
    const args = ['--controller-class=acme.io/ingress'];
    expect(profileOf({ image: 'acme/proxy:1', args }, ingressClass('acme', 'acme.io/ingress'))).toMatchObject(
      {
        name: 'acme.io/ingress',
        dialect: 'spec',
        controllerClass: 'acme.io/ingress',
      },
    );
    expect(profileOf({ image: 'acme/proxy:1', args })).toBeUndefined();
  });

  test('reads the flags of ingress-nginx', () => {
    const args = [
      '/nginx-ingress-controller',
      '--controller-class=k8s.io/internal',
      '--ingress-class',
      'internal',
      '--watch-ingress-without-class',
      '--ingress-class-by-name=true',
      '--annotations-prefix=acme.io',
      '--watch-namespace=$(POD_NAMESPACE)',
      '--http-port=8080',
      '--https-port=8443',
    ];
    const env = [{ name: 'POD_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } }];
    expect(profileOf({ args, env })).toMatchObject({
      controllerClass: 'k8s.io/internal',
      annotationClass: 'internal',
      takesWithoutClass: true,
      takesClassByName: true,
      annotationPrefix: 'acme.io',
      watchNamespace: 'ingress',
      httpPorts: [8080],
      httpsPorts: [8443],
    });
  });

  test('fills in the defaults of ingress-nginx', () => {
    expect(profileOf({})).toMatchObject({
      controllerClass: 'k8s.io/ingress-nginx',
      annotationClass: 'nginx',
      classRule: 'class-object',
      takesWithoutClass: false,
      watchNamespace: '',
      annotationPrefix: 'nginx.ingress.kubernetes.io',
      httpPorts: [80],
      httpsPorts: [443],
    });
  });

  test.each([
    ['v0.9.0-beta.17', 'ingress.kubernetes.io', 'class-text'],
    ['v0.9.0-beta.18', 'nginx.ingress.kubernetes.io', 'class-text'],
    ['v0.49.3', 'nginx.ingress.kubernetes.io', 'class-text'],
    ['v1.0.0', 'nginx.ingress.kubernetes.io', 'class-object'],
  ])('ingress-nginx %s reads annotations with %s, and classes by %s', (tag, annotationPrefix, classRule) => {
    expect(profileOf({ image: `registry.k8s.io/ingress-nginx/controller:${tag}` })).toMatchObject({
      annotationPrefix,
      classRule,
    });
  });

  test('finds the ConfigMap that the flag names', () => {
    const profile = profileOf(
      { args: ['--configmap=ingress/settings'] },
      configMap('ingress/settings', { 'ssl-redirect': 'false' }),
    );
    expect(profile?.configMap?.data).toEqual({ 'ssl-redirect': 'false' });
  });

  test('takes the ports of other controllers from their container ports, by name or by number', () => {
    const args = ['--providers.kubernetesingress'];
    const ports = [
      { name: 'web', containerPort: 9000 },
      { name: 'websecure', containerPort: 9443 },
      { name: 'metrics', containerPort: 8080 },
    ];
    expect(profileOf({ image: 'traefik:v3', args, ports })).toMatchObject({
      httpPorts: [9000],
      httpsPorts: [9443],
    });
    expect(profileOf({ image: 'traefik:v3', args, ports: [{ containerPort: 8000 }] })).toMatchObject({
      httpPorts: [8000],
      httpsPorts: [],
    });
    expect(profileOf({ image: 'traefik:v3', args })).toMatchObject({ httpPorts: [80], httpsPorts: [443] });
  });

  test('gives pods with equal settings one profile, and leaves out those that ended', () => {
    const found = controllersOf(
      cluster(
        controllerPod('ingress/a'),
        controllerPod('ingress/b'),
        controllerPod('ingress/c', { phase: 'Failed' }),
        controllerPod('internal/d'),
      ),
    );
    expect(found.map(({ pods }) => pods.map((pod) => pod.metadata.name))).toEqual([['a', 'b'], ['d']]);
  });

  test('is the same value as long as nothing that it was made of changes', () => {
    const one = cluster(controllerPod('ingress/a'));
    expect(controllersOf(one)).toBe(controllersOf(one));
  });
});

describe('controllerAt', () => {
  const one = cluster(controllerPod('ingress/a'), controllerPod('shop/web', { image: 'nginx' }));

  test('is the controller that a pod is, on the ports where it takes requests', () => {
    expect(controllerAt(one, 'ingress/a', 80)?.name).toBe('ingress-nginx');
    expect(controllerAt(one, 'ingress/a', 443)).toBe(controllerAt(one, 'ingress/a', 80));
  });

  test('is nobody on other ports, in other pods, and in pods that do not exist', () => {
    expect(controllerAt(one, 'ingress/a', 10254)).toBeUndefined();
    expect(controllerAt(one, 'shop/web', 80)).toBeUndefined();
    expect(controllerAt(one, 'shop/gone', 80)).toBeUndefined();
  });
});

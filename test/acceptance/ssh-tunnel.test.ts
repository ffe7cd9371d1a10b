import { createCluster, minikube, network, traceRequest } from '@kubehop/core';
import { expect, test } from 'vitest';
import { service } from '../objects/service.js';

/** @see kubernetes/minikube site/content/en/docs/handbook/accessing.md; pkg/minikube/tunnel/kic */
test('with a container for a node minikube tunnel puts the loopback address of the host into the status, and nothing says more', () => {
  const cluster = createCluster([service('shop/web', { type: 'LoadBalancer', ports: [{ port: 80 }] })], {
    platform: minikube({ tunnel: 'container' }),
  });
  expect(cluster.get('Service', 'shop/web')?.status.loadBalancer.ingress).toMatchObject([
    { ip: '127.0.0.1' },
  ]);
  expect(
    traceRequest(cluster, { from: network('192.168.49.1'), url: 'http://127.0.0.1/' }).outcome,
  ).toMatchObject({
    kind: 'unknown',
    cause: { code: 'service-address-route-unknown' },
  });
});

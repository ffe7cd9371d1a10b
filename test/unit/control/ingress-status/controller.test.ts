import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../../packages/core/src/cluster/cluster.js';
import { controllers } from '../../../../packages/core/src/control/controllers.js';
import { createClusterWith } from '../../../../packages/core/src/control/create-cluster.js';
import { ingressStatusController } from '../../../../packages/core/src/control/ingress-status/controller.js';
import { service } from '../../../objects/service.js';

/** Publishes the address of the Service `edge/proxy` for Ingresses of class `edge`. */
const status = ingressStatusController({
  addressesOf: (cluster, ingress) =>
    ingress.spec.ingressClassName === 'edge'
      ? (cluster.get('Service', 'edge/proxy')?.status.loadBalancer.ingress ?? [])
      : undefined,
  concerns: ({ kind, metadata }) => kind === 'Service' && metadata.namespace === 'edge',
});

const proxy = service('edge/proxy', { type: 'LoadBalancer', ports: [{ port: 80 }] });

function ingressOf(name: string, ingressClassName: string): unknown {
  const defaultBackend = { service: { name: 'web', port: { number: 80 } } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, namespace: 'shop' },
    spec: { ingressClassName, defaultBackend },
  };
}

function addressesOf(cluster: Cluster, name: string): readonly (string | undefined)[] | undefined {
  return cluster.get('Ingress', `shop/${name}`)?.status.loadBalancer.ingress.map(({ ip }) => ip);
}

describe('ingressStatusController', () => {
  const working = [...controllers, status];

  test('an Ingress shows where its controller is found; one that nobody serves shows nothing', () => {
    const cluster = createClusterWith(working, [
      proxy,
      ingressOf('mine', 'edge'),
      ingressOf('other', 'none'),
    ]);
    expect(addressesOf(cluster, 'mine')).toEqual(cluster.infrastructure[0]?.addresses);
    expect(addressesOf(cluster, 'other')).toEqual([]);
  });

  test('the status follows when the controller moves', () => {
    const before = createClusterWith(working, [ingressOf('mine', 'edge')]);
    expect(addressesOf(before, 'mine')).toEqual([]);
    const after = before.apply(proxy);
    expect(addressesOf(after, 'mine')).toEqual(after.infrastructure[0]?.addresses);
  });
});

import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../../packages/core/src/cluster/cluster.js';
import { createCluster } from '../../../../packages/core/src/control/create-cluster.js';
import { traceRequest } from '../../../../packages/core/src/pipeline/trace-request.js';
import { metallb } from '../../../../packages/core/src/provider/metallb.js';
import { service, type ServiceSpecManifest } from '../../../objects/service.js';

function balanced(name: string, port: number, annotations: object, spec: ServiceSpecManifest = {}): unknown {
  const made = service(`shop/${name}`, {
    type: 'LoadBalancer',
    selector: { app: name },
    ports: [{ port, targetPort: 8080 }],
    ...spec,
  });
  return { ...made, metadata: { ...made.metadata, annotations } };
}

function pod(name: string): unknown {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace: 'shop', name, labels: { app: name } },
    spec: { containers: [{ name, image: name, ports: [{ containerPort: 8080 }] }] },
  };
}

function addresses(cluster: Cluster): readonly (readonly (string | undefined)[])[] {
  return ['a', 'b'].map((name) =>
    (cluster.get('Service', `shop/${name}`)?.status.loadBalancer.ingress ?? []).map(({ ip }) => ip),
  );
}

const key = { 'metallb.io/allow-shared-ip': 'k' };
const asking = { ...key, 'metallb.io/loadBalancerIPs': '192.168.1.230' };
const local: ServiceSpecManifest = { externalTrafficPolicy: 'Local' };

function two(...[a, b]: readonly [unknown, unknown]): Cluster {
  return createCluster([pod('a'), pod('b'), a, b], { platform: metallb() });
}

describe('addresses of MetalLB', () => {
  test('are shared by Services of one key on different ports, each of which leads to its own pods', () => {
    const cluster = two(balanced('a', 80, asking), balanced('b', 81, asking));
    expect(addresses(cluster)).toEqual([['192.168.1.230'], ['192.168.1.230']]);
    expect(cluster.problems).toEqual([]);
    for (const [port, name] of [
      [80, 'a'],
      [81, 'b'],
    ]) {
      const { hops, outcome } = traceRequest(cluster, { url: `http://192.168.1.230:${port}/` });
      expect([outcome.kind, hops.at(-1)?.place]).toMatchObject(['response', { kind: 'pod', name }]);
    }
  });

  test('are shared without being asked for', () => {
    const [a, b] = addresses(two(balanced('a', 80, key), balanced('b', 81, key)));
    expect(a).toEqual(b);
  });

  test.each<readonly [string, unknown, unknown]>([
    ['the port is the same', balanced('a', 80, asking), balanced('b', 80, asking)],
    [
      'the key differs',
      balanced('a', 80, asking),
      balanced('b', 81, { ...asking, 'metallb.io/allow-shared-ip': 'other' }),
    ],
    [
      'one does not allow it',
      balanced('a', 80, asking),
      balanced('b', 81, { 'metallb.io/loadBalancerIPs': '192.168.1.230' }),
    ],
    [
      'under policy Local the pods are others',
      balanced('a', 80, asking, local),
      balanced('b', 81, asking, local),
    ],
  ])('are not shared where %s: the later one is pending, and a notice says why', (_, a, b) => {
    const cluster = two(a, b);
    expect(addresses(cluster)).toEqual([['192.168.1.230'], []]);
    expect(cluster.problems).toMatchObject([
      {
        code: 'load-balancer-pending',
        object: { name: 'b' },
        path: 'metadata.annotations[metallb.io/loadBalancerIPs]',
        message: 'the load balancer stays pending: the address 192.168.1.230 is held by another',
      },
    ]);
  });
});

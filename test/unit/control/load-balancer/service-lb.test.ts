import { describe, expect, test } from 'vitest';
import { createCluster } from '../../../../packages/core/src/control/create-cluster.js';
import { k3d } from '../../../../packages/core/src/provider/k3d.js';
import { k3s } from '../../../../packages/core/src/provider/k3s.js';
import { node } from '../../../objects/node.js';
import { service } from '../../../objects/service.js';

const enabled = { 'svccontroller.k3s.cattle.io/enablelb': 'true' };
const tainted = (key: string): object => ({ key, effect: 'NoSchedule' });
const pool = (name: string): object => ({ 'svccontroller.k3s.cattle.io/lbpool': name });

function labelled(name: string, address: string, labels: object, taints: readonly object[] = []): unknown {
  const made = node(name, [address]);
  return { ...made, metadata: { name, labels }, spec: { ...made.spec, taints } };
}

function addresses(nodes: readonly unknown[], labels: object = {}): readonly (string | undefined)[] {
  const made = service('shop/web', { type: 'LoadBalancer', ports: [{ port: 80 }] });
  const web = { ...made, metadata: { ...made.metadata, labels } };
  const cluster = createCluster([...nodes, web], { platform: k3s() });
  return (cluster.get('Service', 'shop/web')?.status.loadBalancer.ingress ?? []).map(({ ip }) => ip);
}

describe('ServiceLB of k3s', () => {
  test('has the addresses of all nodes where none is labelled', () => {
    expect(addresses([labelled('a', '10.0.0.1', {}), labelled('b', '10.0.0.2', {})])).toEqual([
      '10.0.0.1',
      '10.0.0.2',
    ]);
  });

  test('has those of labelled nodes only where one is', () => {
    const off = { 'svccontroller.k3s.cattle.io/enablelb': 'false' };
    const nodes = [
      labelled('a', '10.0.0.1', enabled),
      labelled('b', '10.0.0.2', {}),
      labelled('c', '10.0.0.3', off),
    ];
    expect(addresses(nodes)).toEqual(['10.0.0.1']);
  });

  test('has those of the pool that the Service names', () => {
    const nodes = [
      labelled('a', '10.0.0.1', { ...enabled, ...pool('p') }),
      labelled('b', '10.0.0.2', { ...enabled, ...pool('q') }),
    ];
    expect(addresses(nodes, pool('q'))).toEqual(['10.0.0.2']);
    expect(addresses(nodes)).toEqual(['10.0.0.1', '10.0.0.2']);
  });

  test('tolerates the taint of a control plane, and no other', () => {
    const nodes = [
      labelled('a', '10.0.0.1', {}, [tainted('node-role.kubernetes.io/control-plane')]),
      labelled('b', '10.0.0.2', {}, [tainted('gpu')]),
    ];
    expect(addresses(nodes)).toEqual(['10.0.0.1']);
  });

  test('has the addresses of the containers on k3d', () => {
    const web = service('shop/web', { type: 'LoadBalancer', ports: [{ port: 80 }] });
    const cluster = createCluster([web], { platform: k3d({ nodes: 2 }) });
    expect(cluster.get('Service', 'shop/web')?.status.loadBalancer.ingress).toEqual([
      { ip: '172.18.0.3', ipMode: 'VIP' },
      { ip: '172.18.0.2', ipMode: 'VIP' },
    ]);
  });
});

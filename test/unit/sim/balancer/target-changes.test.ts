import { describe, expect, test } from 'vitest';
import { createCluster, gcp, type LoadBalancer } from '@kubehop/core';
import { concernsTargets } from '../../../../packages/sim/src/balancer/target-changes.js';

const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { type: 'LoadBalancer', selector: { app: 'web' }, ports: [{ port: 80 }] },
};

function nodeWith(rest: object): object {
  return { apiVersion: 'v1', kind: 'Node', metadata: { name: 'a' }, ...rest };
}

const usual = nodeWith({ status: { conditions: [{ type: 'Ready', status: 'True' }] } });

/** Whether a change of a node concerns the targets of the balancer of the Service. */
function concerns(node: object, kubernetesMinor = 34, more: Partial<LoadBalancer> = {}): boolean {
  const platform = gcp({ kubernetesMinor });
  const before = createCluster([usual, service], { platform });
  const [balancer] = before.infrastructure;
  const from = before.get('Node', 'a');
  const to = createCluster([node], { platform }).get('Node', 'a');
  if (balancer === undefined || from === undefined || to === undefined)
    throw new TypeError('something lacks');
  const change = { added: [], removed: [], updated: [{ from, to }] };
  return concernsTargets(change, { ...balancer, ...more }, platform);
}

const tainted = nodeWith({
  spec: { taints: [{ key: 'ToBeDeletedByClusterAutoscaler', effect: 'NoSchedule' }] },
  status: { conditions: [{ type: 'Ready', status: 'True' }] },
});

const notReady = nodeWith({ status: { conditions: [{ type: 'Ready', status: 'False' }] } });

const leftOut = nodeWith({
  metadata: { name: 'a', labels: { 'node.kubernetes.io/exclude-from-external-load-balancers': '' } },
});

describe('the service controller lists nodes anew', () => {
  test.each<[string, object, boolean]>([
    ['for the label that leaves a node out', leftOut, true],
    ['for no taint', tainted, false],
    ['for no node that is not ready', notReady, false],
  ])('%s', (_, node, expected) => {
    expect(concerns(node)).toBe(expected);
  });

  test('for a taint up to 1.26', () => {
    expect(concerns(tainted, 26)).toBe(true);
  });
});

/** Whether a new slice of endpoints concerns the targets of the balancer of the Service. */
function concernsSlice(more: Partial<LoadBalancer> = {}): boolean {
  const platform = gcp();
  const cluster = createCluster([usual, service], { platform });
  const [balancer] = cluster.infrastructure;
  if (balancer === undefined) throw new TypeError('there is no load balancer');
  const change = { added: cluster.list('EndpointSlice').slice(0, 1), removed: [], updated: [] };
  return concernsTargets(change, { ...balancer, ...more }, platform);
}

test('endpoints concern a balancer whose targets are pods, and none whose targets are nodes', () => {
  expect(concernsSlice()).toBe(false);
  expect(concernsSlice({ targetType: 'pod' })).toBe(true);
});

test('other controllers follow every change of a node', () => {
  expect(concerns(notReady, 34, { controller: 'aws-load-balancer-controller' })).toBe(true);
});

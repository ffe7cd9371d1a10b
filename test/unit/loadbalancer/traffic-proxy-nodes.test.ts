import { expect, test } from 'vitest';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { targetsOf } from '../../../packages/core/src/loadbalancer/targets.js';
import { aws } from '../../../packages/core/src/provider/aws.js';
import { service } from '../../objects/service.js';

interface Stated {
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly { readonly key: string; readonly effect: string }[];
  readonly ready?: 'True' | 'False';
}

const nodes: Readonly<Record<string, Stated>> = {
  plain: {},
  'master-of-old': { labels: { 'node-role.kubernetes.io/master': '' } },
  fargate: { labels: { 'eks.amazonaws.com/compute-type': 'fargate' } },
  'not-excluded': { labels: { 'node.kubernetes.io/exclude-from-external-load-balancers': 'false' } },
  scaled: { taints: [{ key: 'ToBeDeletedByClusterAutoscaler', effect: 'NoSchedule' }] },
  disrupted: { taints: [{ key: 'karpenter.sh/disrupted', effect: 'NoSchedule' }] },
  unready: { ready: 'False' },
};

function node(
  [name, { labels = {}, taints = [], ready = 'True' }]: readonly [string, Stated],
  index: number,
): unknown {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels },
    spec: { taints },
    status: {
      addresses: [{ type: 'InternalIP', address: `10.0.0.${11 + index}` }],
      conditions: [{ type: 'Ready', status: ready }],
    },
  };
}

test.each([
  ['the AWS Load Balancer Controller', 'external', ['plain']],
  [
    'the cloud provider',
    'nlb',
    ['disrupted', 'fargate', 'master-of-old', 'not-excluded', 'plain', 'unready'],
  ],
])('which nodes are targets of an NLB of %s', (_, type, expected) => {
  const made = service('shop/web', { type: 'LoadBalancer', ports: [{ port: 80 }] });
  const annotations = { 'service.beta.kubernetes.io/aws-load-balancer-type': type };
  const objects = [
    ...Object.entries(nodes).map(node),
    { ...made, metadata: { ...made.metadata, annotations } },
  ];
  const cluster = createCluster(objects, { platform: aws() });
  const [balancer] = cluster.infrastructure;
  const [listener] = balancer?.listeners ?? [];
  const targets =
    balancer === undefined || listener === undefined ? [] : targetsOf(cluster, balancer, listener);
  expect(targets.map(({ name }) => name).sort()).toEqual(expected);
});

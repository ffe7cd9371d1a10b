import { describe, expect, test } from 'vitest';
import type { Platform } from '../../../../../packages/core/src/cluster/platform.js';
import { aws } from '../../../../../packages/core/src/provider/aws.js';
import { azure } from '../../../../../packages/core/src/provider/azure.js';
import { metallb } from '../../../../../packages/core/src/provider/metallb.js';
import { clusterOf, codes, exampleText, found, told } from './example.js';

const code = 'local-policy-without-endpoint';
const text = exampleText(code);
const balanced = exampleText(code, 'fixed');
const policy = 'externalTrafficPolicy: Local';
const lost = 'timeout: no-local-endpoint';

describe('local-policy-without-endpoint', () => {
  test('the node port of a node that has no pod', () => {
    const cluster = clusterOf(text);
    expect(told(cluster, code)).toEqual([
      `warning | Service shop/shop | spec.externalTrafficPolicy | ${lost}`,
    ]);
    expect(codes(cluster)).toEqual([code]);
    const [finding] = found(cluster, code);
    const used = new Set(cluster.list('Pod', 'shop').map(({ spec }) => spec.nodeName));
    const unused = cluster.list('Node').find(({ metadata }) => !used.has(metadata.name));
    expect(finding?.message).toContain(`node ${unused?.metadata.name ?? ''}, which has no ready pod`);
  });

  test.each<[string, Platform | undefined]>([
    ['of the platform', undefined],
    ['of Azure', azure()],
    ['of MetalLB', metallb()],
  ])('not behind a load balancer %s that asks for endpoints', (_, platform) => {
    expect(codes(clusterOf(balanced, platform === undefined ? {} : { platform }))).toEqual([]);
  });

  test.each<[string, Record<string, string>]>([
    ['policy Cluster', { [policy]: 'externalTrafficPolicy: Cluster' }],
    ['a pod on every node', { 'replicas: 2': 'replicas: 3' }],
    ['no ready pod at all', { 'replicas: 2': 'replicas: 0' }],
    [
      'pods that are for one node',
      {
        'spec:\n      containers':
          'spec:\n      nodeSelector: { kubernetes.io/hostname: node-1 }\n      containers',
      },
    ],
    [
      'no port of nodes',
      { 'type: NodePort\n  externalTrafficPolicy: Local': 'type: ClusterIP', ', nodePort: 30080': '' },
    ],
  ])('not with %s', (_, replace) => {
    expect(codes(clusterOf(text, { replace }))).toEqual([]);
  });

  test.each([
    ['false', [code]],
    ['true', []],
    ['', []],
  ])('nodes that are left out of load balancers: the label reads %j', (value, expected) => {
    const cluster = clusterOf(text);
    const labelled = cluster.list('Node').map(({ metadata, ...node }) => ({
      ...node,
      metadata: {
        ...metadata,
        labels: { ...metadata.labels, 'node.kubernetes.io/exclude-from-external-load-balancers': value },
      },
    }));
    expect(codes(labelled.reduce((after, node) => after.apply(node), cluster))).toEqual(expected);
  });

  test('an NLB whose health check asks kube-proxy takes every node for healthy', () => {
    const annotations = [
      'service.beta.kubernetes.io/aws-load-balancer-type: nlb',
      "service.beta.kubernetes.io/aws-load-balancer-healthcheck-port: '10256'",
    ].join(', ');
    const replace = {
      'metadata: { name: shop, namespace: shop }\nspec:\n  type': `metadata: { name: shop, namespace: shop, annotations: { ${annotations} } }\nspec:\n  type`,
    };
    const cluster = clusterOf(balanced, { platform: aws(), replace });
    expect(told(cluster, code)).toEqual([
      `warning | Service shop/shop | spec.externalTrafficPolicy | ${lost}`,
    ]);
    expect(found(cluster, code)[0]?.message).toContain('whose health check does not ask for endpoints');
  });
});

const agent = `
apiVersion: v1
kind: Pod
metadata: { name: agent, namespace: logs, labels: { app: agent } }
spec: { nodeName: node-1, containers: [{ name: agent, image: registry.example.com/agent:2.0 }] }
---
apiVersion: v1
kind: Service
metadata: { name: agent, namespace: logs }
spec: { internalTrafficPolicy: Local, selector: { app: agent }, ports: [{ port: 24224 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: shop, namespace: shop }
spec:
  nodeName: node-2
  containers:
    - name: shop
      image: registry.example.com/shop:1.4
      env: [{ name: LOGS_HOST, value: 'agent.logs:24224' }]
`;

describe('local-policy-without-endpoint of internalTrafficPolicy', () => {
  const ofAgent = `warning | Service logs/agent | spec.internalTrafficPolicy | ${lost}`;

  test.each<[string, Record<string, string>, readonly string[]]>([
    ['a pod that is told of the Service', {}, [ofAgent]],
    [
      'a pod of the same namespace',
      { 'namespace: shop': 'namespace: logs', 'agent.logs:24224': '' },
      [ofAgent],
    ],
    ['nobody', { 'agent.logs:24224': '' }, []],
    ['a pod on the same node', { 'nodeName: node-2': 'nodeName: node-1' }, []],
    ['a pod, with policy Cluster', { 'internalTrafficPolicy: Local': 'internalTrafficPolicy: Cluster' }, []],
    [
      'a pod, of a headless Service',
      { 'internalTrafficPolicy: Local': 'clusterIP: None, internalTrafficPolicy: Local' },
      [],
    ],
  ])('asked by %s', (_, replace, expected) => {
    expect(told(clusterOf(agent, { replace }), code)).toEqual(expected);
  });
});

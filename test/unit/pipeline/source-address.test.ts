import { describe, expect, test } from 'vitest';
import { traceRequest } from '../../../packages/core/src/pipeline/trace-request.js';
import type { Origin } from '../../../packages/core/src/request/origin.js';
import { node } from '../../objects/node.js';
import { pod } from '../../objects/pod.js';
import { proxiedCluster } from '../../objects/proxied-cluster.js';

const hostPod = pod('kube-system/agent', {}, { address: '192.168.0.2', nodeName: 'node-a' });
const cluster = proxiedCluster([
  node('node-a', ['192.168.0.2', '10.9.0.2', 'fd00::2']),
  node('node-b', ['192.168.0.3']),
  { ...hostPod, spec: { ...hostPod.spec, hostNetwork: true } },
  pod('shop/web', {}, { address: '10.244.1.5', nodeName: 'node-a' }),
]);

const onNode: Origin = { kind: 'node', node: 'node-a' };
const inHostNetwork: Origin = { kind: 'pod', namespace: 'kube-system', name: 'agent' };
const inPod: Origin = { kind: 'pod', namespace: 'shop', name: 'web' };

describe('the source address', () => {
  test.each<[string, Origin, string, string]>([
    ['of a process on a node is the first address of the node', onNode, '192.168.0.3', '192.168.0.2'],
    ['of a process that asks its own node is the address asked', onNode, '10.9.0.2', '10.9.0.2'],
    ['of a process that asks its own node in IPv6 is the address asked', onNode, '[fd00::2]', 'fd00::2'],
    ['of a process that asks loopback is the address asked', onNode, '127.0.0.1', '127.0.0.1'],
    [
      'of a hostNetwork pod that asks its own node is the address asked',
      inHostNetwork,
      '10.9.0.2',
      '10.9.0.2',
    ],
    ['of a pod that asks its node is the address of the pod', inPod, '10.9.0.2', '10.244.1.5'],
  ])('%s', (_, from, to, source) => {
    const { hops } = traceRequest(cluster, { from, url: `tcp://${to}:4000` });
    expect(hops.find(({ stage }) => stage === 'node')?.packet.source.address).toBe(source);
  });
});

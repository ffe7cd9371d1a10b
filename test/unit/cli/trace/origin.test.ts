import { describe, expect, test } from 'vitest';
import { readOrigin } from '../../../../packages/cli/src/trace/origin.js';
import { WrongUse } from '../../../../packages/cli/src/wrong-use.js';

describe('readOrigin', () => {
  test.each([
    ['internet', { kind: 'internet', address: '203.0.113.7' }],
    ['internet/198.51.100.3', { kind: 'internet', address: '198.51.100.3' }],
    ['internet/2001:DB8::0:1', { kind: 'internet', address: '2001:db8::1' }],
    ['network/10.0.0.200', { kind: 'network', address: '10.0.0.200' }],
    ['node/node-1', { kind: 'node', node: 'node-1' }],
    ['no/node-1', { kind: 'node', node: 'node-1' }],
    ['nodes/node-1', { kind: 'node', node: 'node-1' }],
    ['pod/shop/web-0', { kind: 'pod', namespace: 'shop', name: 'web-0' }],
    ['pods/shop/web-0', { kind: 'pod', namespace: 'shop', name: 'web-0' }],
    ['po/shop/web-0', { kind: 'pod', namespace: 'shop', name: 'web-0' }],
    ['Pod/shop/web-0', { kind: 'pod', namespace: 'shop', name: 'web-0' }],
    ['pod/web-0', { kind: 'pod', namespace: 'default', name: 'web-0' }],
  ])('%s is an origin', (text, origin) => {
    expect(readOrigin(text)).toEqual(origin);
  });

  test.each([
    ['deployment', 'Deployment'],
    ['deployments', 'Deployment'],
    ['deploy', 'Deployment'],
    ['replicaset', 'ReplicaSet'],
    ['rs', 'ReplicaSet'],
    ['statefulset', 'StatefulSet'],
    ['sts', 'StatefulSet'],
    ['daemonset', 'DaemonSet'],
    ['ds', 'DaemonSet'],
    ['job', 'Job'],
    ['jobs', 'Job'],
    ['replicationcontroller', 'ReplicationController'],
    ['rc', 'ReplicationController'],
  ])('%s is a workload', (kind, expected) => {
    expect(readOrigin(`${kind}/shop/web`)).toEqual({
      kind: 'workload',
      workload: { kind: expected, namespace: 'shop', name: 'web' },
    });
  });

  test.each([
    ['network', 'needs an IP address'],
    ['network/', 'needs an IP address'],
    ['internet/example.com', 'needs an IP address'],
    ['internet/1.2.3.4/5', 'needs an IP address'],
    ['node', 'names no node'],
    ['node/a/b', 'names no node'],
    ['pod', 'names no object'],
    ['pod/shop/', 'names no object'],
    ['deploy/a/b/c', 'names no object'],
    ['service/shop/web', 'write internet, internet/IP'],
    ['', 'write internet, internet/IP'],
  ])('"%s" is wrong use', (text, message) => {
    expect(() => readOrigin(text)).toThrow(WrongUse);
    expect(() => readOrigin(text)).toThrow(message);
  });

  test('a kind that is nearly one is asked for', () => {
    expect(() => readOrigin('deploymant/shop/web')).toThrow('did you mean "deployment"?');
  });
});

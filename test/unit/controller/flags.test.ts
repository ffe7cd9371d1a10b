import { describe, expect, test } from 'vitest';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { flagsOf } from '../../../packages/core/src/controller/flags.js';
import { controllerPod } from './controller-pod.js';

const env = [
  { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
  { name: 'POD_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
  { name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
  { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
  { name: 'CLASS', value: 'one' },
  { name: 'CLASS', value: 'two' },
];

function flags(...args: readonly string[]): Readonly<Record<string, string>> {
  const cluster = createCluster([controllerPod('ingress/c', { args, env })], {
    admission: 'skip',
    settle: 'never',
  });
  const pod = cluster.get('Pod', 'ingress/c');
  const container = pod?.spec.containers[1];
  if (pod === undefined || container === undefined) throw new TypeError('no pod');
  return flagsOf(pod, container);
}

describe('flagsOf', () => {
  test.each([
    ['a value behind an equals sign', ['--a=b=c'], { a: 'b=c' }],
    ['a value in the next word', ['--a', 'b'], { a: 'b' }],
    ['a flag without value is true', ['--a', '--b=c'], { a: 'true', b: 'c' }],
    ['the last of a repeated flag counts', ['--a=b', '--a=c'], { a: 'c' }],
    ['words that are no flags are left out', ['/controller', '-v=2', '--a=b'], { a: 'b' }],
    ['a field of the pod', ['--a=$(POD_NAMESPACE)/$(POD_NAME)'], { a: 'ingress/c' }],
    ['the node and the address', ['--a=$(NODE)', '--b=$(POD_IP)'], { a: 'node-a', b: '10.244.1.9' }],
    ['the last of a repeated variable counts', ['--a=$(CLASS)'], { a: 'two' }],
    ['a variable that is not defined stays', ['--a=$(NOBODY)'], { a: '$(NOBODY)' }],
    ['a doubled dollar sign is one', ['--a=$$(CLASS)'], { a: '$(CLASS)' }],
  ])('%s', (_title, args, expected) => {
    expect(flags(...args)).toEqual(expected);
  });
});

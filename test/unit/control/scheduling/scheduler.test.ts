import { describe, expect, test } from 'vitest';
import { createCluster } from '../../../../packages/core/src/control/create-cluster.js';
import { cloud } from '../../../../packages/core/src/provider/cloud.js';
import { service } from '../../../objects/service.js';
import { barePod, deployment, type PodSpecManifest } from '../../../objects/workload.js';
import { codes, podNamed, pods, settled } from '../settled.js';

interface NodeOptions {
  readonly labels?: Readonly<Record<string, string>>;
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly maximum?: number;
}

function node(name: string, { labels = {}, spec = {}, maximum }: NodeOptions = {}): unknown {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels },
    spec,
    ...(maximum !== undefined && { status: { allocatable: { pods: String(maximum) } } }),
  };
}

/** What the scheduler says of a pod: the node, or why there is none. */
function verdict(pod: PodSpecManifest, ...nodes: readonly unknown[]): string | undefined {
  const { spec, status } = podNamed(settled([...nodes, barePod('shop/web', { pod })]), 'web');
  return spec.nodeName ?? status.conditions.find((condition) => condition.type === 'PodScheduled')?.message;
}

const taint = { key: 'dedicated', value: 'gpu', effect: 'NoSchedule' };
const tainted = node('tainted', { spec: { taints: [taint] } });
const plain = node('plain', { labels: { disk: 'ssd', cores: '8' } });

function affinity(...nodeSelectorTerms: readonly object[]): PodSpecManifest {
  return {
    affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } },
  };
}

function needs(key: string, operator: string, ...values: readonly string[]): PodSpecManifest {
  return affinity({ matchExpressions: [{ key, operator, values }] });
}

const unmatched = "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector.";
const untolerated = '0/1 nodes are available: 1 node(s) had untolerated taint {dedicated: gpu}.';

describe('scheduler', () => {
  test.each<readonly [string, PodSpecManifest, unknown, string]>([
    ['a pod without demands goes anywhere', {}, plain, 'plain'],
    ['a node with the labels of nodeSelector fits', { nodeSelector: { disk: 'ssd' } }, plain, 'plain'],
    ['a node with another label does not', { nodeSelector: { disk: 'hdd' } }, plain, unmatched],
    ['affinity In', needs('disk', 'In', 'hdd', 'ssd'), plain, 'plain'],
    ['affinity In without the value', needs('disk', 'In', 'hdd'), plain, unmatched],
    ['affinity NotIn holds without the label', needs('gpu', 'NotIn', 'a100'), plain, 'plain'],
    ['affinity NotIn with the value', needs('disk', 'NotIn', 'ssd'), plain, unmatched],
    ['affinity Exists', needs('disk', 'Exists'), plain, 'plain'],
    ['affinity DoesNotExist', needs('disk', 'DoesNotExist'), plain, unmatched],
    ['affinity Gt compares whole numbers', needs('cores', 'Gt', '7'), plain, 'plain'],
    ['affinity Gt is strict', needs('cores', 'Gt', '8'), plain, unmatched],
    ['affinity Lt', needs('cores', 'Lt', '9'), plain, 'plain'],
    ['affinity Lt of a label that is no number', needs('disk', 'Lt', '9'), plain, unmatched],
    [
      'one of several terms is enough',
      affinity(
        { matchExpressions: [{ key: 'disk', operator: 'In', values: ['hdd'] }] },
        { matchExpressions: [{ key: 'cores', operator: 'Exists' }] },
      ),
      plain,
      'plain',
    ],
    [
      'a term may name the node',
      affinity({ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['plain'] }] }),
      plain,
      'plain',
    ],
    ['a taint keeps pods away', {}, tainted, untolerated],
    [
      'a toleration of key and value',
      { tolerations: [{ key: 'dedicated', value: 'gpu' }] },
      tainted,
      'tainted',
    ],
    [
      'a toleration of another value',
      { tolerations: [{ key: 'dedicated', value: 'cpu' }] },
      tainted,
      untolerated,
    ],
    [
      'a toleration of the key alone',
      { tolerations: [{ key: 'dedicated', operator: 'Exists' }] },
      tainted,
      'tainted',
    ],
    ['a toleration of everything', { tolerations: [{ operator: 'Exists' }] }, tainted, 'tainted'],
    [
      'a toleration of another effect',
      { tolerations: [{ key: 'dedicated', operator: 'Exists', effect: 'NoExecute' }] },
      tainted,
      untolerated,
    ],
    [
      'PreferNoSchedule keeps nobody away',
      {},
      node('soft', { spec: { taints: [{ ...taint, effect: 'PreferNoSchedule' }] } }),
      'soft',
    ],
    [
      'an unschedulable node',
      {},
      node('cordoned', { spec: { unschedulable: true } }),
      '0/1 nodes are available: 1 node(s) were unschedulable.',
    ],
    ['a full node', {}, node('full', { maximum: 0 }), '0/1 nodes are available: 1 Too many pods.'],
  ])('%s', (_, pod, given, expected) => {
    expect(verdict(pod, given)).toBe(expected);
  });

  test('what keeps a pod off its nodes is counted, sorted and reported', () => {
    const cordoned = node('cordoned', { spec: { unschedulable: true } });
    const pod = { nodeSelector: { disk: 'hdd' } };
    const message =
      "0/3 nodes are available: 1 node(s) didn't match Pod's node affinity/selector, " +
      '1 node(s) had untolerated taint {dedicated: gpu}, 1 node(s) were unschedulable.';
    expect(verdict(pod, plain, tainted, cordoned)).toBe(message);
    const cluster = settled([plain, barePod('shop/web', { pod })]);
    expect(podNamed(cluster, 'web').status.phase).toBe('Pending');
    expect(codes(cluster)).toContain('pod-unschedulable');
  });

  test('a pod that waits is placed when a node comes that it fits', () => {
    const waiting = settled([plain, barePod('shop/web', { pod: { nodeSelector: { disk: 'hdd' } } })]);
    const cluster = waiting.apply(node('other', { labels: { disk: 'hdd' } }));
    expect(podNamed(cluster, 'web')).toMatchObject({
      spec: { nodeName: 'other' },
      status: { phase: 'Running' },
    });
    expect(codes(cluster)).not.toContain('pod-unschedulable');
  });

  test('a pod that another scheduler refused waits, since that one saw more than the model', () => {
    const message = '0/3 nodes are available: 3 Insufficient cpu.';
    const conditions = [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }];
    const pending = { ...barePod('shop/big'), status: { phase: 'Pending', conditions } };
    const cluster = settled([plain, pending]);
    expect(podNamed(cluster, 'big').spec.nodeName).toBeUndefined();
    expect(cluster.problems.map((problem) => problem.message)).toContain(`the pod stays Pending: ${message}`);
  });

  test('pods avoid a node with a PreferNoSchedule taint while there is another', () => {
    const soft = node('a-soft', { spec: { taints: [{ ...taint, effect: 'PreferNoSchedule' }] } });
    expect(verdict({}, soft, plain)).toBe('plain');
  });

  test('pods without owner go where the fewest pods are', () => {
    const cluster = settled(['a', 'b', 'c'].map((name) => barePod(`shop/${name}`)));
    expect(new Set(pods(cluster).map((pod) => pod.spec.nodeName)).size).toBe(3);
  });

  test('a node takes no more pods than it can hold, finished ones not counted', () => {
    const finished = {
      ...barePod('shop/done', { pod: { nodeName: 'small' } }),
      status: { phase: 'Succeeded' },
    };
    const dns = service('kube-system/kube-dns', { ports: [{ port: 53 }] });
    const cluster = settled([
      node('small', { maximum: 2 }),
      dns,
      finished,
      deployment('shop/web', { replicas: 3 }),
    ]);
    expect(
      pods(cluster)
        .map((pod) => pod.status.phase)
        .sort(),
    ).toEqual(['Pending', 'Running', 'Running', 'Succeeded']);
  });

  test('the pods of one owner are spread over zones, then over nodes', () => {
    const cluster = createCluster([deployment('shop/web', { replicas: 4 })], {
      platform: cloud({ nodes: 4, zones: 2 }),
    });
    expect(
      pods(cluster)
        .map((pod) => pod.spec.nodeName ?? 'none')
        .sort(),
    ).toEqual(['node-1', 'node-2', 'node-3', 'node-4']);
    const two = createCluster([deployment('shop/web', { replicas: 2 })], {
      platform: cloud({ nodes: 4, zones: 2 }),
    });
    const zones = pods(two).map(
      (pod) => two.get('Node', pod.spec.nodeName ?? '')?.metadata.labels['topology.kubernetes.io/zone'],
    );
    expect(new Set(zones)).toEqual(new Set(['zone-a', 'zone-b']));
  });
});

function portOf(port: object): PodSpecManifest {
  return { containers: [{ name: 'main', image: 'app', ports: [{ containerPort: 80, ...port }] }] };
}

function hostNetwork(containerPort: number): PodSpecManifest {
  return { ...portOf({ containerPort }), hostNetwork: true };
}

describe('host ports', () => {
  const busy = "0/1 nodes are available: 1 node(s) didn't have free ports for the requested pod ports.";

  test.each<readonly [string, PodSpecManifest, PodSpecManifest, boolean]>([
    ['the same hostPort', portOf({ hostPort: 8080 }), portOf({ hostPort: 8080 }), false],
    ['another hostPort', portOf({ hostPort: 8080 }), portOf({ hostPort: 8081 }), true],
    ['another protocol', portOf({ hostPort: 8080 }), portOf({ hostPort: 8080, protocol: 'UDP' }), true],
    [
      'other addresses of the node',
      portOf({ hostPort: 8080, hostIP: '192.168.1.11' }),
      portOf({ hostPort: 8080, hostIP: '127.0.0.1' }),
      true,
    ],
    [
      'one address and all of them',
      portOf({ hostPort: 8080, hostIP: '192.168.1.11' }),
      portOf({ hostPort: 8080 }),
      false,
    ],
    ['two pods of the host network with one container port', hostNetwork(80), hostNetwork(80), false],
    ['a pod of the host network and a hostPort', hostNetwork(8080), portOf({ hostPort: 8080 }), false],
    ['pods with container ports alone', portOf({}), portOf({}), true],
  ])('%s on one node', (_, first, second, fits) => {
    const cluster = settled([barePod('shop/a', { pod: first }), barePod('shop/b', { pod: second })], 1);
    expect(podNamed(cluster, 'a').status.phase).toBe('Running');
    expect(podNamed(cluster, 'b').status).toMatchObject(
      fits ? { phase: 'Running' } : { phase: 'Pending', conditions: [{ message: busy }] },
    );
  });

  test('a pod that waits for a port gets it when its holder goes', () => {
    const cluster = settled(
      [barePod('shop/a', { pod: hostNetwork(80) }), barePod('shop/b', { pod: hostNetwork(80) })],
      1,
    );
    expect(podNamed(cluster.delete({ kind: 'Pod', namespace: 'shop', name: 'a' }), 'b').status.phase).toBe(
      'Running',
    );
  });

  test('replicas of one Deployment on the host network take a node each, and the rest waits', () => {
    const cluster = settled([deployment('shop/edge', { replicas: 4, pod: hostNetwork(443) })], 3);
    expect(pods(cluster).filter((pod) => pod.status.phase === 'Running')).toHaveLength(3);
    expect(pods(cluster).filter((pod) => pod.status.phase === 'Pending')).toHaveLength(1);
  });
});

import { describe, expect, test } from 'vitest';
import { createCluster } from '../../../../packages/core/src/control/create-cluster.js';
import { bareMetal } from '../../../../packages/core/src/provider/bare-metal.js';
import { service } from '../../../objects/service.js';
import { barePod, deployment } from '../../../objects/workload.js';
import { codes, names, podNamed, pods, settled } from '../settled.js';

/** A pod that was given with a status. */
function given(name: string, status: object, more: object = {}): unknown {
  const spec = { nodeName: 'node-1', containers: [{ name: 'main', image: 'app' }], ...more };
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'shop' }, spec, status };
}

const notReady = [{ type: 'Ready', status: 'False' }];

describe('kubelet', () => {
  test('a pod gets an address out of the range of its node, runs and is ready', () => {
    const { status } = podNamed(settled([barePod('shop/web')], 1), 'web');
    expect(status).toMatchObject({ phase: 'Running', hostIP: '192.168.1.11' });
    expect(status.podIP).toMatch(/^10\.244\.0\.\d+$/);
    expect(status.podIPs).toEqual([status.podIP]);
    expect(status.conditions.find((condition) => condition.type === 'Ready')?.status).toBe('True');
  });

  test('a pod of the host network has the address of its node', () => {
    const { status } = podNamed(settled([barePod('shop/web', { pod: { hostNetwork: true } })], 1), 'web');
    expect(status).toMatchObject({ podIP: '192.168.1.11', hostIP: '192.168.1.11' });
  });

  test('with two pod ranges a pod has an address of each', () => {
    const platform = bareMetal({ nodes: 1, podCIDRs: ['10.244.0.0/16', 'fd00:10:244::/48'] });
    const { status } = podNamed(createCluster([barePod('shop/web')], { platform }), 'web');
    expect(status.podIPs).toEqual([
      expect.stringMatching(/^10\.244\.0\./),
      expect.stringMatching(/^fd00:10:244:/),
    ]);
  });

  test.each<readonly [string, object, object]>([
    [
      'not ready: it gets an address, no more',
      { conditions: notReady },
      { phase: 'Pending', conditions: notReady },
    ],
    ['running: it becomes ready', { phase: 'Running' }, { phase: 'Running' }],
    [
      'in an unknown phase: it gets an address, no more',
      { phase: 'Unknown' },
      { phase: 'Unknown', conditions: [] },
    ],
    ['failed: nothing happens', { phase: 'Failed' }, { phase: 'Failed', podIPs: [] }],
    ['with an address: it keeps it', { phase: 'Running', podIP: '10.9.9.9' }, { podIP: '10.9.9.9' }],
  ])('a pod that is given as %s', (_, status, expected) => {
    expect(podNamed(settled([given('web', status)], 1), 'web').status).toMatchObject(expected);
  });

  test('an address that a given pod holds is not handed out', () => {
    const taken = Array.from({ length: 20 }, (_, index) =>
      given(`given-${index}`, { phase: 'Running', podIP: `10.244.0.${index + 2}` }),
    );
    const cluster = settled([...taken, deployment('shop/web', { replicas: 5 })], 1);
    const addresses = pods(cluster).map((pod) => pod.status.podIP);
    expect(new Set(addresses).size).toBe(25);
  });

  test('an address comes again only after the others had their turn', () => {
    let cluster = settled([deployment('shop/web')], 1);
    const seen = new Set<string | undefined>();
    for (let round = 0; round < 20; round++) {
      const [name = ''] = names(cluster);
      seen.add(podNamed(cluster, name).status.podIP);
      cluster = cluster.delete({ kind: 'Pod', namespace: 'shop', name });
    }
    expect(seen.size).toBe(20);
  });

  test('a pod for which its node has no address left does not start, and that is said, until one falls free', () => {
    const small = {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: 'small' },
      spec: { podCIDRs: ['10.1.0.0/30'] },
    };
    // With a DNS Service of its own the cluster gets no DNS pods, which would take the only address.
    const dns = service('kube-system/kube-dns', { ports: [{ port: 53 }] });
    const cluster = settled([small, dns, barePod('shop/a'), barePod('shop/b')]);
    expect(podNamed(cluster, 'b').status).toMatchObject({ phase: 'Pending', podIPs: [] });
    expect(codes(cluster)).toContain('pod-without-address');
    const after = cluster.delete({ kind: 'Pod', namespace: 'shop', name: 'a' });
    expect(podNamed(after, 'b').status).toMatchObject({ phase: 'Running', podIP: '10.1.0.2' });
    expect(codes(after)).not.toContain('pod-without-address');
  });

  test('a pod on a node that is not there does not start', () => {
    const cluster = settled([
      { apiVersion: 'v1', kind: 'Node', metadata: { name: 'here' } },
      given('web', {}, { nodeName: 'elsewhere' }),
    ]);
    expect(podNamed(cluster, 'web').status.phase).toBe('Pending');
    expect(codes(cluster)).toContain('node-missing');
  });
});

import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { bareMetal } from '../../../packages/core/src/provider/bare-metal.js';
import { readManifests } from '../../../packages/core/src/yaml/read-manifests.js';

function node(name: string, providerID?: string): unknown {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name },
    spec: providerID === undefined ? {} : { providerID },
  };
}

const recognised = ({ assumptions }: Cluster): readonly string[] =>
  assumptions.flatMap(({ code, message }) => (code === 'platform-recognised' ? [message] : []));

const notices = ({ problems }: Cluster): readonly string[] =>
  problems.flatMap(({ code, message, object: { name } }) =>
    code === 'provider-not-followed' ? [`${name}: ${message}`] : [],
  );

test('k3s in the containers of k3d is told by the names of its nodes', () => {
  const name = 'k3d-shop-server-0';
  const cluster = createCluster([
    node(name, `k3s://${name}`),
    node('k3d-shop-agent-0', 'k3s://k3d-shop-agent-0'),
  ]);
  expect(cluster.platform.name).toBe('k3d');
  expect(recognised(cluster)).toEqual([
    'The cluster is taken to run on k3d: the providerID of node k3d-shop-agent-0 begins with k3s://, and its name is one that k3d gives.',
  ]);
  expect(notices(cluster)).toEqual([]);
});

describe('the platform of a cluster that is made without one', () => {
  test.each([
    ['aws:///us-east-1a/i-0a1b2c3d', 'aws'],
    ['aws:///us-east-1a/fargate-ip-10-0-1-2.ec2.internal', 'aws'],
    ['gce://my-project/us-central1-a/gke-pool-1', 'gcp'],
    ['azure:///subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/v', 'azure'],
    ['hcloud://4711', 'hetzner'],
    ['hrobot://4711', 'hetzner'],
    ['kind://docker/kind/kind-control-plane', 'kind'],
    ['k3s://node-1', 'k3s'],
  ])('%s: %s', (providerID, platform) => {
    const cluster = createCluster([node('a', providerID)]);
    expect(cluster.platform.name).toBe(platform);
    expect(recognised(cluster)).toHaveLength(1);
    expect(notices(cluster)).toEqual([]);
  });

  test('is the generic cloud when no node says where it is', () => {
    const cluster = createCluster([node('a'), node('b', '')]);
    expect(cluster.platform.name).toBe('cloud');
    expect([...recognised(cluster), ...notices(cluster)]).toEqual([]);
  });

  test('is the generic cloud with a notice when its provider is not modelled', () => {
    const cluster = createCluster([node('b', 'linode://2'), node('a', 'linode://1'), node('c', 'odd')]);
    expect(cluster.platform.name).toBe('cloud');
    expect(recognised(cluster)).toEqual([]);
    expect(notices(cluster)).toEqual([
      'a: the providerID "linode://1" names a provider that is not modelled: load balancers are those of the generic cloud',
      'c: the providerID "odd" names a provider that is not modelled: load balancers are those of the generic cloud',
    ]);
  });

  test('is that of the first node by name in whatever order they come, with a notice about any other', () => {
    const nodes = [node('c', 'aws:///z/i-3'), node('b', 'gce://p/z/b'), node('a', 'digitalocean://1')];
    for (const objects of [nodes, [...nodes].reverse()]) {
      const cluster = createCluster(objects);
      expect(cluster.platform.name).toBe('gcp');
      expect(notices(cluster)).toEqual([
        'a: the providerID "digitalocean://1" names a provider that is not modelled: the platform is gcp, after node b',
        'c: the providerID "aws:///z/i-3" is one of aws: the platform is gcp, after node b',
      ]);
    }
  });

  test('says which node told it, and how to state another', () => {
    const [assumption] = createCluster([node('a', 'aws:///z/i-1')]).assumptions;
    expect(assumption).toEqual({
      code: 'platform-recognised',
      object: { apiVersion: 'v1', kind: 'Node', name: 'a' },
      path: 'spec.providerID',
      message: 'The cluster is taken to run on aws: the providerID of node a begins with aws://.',
      state: 'Choose the platform: createCluster(objects, { platform: cloud() }), or --platform cloud.',
    });
  });

  test('is found among the objects of a list and in objects that can be read once only', () => {
    const list = { apiVersion: 'v1', kind: 'NodeList', items: [node('a', 'azure:///s')] };
    function* once(): Generator {
      yield list;
    }
    const cluster = createCluster(once());
    expect(cluster.platform.name).toBe('azure');
    expect(cluster.get('Node', 'a')).toBeDefined();
  });

  test('is found without a control plane too', () => {
    const cluster = createCluster([node('a', 'aws:///z/i-1')], { settle: 'never' });
    expect([cluster.platform.name, recognised(cluster).length]).toEqual(['aws', 1]);
  });

  test('has the options that are given without a preset', () => {
    const { platform } = createCluster([node('a', 'gce://p/z/a')], { platform: { kubernetesMinor: 33 } });
    expect([platform.name, platform.kubernetesMinor]).toEqual(['gcp', 33]);
  });

  test('is where the providerID stands when there is something to report', () => {
    const text = 'apiVersion: v1\nkind: Node\nmetadata: { name: a }\nspec:\n  providerID: vsphere://1\n';
    const { problems } = createCluster(readManifests(text, { file: 'nodes.yaml' }));
    expect(problems.map(({ source }) => source)).toEqual([{ file: 'nodes.yaml', line: 5 }]);
  });
});

test('a platform that is given stands, whatever the nodes say', () => {
  const cluster = createCluster([node('a', 'aws:///z/i-1'), node('b', 'linode://1')], {
    platform: bareMetal(),
  });
  expect(cluster.platform.name).toBe('bare-metal');
  expect([...recognised(cluster), ...notices(cluster)]).toEqual([]);
});

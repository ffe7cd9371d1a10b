import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { endpointSlice } from '../../objects/endpoint-slice.js';
import { pod } from '../../objects/pod.js';
import { service } from '../../objects/service.js';

/** A cluster of exactly these objects. */
function clusterOf(...objects: readonly object[]): Cluster {
  return createCluster(objects, { admission: 'skip', settle: 'never' });
}

function namesOf(objects: readonly { readonly metadata: { readonly name: string } }[]): readonly string[] {
  return objects.map(({ metadata }) => metadata.name);
}

const address = '10.244.0.5';

describe('podByAddress', () => {
  test.each([
    ['a running pod holds its address', 'Running', true],
    ['a pod that has not started holds the address it was given', 'Pending', true],
    ['a pod that succeeded holds no address', 'Succeeded', false],
    ['a pod that failed holds no address', 'Failed', false],
  ] as const)('%s', (_rule, phase, holds) => {
    const cluster = clusterOf(pod('shop/web', {}, { address, phase }));
    expect(cluster.podByAddress(address) !== undefined).toBe(holds);
  });

  test('a hostNetwork pod has the address of its node, and none of its own', () => {
    const web = pod('shop/web', {}, { address });
    expect(
      clusterOf({ ...web, spec: { ...web.spec, hostNetwork: true } }).podByAddress(address),
    ).toBeUndefined();
  });

  test('a pod is found by each of its addresses in canonical spelling', () => {
    const web = pod('shop/web', {}, { address });
    const status = { ...web.status, podIPs: [{ ip: address }, { ip: 'FD00:0:0::5' }] };
    expect(clusterOf({ ...web, status }).podByAddress('fd00::5')?.metadata.name).toBe('web');
  });
});

function onNode(spec: object): Cluster {
  return clusterOf({ ...pod('shop/web', {}, { address }), spec: { nodeName: 'node-1', ...spec } });
}

function container(port: object): object {
  return { name: 'main', image: 'app', ports: [port] };
}

describe('podsByHostPort', () => {
  test.each([
    [
      'a hostPort is taken on the node',
      { containers: [container({ containerPort: 80, hostPort: 8080 })] },
      8080,
      true,
    ],
    ['a container port alone is not', { containers: [container({ containerPort: 80 })] }, 80, false],
    [
      'with hostNetwork a container port is',
      { hostNetwork: true, containers: [container({ containerPort: 80 })] },
      80,
      true,
    ],
    [
      'a sidecar takes its hostPort too',
      {
        containers: [],
        initContainers: [{ ...container({ containerPort: 80, hostPort: 8080 }), restartPolicy: 'Always' }],
      },
      8080,
      true,
    ],
    [
      'an init container that ends does not',
      { containers: [], initContainers: [container({ containerPort: 80, hostPort: 8080 })] },
      8080,
      false,
    ],
  ])('%s', (_rule, spec, port, taken) => {
    expect(namesOf(onNode(spec).podsByHostPort('node-1', port))).toEqual(taken ? ['web'] : []);
    expect(onNode(spec).podsByHostPort('node-2', port)).toEqual([]);
  });
});

describe('servicesByAddress', () => {
  const loadBalancer = { type: 'LoadBalancer', clusterIP: '10.96.0.10' } as const;

  test.each([
    ['a cluster IP', service('shop/web', { clusterIP: '10.96.0.10' }), '10.96.0.10', true],
    [
      'both cluster IPs',
      service('shop/web', { clusterIP: '10.96.0.10', clusterIPs: ['10.96.0.10', 'fd00::a'] }),
      'fd00::a',
      true,
    ],
    ['an external IP', service('shop/web', { externalIPs: ['192.0.2.1'] }), '192.0.2.1', true],
    [
      'a load balancer address',
      service('shop/web', loadBalancer, { ingress: [{ ip: '192.0.2.1' }] }),
      '192.0.2.1',
      true,
    ],
    [
      'one with ipMode VIP',
      service('shop/web', loadBalancer, { ingress: [{ ip: '192.0.2.1', ipMode: 'VIP' }] }),
      '192.0.2.1',
      true,
    ],
    [
      'not one with ipMode Proxy',
      service('shop/web', loadBalancer, { ingress: [{ ip: '192.0.2.1', ipMode: 'Proxy' }] }),
      '192.0.2.1',
      false,
    ],
    [
      'not what is left in the status of another type',
      service('shop/web', { clusterIP: '10.96.0.10' }, { ingress: [{ ip: '192.0.2.1' }] }),
      '192.0.2.1',
      false,
    ],
    ['not the None of a headless Service', service('shop/web', { clusterIP: 'None' }), 'None', false],
  ])('a service proxy serves %s', (_what, object, asked, serves) => {
    expect(namesOf(clusterOf(object).servicesByAddress(asked))).toEqual(serves ? ['web'] : []);
  });
});

describe('servicesByNodePort', () => {
  test('one number may serve TCP and UDP of one Service', () => {
    const ports = [
      { name: 'tcp', protocol: 'TCP', port: 53, nodePort: 30_053 },
      { name: 'udp', protocol: 'UDP', port: 53, nodePort: 30_053 },
    ] as const;
    expect(
      namesOf(clusterOf(service('shop/dns', { type: 'NodePort', ports })).servicesByNodePort(30_053)),
    ).toEqual(['dns']);
  });
});

describe('slicesOf', () => {
  test('a slice belongs to the Service that its label names, in its own namespace', () => {
    const cluster = clusterOf(
      endpointSlice('shop/web', [], { name: 'b' }),
      endpointSlice('shop/web', [], { name: 'a' }),
    );
    expect(namesOf(cluster.slicesOf('shop/web'))).toEqual(['a', 'b']);
    expect(cluster.slicesOf('other/web')).toEqual([]);
  });
});

function owner(name: string, controller: boolean): object {
  return { apiVersion: 'apps/v1', kind: 'ReplicaSet', name, uid: '', controller };
}

describe('ownedBy', () => {
  test('only the controller among the owners counts', () => {
    const web = pod('shop/web', {}, { address });
    const cluster = clusterOf({
      ...web,
      metadata: { ...web.metadata, ownerReferences: [owner('other', false), owner('web', true)] },
    });
    const owned = (name: string): readonly string[] =>
      namesOf(cluster.ownedBy('Pod', { kind: 'ReplicaSet', namespace: 'shop', name }));
    expect(owned('web')).toEqual(['web']);
    expect(owned('other')).toEqual([]);
  });
});

describe('podsMatching', () => {
  const pods = clusterOf(
    pod('shop/c', { app: 'web', tier: 'front' }, {}),
    pod('shop/a', { app: 'web', tier: 'back' }, {}),
    pod('shop/b', { app: 'db' }, {}),
    pod('other/d', { app: 'web' }, {}),
  );

  test.each([
    ['labels are all asked for', { app: 'web', tier: 'back' }, [], ['a']],
    ['pods of several label sets come sorted by name', { app: 'web' }, [], ['a', 'c']],
    ['an empty selector matches every pod of the namespace', {}, [], ['a', 'b', 'c']],
    [
      'requirements are asked for beside labels',
      { app: 'web' },
      [{ key: 'tier', operator: 'NotIn', values: ['back'] }],
      ['c'],
    ],
    ['requirements can stand alone', {}, [{ key: 'tier', operator: 'DoesNotExist', values: [] }], ['b']],
    ['nothing has a label of another value', { app: 'cache' }, [], []],
  ] as const)('%s', (_rule, matchLabels, matchExpressions, names) => {
    expect(namesOf(pods.podsMatching('shop', { matchLabels, matchExpressions }))).toEqual(names);
  });
});

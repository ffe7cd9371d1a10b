import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { StoredCluster } from '../../../packages/core/src/cluster/stored-cluster.js';
import type { WritableCluster } from '../../../packages/core/src/cluster/control-plane.js';
import type { Write } from '../../../packages/core/src/cluster/write.js';
import { matchesLabels } from '../../../packages/core/src/object/label-selector.js';
import { keyOf } from '../../../packages/core/src/object/object.js';
import type { Pod } from '../../../packages/core/src/object/pod.js';
import { cloud } from '../../../packages/core/src/provider/cloud.js';

const names = ['a', 'b', 'c', 'd'] as const;
const namespaces = ['x', 'y'] as const;
const addresses = ['10.244.0.2', '10.244.0.3', 'fd00::2'] as const;

const pod = fc
  .record({
    namespace: fc.constantFrom(...namespaces),
    name: fc.constantFrom(...names),
    labels: fc.dictionary(fc.constantFrom('app', 'tier'), fc.constantFrom('web', 'db'), {
      noNullPrototype: true,
    }),
    node: fc.option(fc.constantFrom('n1', 'n2'), { nil: undefined }),
    podIPs: fc.uniqueArray(fc.constantFrom(...addresses), { maxLength: 2 }),
    hostNetwork: fc.boolean(),
    port: fc.constantFrom(80, 443),
    phase: fc.constantFrom('Running' as const, 'Succeeded' as const, 'Pending' as const),
    owner: fc.option(fc.constantFrom('rs1', 'rs2'), { nil: undefined }),
  })
  .map(({ namespace, name, labels, node, podIPs, hostNetwork, port, phase, owner }): Pod => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      namespace,
      name,
      uid: '',
      labels,
      annotations: {},
      ownerReferences:
        owner === undefined
          ? []
          : [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: owner, uid: '', controller: true }],
    },
    spec: {
      containers: [
        {
          name: 'main',
          image: 'image',
          command: [],
          args: [],
          ports: [{ containerPort: port, hostPort: port, protocol: 'TCP' }],
          env: [],
        },
      ],
      initContainers: [],
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: 30,
      dnsPolicy: 'ClusterFirst',
      hostAliases: [],
      hostNetwork,
      setHostnameAsFQDN: false,
      nodeSelector: {},
      tolerations: [],
      ...(node === undefined ? {} : { nodeName: node }),
    },
    status: { phase, podIPs, conditions: [] },
  }));

const write = fc.oneof(
  { weight: 3, arbitrary: pod.map((object): Write => ({ kind: 'put', object })) },
  {
    weight: 1,
    arbitrary: fc
      .record({ namespace: fc.constantFrom(...namespaces), name: fc.constantFrom(...names) })
      .map(({ namespace, name }): Write => ({
        kind: 'remove',
        objectKind: 'Pod',
        key: `${namespace}/${name}`,
      })),
  },
);

const batches = fc.array(fc.array(write, { maxLength: 6 }), { maxLength: 6 });

const empty = StoredCluster.empty({
  platform: cloud(),
  assumptions: [],
  controlPlane: { admit: () => [], remove: () => [], settle: (cluster) => cluster },
});

/** All pods that the writes leave, told apart by nothing but their key. */
function naive(writes: readonly Write[]): readonly Pod[] {
  const pods = new Map<string, Pod>();
  for (const entry of writes) {
    if (entry.kind === 'put' && entry.object.kind === 'Pod') pods.set(keyOf(entry.object), entry.object);
    else if (entry.kind === 'remove') pods.delete(entry.key);
  }
  return [...pods.values()].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

function expectEqual(cluster: WritableCluster, pods: readonly Pod[]): void {
  const ended = (entry: Pod): boolean => entry.status.phase === 'Succeeded';
  expect(cluster.list('Pod')).toEqual(pods);
  for (const namespace of namespaces) {
    const own = pods.filter((entry) => entry.metadata.namespace === namespace);
    expect(cluster.list('Pod', namespace)).toEqual(own);
    for (const name of names) {
      expect(cluster.get('Pod', `${namespace}/${name}`)).toBe(
        own.find((entry) => entry.metadata.name === name),
      );
    }
    for (const matchLabels of [{}, { app: 'web' }, { app: 'db', tier: 'web' }]) {
      const selector = { matchLabels, matchExpressions: [] };
      const matching = own.filter((entry) => matchesLabels(selector, entry.metadata.labels));
      expect(cluster.podsMatching(namespace, selector)).toEqual(matching);
    }
    for (const name of ['rs1', 'rs2']) {
      const owned = own.filter((entry) => entry.metadata.ownerReferences[0]?.name === name);
      expect(cluster.ownedBy('Pod', { kind: 'ReplicaSet', namespace, name })).toEqual(owned);
    }
  }
  for (const address of addresses) {
    const holder = pods.find(
      (entry) => !entry.spec.hostNetwork && !ended(entry) && entry.status.podIPs.includes(address),
    );
    expect(cluster.podByAddress(address)).toBe(holder);
  }
  for (const node of ['n1', 'n2']) {
    expect(cluster.podsOnNode(node)).toEqual(pods.filter((entry) => entry.spec.nodeName === node));
    for (const port of [80, 443]) {
      const taken = pods.filter(
        (entry) =>
          entry.spec.nodeName === node &&
          !ended(entry) &&
          entry.spec.containers[0]?.ports[0]?.containerPort === port,
      );
      expect(cluster.podsByHostPort(node, port)).toEqual(taken);
    }
  }
}

describe('a cluster', () => {
  test('finds by every index what a look at all objects finds, after any writes', () => {
    fc.assert(
      fc.property(batches, (all) => {
        const cluster = all.reduce<WritableCluster>((before, writes) => before.write(writes), empty);
        expectEqual(cluster, naive(all.flat()));
      }),
      { numRuns: 300 },
    );
  });

  test('is untouched by what is written to its successors', () => {
    fc.assert(
      fc.property(batches, fc.array(write, { minLength: 1, maxLength: 6 }), (all, more) => {
        const cluster = all.reduce<WritableCluster>((before, writes) => before.write(writes), empty);
        cluster.write(more);
        expectEqual(cluster, naive(all.flat()));
      }),
      { numRuns: 100 },
    );
  });

  test('becomes the other one by the change to it', () => {
    fc.assert(
      fc.property(batches, batches, (some, others) => {
        const one = some.reduce<WritableCluster>((before, writes) => before.write(writes), empty);
        const other = others.reduce<WritableCluster>((before, writes) => before.write(writes), empty);
        const change = one.changeTo(other);
        const writes: readonly Write[] = [
          ...change.removed.map((object): Write => ({
            kind: 'remove',
            objectKind: object.kind,
            key: keyOf(object),
          })),
          ...change.added.map((object): Write => ({ kind: 'put', object })),
          ...change.updated.map(({ to }): Write => ({ kind: 'put', object: to })),
        ];
        expect(one.write(writes).list('Pod')).toEqual(other.list('Pod'));
      }),
      { numRuns: 200 },
    );
  });

  test('gives the same list as long as nothing in it changed', () => {
    const [one, other] = fc.sample(pod, { numRuns: 2, seed: 1 });
    if (one === undefined || other === undefined) throw new Error('no sample');
    const cluster = empty.write([{ kind: 'put', object: one }]);
    expect(cluster.list('Pod')).toBe(cluster.write([{ kind: 'count', counter: 'x', value: 1 }]).list('Pod'));
    expect(cluster.write([{ kind: 'put', object: one }]).list('Pod')).toBe(cluster.list('Pod'));
  });
});

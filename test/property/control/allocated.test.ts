import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import { deployment } from '../../objects/workload.js';
import { clusterOf, objects, objectsOf, type WorldObject } from './world.js';

type Step = { readonly apply: WorldObject } | { readonly remove: number };

/** Changes one after the other: objects that come or are applied anew, and any object of the cluster that goes. */
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    objects
      .filter((given) => given.length > 0)
      .map((given): Step => ({ apply: given[0] ?? deployment('shop/x') })),
    fc.nat().map((remove): Step => ({ remove })),
  ),
  { maxLength: 6 },
);

function* historyOf(given: readonly WorldObject[], course: readonly Step[]): Generator<Cluster> {
  let cluster = clusterOf(given);
  yield cluster;
  for (const step of course) {
    if ('apply' in step) cluster = cluster.apply(step.apply);
    else {
      const removable = objectsOf(cluster).filter(({ kind }) => kind !== 'Node' && kind !== 'Namespace');
      const object = removable[step.remove % removable.length];
      if (object === undefined) continue;
      const { namespace, name } = object.metadata;
      cluster = cluster.delete({ kind: object.kind, namespace, name });
    }
    yield cluster;
  }
}

function doubles<T>(values: readonly T[]): readonly T[] {
  return values.filter((value, index) => values.indexOf(value) < index);
}

describe('what is allocated', () => {
  test('is held by one at a time', () => {
    fc.assert(
      fc.property(objects, steps, (given, course) => {
        for (const cluster of historyOf(given, course)) {
          const services = cluster.list('Service');
          const pods = cluster.list('Pod').filter((pod) => !pod.spec.hostNetwork);
          expect(doubles(services.flatMap((each) => each.spec.clusterIPs))).toEqual([]);
          expect(
            doubles(services.flatMap((each) => each.spec.ports.flatMap(({ nodePort }) => nodePort ?? []))),
          ).toEqual([]);
          expect(doubles(pods.flatMap((pod) => pod.status.podIPs))).toEqual([]);
          expect(doubles(cluster.infrastructure.flatMap((balancer) => balancer.addresses))).toEqual([]);
        }
      }),
    );
  });

  test('a pod never gets the address of one that was before it', () => {
    fc.assert(
      fc.property(objects, steps, (given, course) => {
        const holders = new Map<string, string>();
        for (const cluster of historyOf(given, course)) {
          for (const { metadata, status } of cluster.list('Pod')) {
            for (const address of status.podIPs) {
              expect(holders.get(address) ?? metadata.uid).toBe(metadata.uid);
              holders.set(address, metadata.uid);
            }
          }
        }
      }),
    );
  });

  test('stays with a Service while it is there', () => {
    fc.assert(
      fc.property(objects, steps, (given, course) => {
        let before: Cluster | undefined;
        for (const cluster of historyOf(given, course)) {
          for (const old of before?.list('Service') ?? []) {
            const now = cluster.get('Service', `${old.metadata.namespace}/${old.metadata.name}`);
            if (now !== undefined) expect(now.spec.clusterIPs).toEqual(old.spec.clusterIPs);
          }
          before = cluster;
        }
      }),
    );
  });
});

test('scaling a Deployment leaves the pods of all others as they are', () => {
  fc.assert(
    fc.property(objects, fc.nat({ max: 5 }), fc.nat({ max: 5 }), (given, from, to) => {
      const before = clusterOf([...given, deployment('shop/scaled', { replicas: from })]);
      const after = before.apply(deployment('shop/scaled', { replicas: to }));
      const others = (cluster: Cluster): readonly unknown[] =>
        cluster.list('Pod').filter(({ metadata }) => !metadata.name.startsWith('scaled-'));
      const scaled = (cluster: Cluster): readonly unknown[] =>
        cluster.list('Pod').filter(({ metadata }) => metadata.name.startsWith('scaled-'));
      expect(others(after)).toEqual(others(before));
      const [fewer, more] = from < to ? [scaled(before), scaled(after)] : [scaled(after), scaled(before)];
      expect(more).toEqual(expect.arrayContaining([...fewer]));
      expect(scaled(after)).toHaveLength(to);
    }),
  );
});

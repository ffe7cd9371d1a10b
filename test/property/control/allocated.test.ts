import { fc, test } from '@fast-check/vitest';
import { describe, expect, vi } from 'vitest';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import type { Pod } from '../../../packages/core/src/object/pod.js';
import type { Service } from '../../../packages/core/src/object/service.js';
import { deployment } from '../../objects/workload.js';
import { clusterOf, object, objects, objectsOf, type WorldObject } from './world.js';

// Hundreds of clusters take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

/** An object that comes or is applied anew, or the number of one that goes. */
type Step = { readonly apply: WorldObject } | { readonly remove: number };

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    object.map((apply): Step => ({ apply })),
    fc.nat().map((remove): Step => ({ remove })),
  ),
  { maxLength: 6 },
);

/** A cluster, and what becomes of it step by step. */
function historyOf(given: readonly WorldObject[], course: readonly Step[]): readonly Cluster[] {
  const history = [clusterOf(given)];
  for (const step of course) history.push(afterStep(history.at(-1) ?? clusterOf([]), step));
  return history;
}

function afterStep(cluster: Cluster, step: Step): Cluster {
  if ('apply' in step) return cluster.apply(step.apply);
  const removable = objectsOf(cluster).filter(({ kind }) => kind !== 'Node' && kind !== 'Namespace');
  const gone = removable[step.remove % removable.length];
  if (gone === undefined) return cluster;
  const { namespace, name } = gone.metadata;
  return cluster.delete({ kind: gone.kind, namespace, name });
}

function doubles<T>(values: readonly T[]): readonly T[] {
  return values.filter((value, index) => values.indexOf(value) < index);
}

function ownAddresses({ spec, status }: Pod): readonly string[] {
  return spec.hostNetwork ? [] : status.podIPs;
}

describe('what is allocated', () => {
  test.prop([objects, steps])('is held by one at a time', (given, course) => {
    for (const cluster of historyOf(given, course)) {
      const services = cluster.list('Service').map(({ spec }) => spec);
      expect(doubles(services.flatMap(({ clusterIPs }) => clusterIPs))).toEqual([]);
      expect(
        doubles(services.flatMap(({ ports }) => ports.flatMap(({ nodePort }) => nodePort ?? []))),
      ).toEqual([]);
      expect(doubles(cluster.list('Pod').flatMap(ownAddresses))).toEqual([]);
      expect(doubles(cluster.infrastructure.flatMap(({ addresses }) => addresses))).toEqual([]);
    }
  });

  test.prop([objects, steps])('does not come to a pod from one before it', (given, course) => {
    const holders = new Map<string, string>();
    for (const cluster of historyOf(given, course)) {
      for (const pod of cluster.list('Pod')) {
        for (const address of ownAddresses(pod)) {
          expect(holders.get(address) ?? pod.metadata.uid).toBe(pod.metadata.uid);
          holders.set(address, pod.metadata.uid);
        }
      }
    }
  });

  test.prop([objects, steps])('stays with a Service as long as it is there', (given, course) => {
    const history = historyOf(given, course);
    for (const [index, cluster] of history.slice(1).entries()) {
      const before = history[index]?.list('Service') ?? [];
      const stayed = before.filter((old) => cluster.get('Service', keyOf(old)) !== undefined);
      expect(stayed.map((old) => cluster.get('Service', keyOf(old))?.spec.clusterIPs)).toEqual(
        stayed.map((old) => old.spec.clusterIPs),
      );
    }
  });
});

function keyOf({ metadata: { namespace, name } }: Service): string {
  return `${namespace}/${name}`;
}

const size = fc.nat({ max: 5 });

test.prop([objects, size, size])('scaling leaves the pods that stay, and all others', (given, from, to) => {
  const before = clusterOf([...given, deployment('shop/scaled', { replicas: from })]);
  const after = before.apply(deployment('shop/scaled', { replicas: to }));
  expect(after.list('Pod').filter(isOther)).toEqual(before.list('Pod').filter(isOther));
  const scaled = [before, after].map((cluster) => cluster.list('Pod').filter((pod) => !isOther(pod)));
  const [fewer = [], more = []] = scaled.sort((a, b) => a.length - b.length);
  expect(more).toEqual(expect.arrayContaining([...fewer]));
  expect([fewer.length, more.length]).toEqual([Math.min(from, to), Math.max(from, to)]);
});

function isOther({ metadata }: Pod): boolean {
  return !metadata.name.startsWith('scaled-');
}

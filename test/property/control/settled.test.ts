import { fc, test } from '@fast-check/vitest';
import { describe, expect, vi } from 'vitest';
import type { WritableCluster } from '../../../packages/core/src/cluster/control-plane.js';
import { StoredCluster } from '../../../packages/core/src/cluster/stored-cluster.js';
import { controllers } from '../../../packages/core/src/control/controllers.js';
import { settle } from '../../../packages/core/src/control/settle.js';
import { canonical } from './canonical.js';
import { dump } from './dump.js';
import { clusterOf, contents, objects, objectsOf } from './world.js';

// Hundreds of clusters take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const shuffled = objects.chain((given) =>
  fc.tuple(fc.constant(given), fc.shuffledSubarray([...given], { minLength: given.length })),
);

/** How many of the objects come at once. */
const cut = fc.nat({ max: 8 });

describe('a settled cluster', () => {
  test.prop([objects])('has nothing left to settle', (given) => {
    const cluster = clusterOf(given);
    const change = { added: objectsOf(cluster), updated: [], removed: [] };
    expect(contents(settle(writable(cluster), change, controllers))).toEqual(contents(cluster));
  });

  test.prop([shuffled])('is the same whatever the order of the objects', ([given, reordered]) => {
    expect(contents(clusterOf(reordered))).toEqual(contents(clusterOf(given)));
  });

  test.prop([objects, cut])(
    'is the same when objects come later, but for what is allocated',
    (given, count) => {
      const later = clusterOf(given.slice(0, count)).apply(...given.slice(count));
      expect(canonical(later)).toEqual(canonical(clusterOf(given)));
    },
  );

  test.prop([objects])('is the same when its objects are applied again', (given) => {
    const cluster = clusterOf(given);
    expect(contents(cluster.apply(...given))).toEqual(contents(cluster));
  });

  test.prop([objects])('is the same when it is read out and given back', (given) => {
    const cluster = clusterOf(given);
    const again = clusterOf(dump(cluster));
    expect(objectsOf(again)).toEqual(objectsOf(cluster));
    expect(again.infrastructure).toEqual(cluster.infrastructure);
    expect(again.problems).toEqual(cluster.problems);
  });

  test.prop([objects, cut])('forgets what is deleted, but for what is allocated', (given, count) => {
    const gone = given
      .slice(count)
      .map(({ kind, metadata: { namespace, name } }) => ({ kind, namespace, name }));
    const never = clusterOf(given.slice(0, count)).apply(...namespacesOf(given));
    expect(canonical(clusterOf(given).delete(...gone))).toEqual(canonical(never));
  });
});

function writable(cluster: unknown): WritableCluster {
  if (!(cluster instanceof StoredCluster)) throw new TypeError('a stored cluster is expected');
  return cluster;
}

/** The namespaces that objects are in: they stay when the objects go. */
function namespacesOf(
  given: readonly { readonly metadata: { readonly namespace: string } }[],
): readonly unknown[] {
  return [...new Set(given.map(({ metadata }) => metadata.namespace))].map((name) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name },
  }));
}

import { createCluster, type Cluster, type PodManifest } from '@kubehop/core';
import { Map as PersistentMap } from 'immutable';
import { compare } from '../comparison.js';
import { benchPlatform, clusterObjects } from '../data/cluster-objects.js';
import { flat } from '../data/flat.js';
import { measure, type Contender } from '../measure.js';
import type { Row } from '../row.js';

const microsecondsOfMillisecond = 1000;

/** Pods that stop being ready one by one, each time a new cluster with new EndpointSlices. */
export const podChange: Row = {
  id: 'U1',
  run({ rounds, pods, fewPods, changes }) {
    const ms = measure(rounds, {
      many: clusterChanges(pods, changes),
      few: clusterChanges(fewPods, changes),
      'Map.set': mapChanges(pods, changes),
    });
    const figures = {
      title: `a pod is not ready any more, its EndpointSlice follows, ${pods} pods`,
      unit: 'us',
      ours: microseconds('many'),
    };
    return [
      compare(
        { ...figures, anchor: { name: `${fewPods} pods`, value: microseconds('few') } },
        { atMost: 3.5 },
      ),
      compare(
        {
          ...figures,
          anchor: { name: `Map.set of immutable, ${pods} entries`, value: microseconds('Map.set') },
        },
        { atMost: 10 },
      ),
    ];

    function microseconds(name: string): number {
      return (ms(name) / changes) * microsecondsOfMillisecond;
    }
  },
};

/** The result is how many of the changed pods are endpoints that are not ready in the end. */
function clusterChanges(podCount: number, changes: number): Contender {
  const { objects, pods } = clusterObjects(podCount);
  const before = createCluster(objects, {
    platform: benchPlatform,
    admission: 'skip',
    settle: ['endpointslice'],
  });
  return () => {
    // What is remembered of an object from an earlier run would be a gift.
    const changed = spread(pods, changes).map(notReady);
    return () => {
      let cluster = before;
      for (const pod of changed) cluster = cluster.apply(pod);
      return changed.filter((pod) => isEndpointNotReady(cluster, pod)).length;
    };
  };
}

/** The result is how many entries are changed in the end. */
function mapChanges(podCount: number, changes: number): Contender {
  const keys = clusterObjects(podCount).pods.map(({ metadata }) =>
    flat(`${metadata.namespace ?? ''}/${metadata.name ?? ''}`),
  );
  const before = PersistentMap(keys.map((key): [string, boolean] => [key, true]));
  const changed = spread(keys, changes);
  return () => () => {
    let map = before;
    for (const key of changed) map = map.set(key, false);
    return changed.filter((key) => map.get(key) === false).length;
  };
}

/** This many of the items, the same distance apart. */
function spread<T>(items: readonly T[], count: number): readonly T[] {
  const distance = Math.floor(items.length / count);
  return items.filter((_, index) => index % distance === 0).slice(0, count);
}

function notReady(pod: PodManifest): PodManifest {
  return {
    ...structuredClone(pod),
    status: { ...pod.status, conditions: [{ type: 'Ready', status: 'False' }] },
  };
}

function isEndpointNotReady(cluster: Cluster, { metadata }: PodManifest): boolean {
  return cluster
    .slicesOf(`${metadata.namespace ?? ''}/${metadata.labels?.['app'] ?? ''}`)
    .some(({ endpoints }) =>
      endpoints.some(
        ({ targetRef, conditions }) => targetRef?.name === metadata.name && conditions.ready === false,
      ),
    );
}

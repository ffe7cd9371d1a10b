import { createCluster, type ClusterOptions } from '@kubehop/core';
import { admit } from '@kubehop/core/components';
import { compare, type Goal } from '../comparison.js';
import { benchPlatform } from '../data/cluster-objects.js';
import { clusterDump, readDump } from '../data/dump.js';
import { measure, type Contender } from '../measure.js';
import type { Row } from '../row.js';

const parse = 'JSON.parse';

const works: readonly { readonly name: string; readonly run: Work; readonly goal: Goal }[] = [
  {
    name: 'createCluster, taking the objects as they are',
    run: (objects) => podCount(objects, { admission: 'skip' }),
    goal: { atMost: 0.6 },
  },
  {
    name: 'admit of every object',
    run: (objects) => objects.filter((object) => admit(object).object?.kind === 'Pod').length,
    goal: { atMost: 0.6 },
  },
  {
    name: 'createCluster, admission enforced',
    run: (objects) => podCount(objects, { admission: 'enforce' }),
    goal: { atMost: 1 },
  },
];

/** Does something with all objects of a dump and tells how many pods came out. */
type Work = (objects: readonly unknown[]) => number;

/** A cluster made of the dump of a running one, beside reading the JSON of that dump. */
export const createClusterRow: Row = {
  id: 'C1',
  run({ rounds, pods }) {
    const json = clusterDump(pods);
    const ms = measure(rounds, {
      [parse]: () => () => podsAmong(readDump(json)),
      ...Object.fromEntries(works.map(({ name, run }) => [name, onFreshObjects(json, run)])),
    });
    return works.map(({ name, goal }) =>
      compare(
        {
          title: `${name}, ${pods} pods`,
          unit: 'ms',
          ours: ms(name),
          anchor: { name: `${parse} of the same objects`, value: ms(parse) },
        },
        goal,
      ),
    );
  },
};

/** What is remembered of an object from an earlier run would be a gift. */
function onFreshObjects(json: string, run: Work): Contender {
  return () => {
    const objects = readDump(json);
    return () => run(objects);
  };
}

function podCount(objects: readonly unknown[], options: Pick<ClusterOptions, 'admission'>): number {
  const cluster = createCluster(objects, { platform: benchPlatform, settle: 'never', ...options });
  return cluster.list('Pod').length;
}

function podsAmong(objects: readonly unknown[]): number {
  return objects.filter(isPod).length;
}

function isPod(object: unknown): boolean {
  return typeof object === 'object' && object !== null && 'kind' in object && object.kind === 'Pod';
}

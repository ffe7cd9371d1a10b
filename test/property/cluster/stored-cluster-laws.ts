import * as fc from 'fast-check';
import { expect } from 'vitest';
import { StoredCluster } from '../../../packages/core/src/cluster/stored-cluster.js';
import type { Write } from '../../../packages/core/src/cluster/write.js';
import { keyOf, type KubernetesObject } from '../../../packages/core/src/object/object.js';
import { cloud } from '../../../packages/core/src/provider/cloud.js';
import { NaiveCluster } from './naive-cluster.js';
import { answers } from './questions.js';
import { batches, object, selector } from './written-objects.js';
import { law } from '../law.js';

const empty = StoredCluster.empty({
  platform: cloud(),
  assumptions: [],
  controlPlane: { admit: () => [], remove: () => [], settle: (cluster) => cluster },
});

const selectors = fc.array(selector, { minLength: 1, maxLength: 3 });

function writtenTo(cluster: StoredCluster, all: readonly (readonly Write[])[]): StoredCluster {
  return all.reduce((before, writes) => before.write(writes), cluster);
}

const shuffledObjects = fc
  .uniqueArray(object, { selector: (entry) => `${entry.kind} ${keyOf(entry)}`, maxLength: 40 })
  .chain((objects) =>
    fc.tuple(fc.constant(objects), fc.shuffledSubarray(objects, { minLength: objects.length })),
  );

function put(entry: KubernetesObject): Write {
  return { kind: 'put', object: entry };
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

/** What a cluster holds and answers, whatever was written to it. */
export const storedClusterLaws = {
  'a cluster answers as a look at everything that was written': law(
    fc.property(batches, selectors, (all, asked) => {
      const cluster = writtenTo(empty, deepFreeze(all));
      expect(answers(cluster, asked)).toEqual(answers(new NaiveCluster(all.flat()), asked));
    }),
    200,
  ),

  'a cluster answers the same whether it is asked on the way or in the end': law(
    fc.property(batches, selectors, (all, asked) => {
      const askedOften = all.reduce((before, writes) => {
        answers(before, asked);
        return before.write(writes);
      }, empty);
      expect(answers(askedOften, asked)).toEqual(answers(writtenTo(empty, all), asked));
    }),
    100,
  ),

  'a cluster is untouched by what is written to its successors': law(
    fc.property(batches, batches, batches, selectors, (all, some, others, asked) => {
      const cluster = writtenTo(empty, all);
      const before = answers(cluster, asked);
      const branches = [writtenTo(cluster, some), writtenTo(cluster, others)];
      for (const branch of branches) answers(branch, asked);
      expect(answers(cluster, asked)).toEqual(before);
      expect(answers(branches[0] ?? empty, asked)).toEqual(
        answers(new NaiveCluster([...all, ...some].flat()), asked),
      );
    }),
    50,
  ),

  'a cluster is the same whatever the order in which objects come': law(
    fc.property(shuffledObjects, selectors, ([objects, otherwise], asked) => {
      const atOnce = empty.write(objects.map(put));
      const oneByOne = writtenTo(
        empty,
        otherwise.map((entry) => [put(entry)]),
      );
      expect(answers(oneByOne, asked)).toEqual(answers(atOnce, asked));
    }),
    100,
  ),

  'a cluster becomes the other one by the change to it': law(
    fc.property(batches, batches, batches, selectors, (shared, some, others, asked) => {
      const origin = writtenTo(empty, shared);
      const one = writtenTo(origin, some);
      const other = writtenTo(origin, others);
      const change = one.changeTo(other);
      for (const { from, to } of change.updated) {
        expect(from).not.toBe(to);
        expect(one.get(from.kind, keyOf(from))).toBe(from);
        expect(keyOf(to)).toBe(keyOf(from));
      }
      expect(change.added.filter((come) => one.get(come.kind, keyOf(come)) !== undefined)).toEqual([]);
      const writes: readonly Write[] = [
        ...change.removed.map((gone): Write => ({
          kind: 'remove',
          objectKind: gone.kind,
          key: keyOf(gone),
        })),
        ...change.updated.map(({ to }) => put(to)),
        ...change.added.map(put),
      ];
      expect(one.write(writes).changeTo(other)).toEqual({ added: [], updated: [], removed: [] });
      expect([...answers(one.write(writes), asked)].filter(isOfObjects)).toEqual(
        [...answers(other, asked)].filter(isOfObjects),
      );
    }),
    100,
  ),

  'a cluster gives the same list as long as nothing in it changed': law(
    fc.property(batches, batches, selectors, (all, more, asked) => {
      const cluster = writtenTo(empty, all);
      const before = answers(cluster, asked);
      const after = answers(writtenTo(cluster, more.slice(0, 1)), asked);
      const copied = [...after].filter(([question, answer]) => {
        const known = before.get(question);
        return answer !== known && isSameList(known, answer);
      });
      expect(copied).toEqual([]);
    }),
    100,
  ),
};

function isSameList(one: unknown, other: unknown): boolean {
  return (
    Array.isArray(one) &&
    Array.isArray(other) &&
    one.length === other.length &&
    one.every((entry, index) => entry === other[index])
  );
}

/** Whether a question is one about objects, not about what else is written. */
function isOfObjects([question]: readonly [string, unknown]): boolean {
  return /^(list|get|pods?|selector) /.test(question);
}

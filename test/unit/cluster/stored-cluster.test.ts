import { describe, expect, test } from 'vitest';
import type { ControlPlane } from '../../../packages/core/src/cluster/control-plane.js';
import { StoredCluster } from '../../../packages/core/src/cluster/stored-cluster.js';
import type { Write } from '../../../packages/core/src/cluster/write.js';
import type { Namespace } from '../../../packages/core/src/object/namespace.js';
import type { Problem } from '../../../packages/core/src/problem/problem.js';
import { cloud } from '../../../packages/core/src/provider/cloud.js';

function namespace(name: string): Namespace {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, namespace: '', uid: '', labels: {}, annotations: {}, ownerReferences: [] },
  };
}

function put(object: Namespace): Write {
  return { kind: 'put', object };
}

const shop = namespace('shop');
const other = namespace('other');

/** Admits namespaces by name, and marks what settled. */
const controlPlane: ControlPlane = {
  admit: (_cluster, names) => names.map((name) => put(namespace(String(name)))),
  remove: (_cluster, references) =>
    references.map(({ name }) => ({ kind: 'remove', objectKind: 'Namespace', key: name })),
  settle: (cluster, { added, updated, removed }) =>
    cluster.write([
      put(namespace('kube-system')),
      { kind: 'count', counter: 'added', value: added.length },
      { kind: 'count', counter: 'updated', value: updated.length },
      { kind: 'count', counter: 'removed', value: removed.length },
    ]),
};

const empty = StoredCluster.empty({ platform: cloud(), assumptions: [], controlPlane });

function namesIn(cluster: Pick<StoredCluster, 'list'>): readonly string[] {
  return cluster.list('Namespace').map(({ metadata }) => metadata.name);
}

describe('write', () => {
  test('puts exactly what is written, and nothing settles', () => {
    expect(namesIn(empty.write([put(shop)]))).toEqual(['shop']);
  });

  test('of several writes for one object the last one counts', () => {
    const newer = namespace('shop');
    const gone: Write = { kind: 'remove', objectKind: 'Namespace', key: 'shop' };
    expect(empty.write([put(shop), put(newer)]).get('Namespace', 'shop')).toBe(newer);
    expect(namesIn(empty.write([put(shop), gone]))).toEqual([]);
    expect(namesIn(empty.write([gone, put(shop)]))).toEqual(['shop']);
  });

  test('an object that is put as it is changes no list', () => {
    const cluster = empty.write([put(shop)]);
    expect(cluster.write([put(shop)]).list('Namespace')).toBe(cluster.list('Namespace'));
  });

  test('removing what is not there changes nothing', () => {
    const cluster = empty.write([{ kind: 'remove', objectKind: 'Namespace', key: 'shop' }]);
    expect(empty.changeTo(cluster)).toEqual({ added: [], updated: [], removed: [] });
  });

  test('a counter is 0 before anything was counted', () => {
    expect(empty.counter('pods')).toBe(0);
    expect(empty.write([{ kind: 'count', counter: 'pods', value: 3 }]).counter('pods')).toBe(3);
  });

  test('without writes it is the same cluster', () => {
    expect(empty.write([])).toBe(empty);
  });
});

describe('apply and delete', () => {
  test('what is admitted is written, and the control plane settles on the change', () => {
    const cluster = empty.apply('shop');
    expect(namesIn(cluster)).toEqual(['kube-system', 'shop']);
    expect(cluster.counter('added')).toBe(1);
    expect(namesIn(empty)).toEqual([]);
  });

  test('what was there before is told as updated', () => {
    const cluster = empty.apply('shop').apply('shop', 'other');
    expect([cluster.counter('added'), cluster.counter('updated')]).toEqual([1, 1]);
  });

  test('what is deleted is gone', () => {
    const cluster = empty.apply('shop', 'other').delete({ kind: 'Namespace', name: 'shop' });
    expect(namesIn(cluster)).toEqual(['kube-system', 'other']);
    expect(cluster.counter('removed')).toBe(1);
  });
});

describe('changeTo', () => {
  test('tells what came, what is new in its place and what left, in the order of the lists', () => {
    const one = empty.write([put(shop), put(other)]);
    const newer = namespace('shop');
    const two = one.write([
      put(namespace('b')),
      put(newer),
      put(namespace('a')),
      { kind: 'remove', objectKind: 'Namespace', key: 'other' },
    ]);
    const { added, updated, removed } = one.changeTo(two);
    expect(added.map(({ metadata }) => metadata.name)).toEqual(['a', 'b']);
    expect(updated).toEqual([{ from: shop, to: newer }]);
    expect(removed).toEqual([other]);
  });

  test('a cluster that was made by others cannot be compared', () => {
    expect(() => empty.changeTo({} as StoredCluster)).toThrow(TypeError);
  });
});

function problem(name: string): Problem {
  return {
    code: 'field-invalid',
    severity: 'error',
    object: { kind: 'Service', name },
    path: 'spec',
    message: 'wrong',
  };
}

function report(controller: string, key: string, ...names: readonly string[]): Write {
  return { kind: 'report', controller, key, problems: names.map(problem) };
}

describe('problems', () => {
  test('are those of all controllers with all of their keys', () => {
    const cluster = empty.write([report('b', 'x', '1'), report('a', 'y', '2'), report('a', 'x', '3', '4')]);
    expect(cluster.problems.map(({ object }) => object.name)).toEqual(['3', '4', '2', '1']);
  });

  test('a later report takes the place of the one before', () => {
    const cluster = empty.write([report('a', 'x', '1'), report('a', 'y', '2')]);
    expect(cluster.write([report('a', 'x', '3')]).problems.map(({ object }) => object.name)).toEqual([
      '3',
      '2',
    ]);
    expect(cluster.write([report('a', 'x')]).problems.map(({ object }) => object.name)).toEqual(['2']);
    expect(cluster.write([report('a', 'z')]).problems).toBe(cluster.problems);
  });
});

describe('assuming', () => {
  test('adds to what is taken for granted, and changes nothing else', () => {
    const cluster = empty.write([put(shop)]);
    const assuming = cluster.assuming([{ code: 'listens-on-declared-ports', message: 'so be it' }]);
    expect(assuming.assumptions).toHaveLength(1);
    expect(assuming.list('Namespace')).toBe(cluster.list('Namespace'));
    expect(cluster.assumptions).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import type { WritableCluster } from '../../../packages/core/src/cluster/control-plane.js';
import { StoredCluster } from '../../../packages/core/src/cluster/stored-cluster.js';
import type { Controller } from '../../../packages/core/src/control/controller.js';
import { settle } from '../../../packages/core/src/control/settle.js';
import type { ConfigMap } from '../../../packages/core/src/object/config-map.js';
import { cloud } from '../../../packages/core/src/provider/cloud.js';

const empty: WritableCluster = StoredCluster.empty({
  platform: cloud(),
  assumptions: [],
  controlPlane: { admit: () => [], remove: () => [], settle: (cluster) => cluster },
});

function configMap(name: string, data: Readonly<Record<string, string>> = {}): ConfigMap {
  const metadata = { name, namespace: 'shop', uid: '', labels: {}, annotations: {}, ownerReferences: [] };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data };
}

/** Looks at ConfigMaps by name, and notes in which order. */
function observer(seen: string[], more: Partial<Controller> = {}): Controller {
  return {
    name: 'notice',
    *keysFor({ added, updated }) {
      for (const object of [...added, ...updated.map(({ to }) => to)]) yield object.metadata.name;
    },
    reconcile(_, key) {
      seen.push(key);
      return [];
    },
    ...more,
  };
}

const change = { added: ['b', 'a', 'c'].map((name) => configMap(name)), updated: [], removed: [] };

describe('settle', () => {
  test('looks at keys in sorted order, each once', () => {
    const seen: string[] = [];
    settle(empty, { ...change, added: [...change.added, configMap('a')] }, [observer(seen)]);
    expect(seen).toEqual(['a', 'b', 'c']);
  });

  test('looks again at what a controller wrote, until nobody has anything to do', () => {
    const counting = observer([], {
      reconcile(cluster, key) {
        const count = Number(cluster.get('ConfigMap', `shop/${key}`)?.data['count'] ?? 0);
        return count === 3 ? [] : [{ kind: 'put', object: configMap(key, { count: String(count + 1) }) }];
      },
    });
    const settled = settle(empty, change, [counting]);
    expect(settled.list('ConfigMap').map(({ data }) => data['count'])).toEqual(['3', '3', '3']);
  });

  test.each<readonly [string, Partial<Controller>, readonly number[]]>([
    ['keys mind only themselves', {}, [0, 0, 0]],
    ['a serial controller sees what it wrote for the key before', { serial: true }, [0, 1, 2]],
  ])('%s', (_, more, expected) => {
    const seen: number[] = [];
    const writing = observer([], {
      reconcile(cluster, key) {
        if (cluster.get('ConfigMap', `shop/${key}`) !== undefined) return [];
        seen.push(cluster.list('ConfigMap').length);
        return [{ kind: 'put', object: configMap(key) }];
      },
      ...more,
    });
    settle(empty, change, [writing]);
    expect(seen).toEqual(expected);
  });

  test('the controllers in front go first', () => {
    const seen: string[] = [];
    const named = (name: string): Controller =>
      observer([], {
        reconcile(_, key) {
          seen.push(`${name} ${key}`);
          return [];
        },
      });
    settle(empty, { ...change, added: [configMap('a')] }, [named('first'), named('second')]);
    expect(seen).toEqual(['first a', 'second a']);
  });

  test('controllers that never come to rest are reported, not awaited', () => {
    const neverDone = observer([], {
      name: 'job',
      reconcile: (cluster, key) => [
        { kind: 'put', object: configMap(key, { size: String(cluster.list('ConfigMap').length + Math.PI) }) },
      ],
    });
    const settled = settle(empty, change, [neverDone]);
    expect(settled.problems).toMatchObject([{ code: 'cluster-not-settled', object: { name: 'job' } }]);
  });
});

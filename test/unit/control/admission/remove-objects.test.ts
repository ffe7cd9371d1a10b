import { describe, expect, test } from 'vitest';
import { service } from '../../../objects/service.js';
import { deployment } from '../../../objects/workload.js';
import { codes, names, settled } from '../settled.js';

describe('delete', () => {
  test('a Namespace takes along what is in it', () => {
    const cluster = settled([
      deployment('shop/web'),
      service('shop/web', { ports: [{ port: 80 }] }),
      deployment('other/web'),
    ]).delete({ kind: 'Namespace', name: 'shop' });
    expect(cluster.list('Service', 'shop')).toEqual([]);
    expect(names(cluster)).toEqual([]);
    expect(cluster.list('Pod', 'other')).toHaveLength(1);
    expect(cluster.get('Namespace', 'shop')).toBeUndefined();
  });

  test('an object without namespace is looked for in default', () => {
    const cluster = settled([service('default/web', { ports: [{ port: 80 }] })]);
    expect(cluster.delete({ kind: 'Service', name: 'web' }).get('Service', 'default/web')).toBeUndefined();
  });

  test.each<readonly [string, string]>([
    ['Service', 'gone'],
    ['Widget', 'web'],
  ])('%s/%s is not there: that is said, and nothing else happens', (kind, name) => {
    const before = settled([]);
    const after = before.delete({ kind, name });
    expect(codes(after)).toEqual(['object-missing']);
    expect(before.changeTo(after)).toEqual({ added: [], updated: [], removed: [] });
  });

  test('what was wrong with an object goes with it', () => {
    const spec = { clusterIP: 'nonsense', ports: [{ port: 80 }] };
    const cluster = settled([service('shop/web', { ports: [{ port: 80 }] })]).apply(
      service('shop/web', spec),
    );
    expect(cluster.problems).not.toEqual([]);
    expect(cluster.delete({ kind: 'Service', namespace: 'shop', name: 'web' }).problems).toEqual([]);
  });
});

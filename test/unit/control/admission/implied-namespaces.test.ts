import { describe, expect, test } from 'vitest';
import { barePod } from '../../../objects/workload.js';
import { codes, settled } from '../settled.js';

function namespace(name: string): unknown {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { team: name } } };
}

describe('impliedNamespaces', () => {
  test('namespaces exist when something is in them, as do those that every cluster begins with', () => {
    const cluster = settled([barePod('shop/web')]);
    expect(cluster.list('Namespace').map(({ metadata }) => metadata.name)).toEqual([
      'default',
      'kube-node-lease',
      'kube-public',
      'kube-system',
      'shop',
    ]);
    expect(cluster.get('Namespace', 'shop')?.metadata.labels).toEqual({
      'kubernetes.io/metadata.name': 'shop',
    });
    expect(codes(cluster)).toEqual([]);
  });

  test('a missing one is mentioned when others were given', () => {
    const cluster = settled([namespace('shop'), barePod('shop/web'), barePod('shpo/web')]);
    expect(cluster.problems.map(({ code, object, severity }) => [code, object.name, severity])).toEqual([
      ['namespace-missing', 'shpo', 'notice'],
    ]);
  });

  test('one that is given later keeps what is in it', () => {
    const cluster = settled([barePod('shop/web')]).apply(namespace('shop'));
    expect(cluster.get('Namespace', 'shop')?.metadata.labels).toMatchObject({ team: 'shop' });
    expect(cluster.get('Pod', 'shop/web')).toBeDefined();
  });
});

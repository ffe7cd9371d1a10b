import { describe, expect, test } from 'vitest';
import { service } from '../../../objects/service.js';
import { settled } from '../settled.js';

function endpoints(subsets: readonly object[], metadata: object = {}): unknown {
  return {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: { name: 'db', namespace: 'shop', ...metadata },
    subsets,
  };
}

const db = service('shop/db', { ports: [{ port: 5432 }] });
const subset = {
  addresses: [{ ip: '192.0.2.5' }],
  notReadyAddresses: [{ ip: '192.0.2.6' }],
  ports: [{ port: 5432 }],
};

describe('endpointSliceMirroringController', () => {
  test('Endpoints of a Service without selector are mirrored', () => {
    const [slice] = settled([db, endpoints([subset])]).slicesOf('shop/db');
    expect(slice).toMatchObject({
      addressType: 'IPv4',
      ports: [{ port: 5432, protocol: 'TCP' }],
      endpoints: [
        { addresses: ['192.0.2.5'], conditions: { ready: true } },
        { addresses: ['192.0.2.6'], conditions: { ready: false } },
      ],
    });
    expect(slice?.metadata.labels['endpointslice.kubernetes.io/managed-by']).toBe(
      'endpointslicemirroring-controller.k8s.io',
    );
  });

  test('each family and each set of ports has a slice of its own', () => {
    const other = { addresses: [{ ip: 'fd00::5' }, { ip: '192.0.2.7' }], ports: [{ port: 5433 }] };
    const slices = settled([db, endpoints([subset, other])]).slicesOf('shop/db');
    expect(slices.map((slice) => `${slice.addressType} ${slice.ports[0]?.port}`).sort()).toEqual([
      'IPv4 5432',
      'IPv4 5433',
      'IPv6 5433',
    ]);
  });

  test.each<readonly [string, unknown, object]>([
    ['a Service with selector', service('shop/db', { selector: { app: 'db' }, ports: [{ port: 5432 }] }), {}],
    ['the label skip-mirror', db, { labels: { 'endpointslice.kubernetes.io/skip-mirror': 'true' } }],
    ['a leader election', db, { annotations: { 'control-plane.alpha.kubernetes.io/leader': '{}' } }],
  ])('%s is not mirrored', (_, given, metadata) => {
    const slices = settled([given, endpoints([subset], metadata)]).slicesOf('shop/db');
    expect(slices.flatMap((slice) => slice.endpoints)).toEqual([]);
  });

  test('the slices follow the Endpoints, and go with them', () => {
    const before = settled([db, endpoints([subset])]);
    const after = before.apply(endpoints([{ ...subset, notReadyAddresses: [] }]));
    expect(after.slicesOf('shop/db')[0]?.metadata.name).toBe(before.slicesOf('shop/db')[0]?.metadata.name);
    expect(after.slicesOf('shop/db')[0]?.endpoints).toHaveLength(1);
    expect(after.delete({ kind: 'Endpoints', namespace: 'shop', name: 'db' }).slicesOf('shop/db')).toEqual(
      [],
    );
  });
});

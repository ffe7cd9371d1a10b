import { describe, expect, test } from 'vitest';
import { service } from '../../../../objects/service.js';
import { barePod } from '../../../../objects/workload.js';
import { codes, exampleText, told } from './example.js';

const code = 'service-without-selector';
const ports = [{ port: 5432 }];
const endpoints = {
  apiVersion: 'v1',
  kind: 'Endpoints',
  metadata: { name: 'database', namespace: 'shop' },
  subsets: [{ addresses: [{ ip: '10.20.0.5' }], ports: [{ port: 5432 }] }],
};
const live = { creationTimestamp: '2026-01-01T00:00:00Z', uid: '1', resourceVersion: '1' };
const database = service('shop/database', { ports, clusterIP: '10.96.7.7' });
const liveDatabase = { ...database, metadata: { ...database.metadata, ...live } };

describe('service-without-selector', () => {
  test('nobody states endpoints', () => {
    expect(told(exampleText(code))).toEqual([
      `warning ${code} Service shop/database spec.selector | tcp://database.shop.svc.cluster.local:5432 refused selector-missing`,
    ]);
  });

  test('not once an EndpointSlice does', () => {
    expect(codes(exampleText(code, 'fixed'))).toEqual([]);
  });

  test('the name of a headless Service leads nowhere', () => {
    const headless = service('shop/database', { ports, clusterIP: 'None' });
    expect(told([headless, barePod('shop/client')])).toEqual([
      `warning ${code} Service shop/database spec.selector | tcp://database.shop.svc.cluster.local:5432 dns-error headless-without-endpoints`,
    ]);
    expect(codes([headless]), 'nobody asks').toEqual([]);
  });

  test.each<readonly [string, readonly unknown[]]>([
    ['Endpoints of the old kind', [database, endpoints]],
    [
      'a name outside of the cluster',
      [service('shop/database', { type: 'ExternalName', externalName: 'db.example' })],
    ],
    ['a dump without any endpoints', [liveDatabase]],
    [
      'resources of an operator that may write them',
      [
        database,
        { apiVersion: 'acid.zalan.do/v1', kind: 'postgresql', metadata: { name: 'a', namespace: 'shop' } },
      ],
    ],
  ])('not for %s', (_, objects) => {
    expect(codes(objects)).toEqual([]);
  });

  test('a dump with endpoints of other Services is whole', () => {
    const other = { ...endpoints, metadata: { ...endpoints.metadata, ...live, name: 'other' } };
    expect(codes([liveDatabase, other])).toEqual([code]);
  });
});

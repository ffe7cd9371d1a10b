import { describe, expect, test } from 'vitest';
import { cloud } from '../../../../../packages/core/src/provider/cloud.js';
import { kind } from '../../../../../packages/core/src/provider/kind.js';
import { clusterOf, codes, exampleText, found, told } from './example.js';

const code = 'affinity-behind-one-address';
const text = exampleText(code);

describe('affinity-behind-one-address', () => {
  test('a load balancer that is a proxy is one client', () => {
    const cluster = clusterOf(text);
    expect(told(cluster, code)).toEqual([
      'warning | Service shop/shop | spec.sessionAffinity | connected: application-reached',
    ]);
    expect(codes(cluster)).toEqual([code]);
    const [balancer] = cluster.infrastructure;
    expect(found(cluster, code)[0]?.message).toContain(`from ${balancer?.proxyAddress ?? 'nowhere'}`);
  });

  test('without session affinity there is nothing to miss', () => {
    expect(codes(clusterOf(exampleText(code, 'fixed')))).toEqual([]);
  });

  test('the Envoy of kind is a proxy too', () => {
    expect(codes(clusterOf(text, { platform: kind() }))).toEqual([code]);
  });

  test('not where nodes see the client', () => {
    expect(codes(clusterOf(text, { platform: cloud() }))).toEqual([]);
  });

  test('not with one pod', () => {
    expect(codes(clusterOf(text, { replace: { 'replicas: 3': 'replicas: 1' } }))).toEqual([]);
  });
});

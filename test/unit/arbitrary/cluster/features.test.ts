import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { clusterArbitrary } from '../../../../packages/core/src/arbitrary/cluster/cluster-arbitrary.js';
import {
  allFeatures,
  type ClusterFeature,
} from '../../../../packages/core/src/arbitrary/cluster/features.js';
import type { ClusterKnobs } from '../../../../packages/core/src/arbitrary/cluster/knobs.js';

/** What a cluster with a feature has somewhere in its text. */
const signs: Readonly<Record<ClusterFeature, RegExp>> = {
  annotations: /nginx\.ingress\.kubernetes\.io/,
  dualStack: /fd00:|PreferDualStack/,
  externalIPs: /externalIPs/,
  hostNetwork: /hostNetwork/,
  namedPorts: /name: metrics/,
  namespaces: /namespace: shop/,
  readiness: /status: "False"|publishNotReadyAddresses/,
  sessionAffinity: /sessionAffinity/,
  sourceRanges: /loadBalancerSourceRanges/,
  termination: /deletionTimestamp/,
  tls: /tls:/,
  trafficPolicies: /TrafficPolicy|trafficDistribution/,
  udp: /UDP/,
  wildcards: /\*\.example\.com/,
};

function texts(knobs: ClusterKnobs): string {
  return fc.sample(clusterArbitrary(knobs), { seed: 1, numRuns: 300 }).map(String).join('\n');
}

describe('features of drawn clusters', () => {
  test('are all there unless told otherwise', () => {
    const text = texts({});
    for (const feature of allFeatures) expect(text).toMatch(signs[feature]);
  });

  test.each(allFeatures)('%s is there when asked for, and nothing else', (feature) => {
    const text = texts({ features: [feature] });
    expect(allFeatures.filter((each) => signs[each].test(text))).toEqual([feature]);
  });
});

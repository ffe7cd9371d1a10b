import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { clusterArbitrary } from '../../../../packages/core/src/arbitrary/cluster/cluster-arbitrary.js';
import { clusterFlaws, type ClusterFlaw } from '../../../../packages/core/src/arbitrary/cluster/flaws.js';

/** What a cluster with a flaw has somewhere in its text. */
const signs: Readonly<Record<ClusterFlaw, RegExp>> = {
  missingIngressClass: /ingressClassName: missing/,
  missingSecret: /secretName: missing/,
  missingService: /service:\n +name: missing/,
  noController: /replicas: 0/,
  unreadyPods: /type: Ready\n/,
  wrongBackendPort: /number: 8888/,
  wrongSelector: /tier: missing/,
  wrongTargetPort: /targetPort: missing/,
};

const flaws = Object.keys(clusterFlaws).filter((name): name is ClusterFlaw => name in clusterFlaws);

function texts(of: readonly ClusterFlaw[]): string {
  const arbitrary = clusterArbitrary({ flaws: of, features: ['tls'], ingresses: { min: 1 } });
  return fc.sample(arbitrary, { seed: 1, numRuns: 200 }).map(String).join('\n');
}

describe('flaws of drawn clusters', () => {
  test('are none unless asked for', () => {
    const text = texts([]);
    for (const flaw of flaws) expect(text).not.toMatch(signs[flaw]);
  });

  test.each(flaws)('%s is made when asked for, and no other one', (flaw) => {
    const text = texts([flaw]);
    expect(flaws.filter((each) => signs[each].test(text))).toEqual([flaw]);
  });
});

import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { clusterArbitrary } from '../../../../packages/core/src/arbitrary/cluster/cluster-arbitrary.js';
import type { GeneratedCluster } from '../../../../packages/core/src/arbitrary/cluster/generated-cluster.js';
import type { ClusterKnobs, Count } from '../../../../packages/core/src/arbitrary/cluster/knobs.js';
import { withDefaults } from '../../../../packages/core/src/arbitrary/cluster/knobs.js';

function sample(knobs: ClusterKnobs): readonly GeneratedCluster[] {
  return fc.sample(clusterArbitrary(knobs), { seed: 3, numRuns: 100 });
}

describe('knobs', () => {
  test.each<readonly [Count | undefined, Required<Count>]>([
    [undefined, { min: 1, max: 3 }],
    [{ max: 7 }, { min: 1, max: 7 }],
    [{ max: 0 }, { min: 0, max: 0 }],
    [{ min: 0 }, { min: 0, max: 3 }],
    [{ min: 5 }, { min: 5, max: 5 }],
    [
      { min: 2, max: 4 },
      { min: 2, max: 4 },
    ],
  ])('%j workloads are %j', (workloads, count) => {
    expect(withDefaults(workloads === undefined ? {} : { workloads }).workloads).toEqual(count);
  });

  test.each<Count>([{ min: 3, max: 2 }, { min: -1 }, { max: 1.5 }, { min: Number.NaN }])(
    '%j is no count',
    (services) => {
      expect(() => clusterArbitrary({ services })).toThrow(RangeError);
    },
  );

  test.each<[Record<string, unknown>, string]>([
    [{ ingress: { min: 1 } }, 'clusterArbitrary: there is no ingress; did you mean ingresses?'],
    [{ colours: [] }, 'clusterArbitrary: there is no colours; write nodes, workloads, pods, '],
    [{ platforms: ['kind', 'nope'] }, 'platforms: there is no nope; write cloud, kind, bare-metal'],
    [{ serviceKinds: ['NodePrt'] }, 'serviceKinds: there is no NodePrt; did you mean NodePort?'],
    [{ workloadKinds: ['Job'] }, 'workloadKinds: there is no Job; did you mean Pod?'],
    [
      { ingressControllers: ['haproxy'] },
      'ingressControllers: there is no haproxy; write ingress-nginx, traefik',
    ],
    [{ proxyModes: ['iptable'] }, 'proxyModes: there is no iptable; did you mean iptables?'],
    [{ features: ['tsl'] }, 'features: there is no tsl; did you mean tls?'],
    [{ flaws: ['wrongSelektor'] }, 'flaws: there is no wrongSelektor; did you mean wrongSelector?'],
  ])('%j cannot be drawn', (knobs, message) => {
    expect(() => clusterArbitrary(knobs)).toThrow(RangeError);
    expect(() => clusterArbitrary(knobs)).toThrow(message);
  });

  test('choose platforms, nodes and proxy modes', () => {
    const drawn = sample({ platforms: ['kind'], proxyModes: ['nftables'], nodes: { min: 2, max: 2 } });
    for (const { platform } of drawn) {
      expect(platform).toMatchObject({ name: 'kind', proxy: { mode: 'nftables' }, nodes: { count: 2 } });
    }
  });

  test('choose the kinds of workloads and Services', () => {
    const drawn = sample({
      workloadKinds: ['StatefulSet'],
      serviceKinds: ['headless'],
      ingresses: { max: 0 },
    });
    const kinds = new Set(drawn.flatMap(({ manifests }) => manifests.map(({ kind }) => kind)));
    expect([...kinds].sort()).toEqual(['Service', 'StatefulSet']);
  });

  test('choose the ingress controller', () => {
    const drawn = sample({ ingressControllers: ['traefik'], ingresses: { min: 1 } });
    for (const { manifests } of drawn) {
      const classes = manifests.flatMap((each) => (each.kind === 'IngressClass' ? each.metadata.name : []));
      expect(classes).toEqual(['traefik']);
    }
  });
});

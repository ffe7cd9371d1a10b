import { describe, expect, test } from 'vitest';
import type { Platform } from '../../../packages/core/src/cluster/platform.js';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { traceAll } from '../../../packages/core/src/pipeline/trace-all.js';
import { aws } from '../../../packages/core/src/provider/aws.js';
import { gcp } from '../../../packages/core/src/provider/gcp.js';
import { network } from '../../../packages/core/src/request/origin.js';

const elb = 'service.beta.kubernetes.io/aws-load-balancer-';
const zone = 'topology.kubernetes.io/zone';

interface Asked {
  readonly platform: Platform;
  readonly annotations?: Readonly<Record<string, string>>;
  /** The zone of each node; without: those of the platform. */
  readonly zones?: readonly (string | undefined)[];
}

/** The share of each node in per cent, and the codes of what is taken for granted of them. */
function asked({ platform, annotations = {}, zones }: Asked): readonly [shares: number[], codes: string[]] {
  const nodes = (zones ?? []).map((name, index) => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: `n${index}`, labels: name === undefined ? {} : { [zone]: name } },
    status: { addresses: [{ type: 'InternalIP', address: `10.0.0.${index + 11}` }] },
  }));
  const cluster = createCluster(
    [
      ...nodes,
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'web', labels: { app: 'web' } },
        spec: { containers: [{ name: 'web', image: 'web', ports: [{ containerPort: 8080 }] }] },
      },
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'web', annotations },
        spec: { type: 'LoadBalancer', selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] },
      },
    ],
    { platform },
  );
  const [address = ''] = cluster.infrastructure[0]?.addresses ?? [];
  const { branches } = traceAll(
    cluster,
    { from: network('10.128.0.200'), url: `tcp://${address}:80` },
    { tellApart: (hops) => hops.map((hop) => (hop.stage === 'load-balancer' ? hop.target : '')).join('') },
  );
  const codes = new Set(
    branches.flatMap(({ trace }) =>
      trace.assumptions.map(({ code }) => code).filter((code) => /zones|subset/.test(code)),
    ),
  );
  return [branches.map(({ probability }) => Math.round(probability * 1000) / 10), [...codes]];
}

const nlb = { [`${elb}type`]: 'nlb' };
const across = {
  [`${elb}type`]: 'external',
  [`${elb}nlb-target-type`]: 'instance',
  [`${elb}scheme`]: 'internet-facing',
  [`${elb}attributes`]: 'load_balancing.cross_zone.enabled=true',
};
const internal = { 'networking.gke.io/load-balancer-type': 'Internal' };

describe('the share of a node behind a load balancer', () => {
  test.each<readonly [string, Asked, readonly number[], readonly string[]]>([
    [
      'is one of its zone with an NLB, zones being asked equally',
      { platform: aws(), annotations: nlb, zones: ['a', 'b', 'b'] },
      [50, 25, 25],
      ['load-balancer-zones'],
    ],
    [
      'is one of its zone with a Classic ELB',
      { platform: aws(), zones: ['a', 'a', 'b'] },
      [25, 25, 50],
      ['load-balancer-zones'],
    ],
    [
      'is that of any other with cross-zone load balancing',
      { platform: aws(), annotations: across, zones: ['a', 'b', 'b'] },
      [33.3, 33.3, 33.3],
      [],
    ],
    [
      'is that of any other in a single zone',
      { platform: aws(), annotations: nlb, zones: ['a', 'a', 'a'] },
      [33.3, 33.3, 33.3],
      [],
    ],
    [
      'is taken to be equal where zones are not known',
      { platform: aws(), annotations: nlb, zones: ['a', 'b', undefined] },
      [33.3, 33.3, 33.3],
      ['load-balancer-zones'],
    ],
    [
      'is taken to be equal where Google Cloud picks 25 nodes',
      { platform: gcp({ nodes: 50, subsetting: true }), annotations: internal },
      Array.from({ length: 50 }, () => 2),
      ['load-balancer-subset'],
    ],
    [
      'is known where Google Cloud picks all nodes',
      { platform: gcp({ nodes: 25, subsetting: true }), annotations: internal },
      Array.from({ length: 25 }, () => 4),
      [],
    ],
  ])('%s', (_, given, shares, codes) => {
    expect(asked(given)).toEqual([shares, codes]);
  });
});

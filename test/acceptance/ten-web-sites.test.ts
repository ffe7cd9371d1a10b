import { aws, gcp, metallb, traceAll, type Cluster, type Platform } from '@kubehop/core';
import { costText, exposures, totalCost, type Exposure } from '@kubehop/core/analysis';
import { describe, expect, test } from 'vitest';
import { hostOf, withoutWorkload, sites, tenSites, type Design } from './ten-sites.js';

/** What the design provisions on a platform, and what that costs. */
interface Inventory {
  readonly name: string;
  readonly platform: Platform;
  readonly design: Design;
  readonly parts: Readonly<Record<string, number>>;
  readonly cost: string;
}

const inventories: readonly Inventory[] = [
  {
    name: 'AWS',
    platform: aws(),
    design: 'balancers',
    parts: { 'classic-elb': 10, listener: 10, 'security-group': 10 },
    // 10 x 0.025 x 730
    cost: '182.50 USD + 0.008 per GB',
  },
  {
    name: 'AWS',
    platform: aws(),
    design: 'ingress',
    parts: { 'classic-elb': 1, listener: 1, 'security-group': 1 },
    cost: '18.25 USD + 0.008 per GB',
  },
  {
    name: 'Google Cloud',
    platform: gcp(),
    design: 'balancers',
    parts: { 'forwarding-rule': 10, 'target-pool': 10 },
    // (0.025 for the first five together + 5 x 0.01) x 730
    cost: '54.75 USD + 0.008 per GB',
  },
  {
    name: 'Google Cloud',
    platform: gcp(),
    design: 'ingress',
    parts: { 'forwarding-rule': 1, 'target-pool': 1 },
    cost: '18.25 USD + 0.008 per GB',
  },
  {
    name: 'MetalLB',
    platform: metallb(),
    design: 'balancers',
    parts: { address: 10 },
    cost: 'unknown (no price: address)',
  },
  {
    name: 'MetalLB',
    platform: metallb(),
    design: 'ingress',
    parts: { address: 1 },
    cost: 'unknown (no price: address)',
  },
];

const names = new Map<Design, string>([
  ['balancers', 'ten LoadBalancer Services'],
  ['ingress', 'one Ingress controller'],
]);

const rows = inventories.map((row) => [`${names.get(row.design) ?? ''} on ${row.name}`, row] as const);

function withoutNodePorts(cluster: Cluster): readonly Exposure[] {
  return exposures(cluster).filter(({ kind }) => kind !== 'node-port');
}

/** The address at which a site is asked: that of its Service, or of its Ingress. */
function addressOf(cluster: Cluster, site: string): string {
  const told = cluster.get('Ingress', `web/${site}`) ?? cluster.get('Service', `web/${site}`);
  const [entry] = told?.status.loadBalancer.ingress ?? [];
  const [address] =
    entry?.hostname === undefined
      ? [entry?.ip]
      : (cluster.loadBalancerByHostname(entry.hostname)?.addresses ?? []);
  return address ?? 'none';
}

/** The workloads that answer for a site, on every branch; what else comes of it by its code. */
function answersOf(cluster: Cluster, site: string, at = addressOf(cluster, site)): readonly string[] {
  const { branches } = traceAll(cluster, { url: `http://${hostOf(site)}/`, address: at });
  const all = branches.map(({ trace: { hops, outcome } }) => {
    const last = hops.at(-1);
    const isAnswer = outcome.kind === 'response' && outcome.from === 'application';
    return isAnswer && last?.stage === 'pod' ? (last.workload?.name ?? last.pod.name) : outcome.cause.code;
  });
  return [...new Set(all)];
}

describe('ten web sites', () => {
  test.each(rows)('%s are provisioned and cost what they should', (_, { platform, design, parts, cost }) => {
    const found = withoutNodePorts(tenSites(design, platform));
    const counts: Record<string, number> = {};
    for (const part of found.flatMap((each) => each.parts))
      counts[part.type] = (counts[part.type] ?? 0) + part.count;
    expect(counts).toEqual(parts);
    expect(costText(totalCost(found.map((each) => each.cost)))).toBe(cost);
  });

  test.each(rows)('%s: each site is answered by its own pods, on every way', (_, { platform, design }) => {
    const cluster = tenSites(design, platform);
    for (const site of sites) expect(answersOf(cluster, site)).toEqual([site]);
    const addresses = new Set(sites.map((site) => addressOf(cluster, site)));
    expect(addresses.size).toBe(design === 'balancers' ? 10 : 1);
  });

  test.each(rows)('%s: what shares its fate is said', (_, { platform, design }) => {
    const found = withoutNodePorts(tenSites(design, platform));
    const fates = found.map(({ sharesFateWith }) => sharesFateWith.map(({ name }) => name));
    expect(fates).toEqual(found.map(() => (design === 'balancers' ? [] : ['controller', ...sites])));
  });

  test.each([aws(), gcp(), metallb()])(
    'on $name a controller that is gone takes every site with it',
    (platform) => {
      const cluster = tenSites('ingress', platform);
      const without = withoutWorkload(cluster, 'controller', 'ingress');
      for (const site of sites) {
        expect(answersOf(without, site, addressOf(cluster, site))).not.toContain(site);
      }
    },
  );

  test.each(rows)('%s: pods of one site that are gone take that site alone', (_, { platform, design }) => {
    const cluster = tenSites(design, platform);
    const [first = '', ...others] = sites;
    const without = withoutWorkload(cluster, first, 'web');
    expect(answersOf(without, first, addressOf(cluster, first))).not.toContain(first);
    for (const site of others) expect(answersOf(without, site)).toEqual([site]);
  });
});

import { aws, azure, cloud, gcp, hetzner, metallb, type Platform } from '@kubehop/core';
import { costText, listPrices, type Price, totalCost } from '@kubehop/core/analysis';
import { describe, expect, test } from 'vitest';
import { balanced, controller, exposed, service, site } from './exposed.js';

/** The costs of what is not a node port. */
function costs(text: string, platform: Platform, prices?: readonly Price[]): readonly string[] {
  return exposed(text, platform, prices)
    .filter(({ kind }) => kind !== 'node-port')
    .map(({ cost }) => costText(cost));
}

function total(text: string, platform: Platform): string {
  return costText(totalCost(exposed(text, platform).map(({ cost }) => cost)));
}

/** So many Services of type LoadBalancer. */
function many(count: number, annotations?: string): string {
  return Array.from({ length: count }, (_, index) =>
    service('type: LoadBalancer, ports: [{ port: 80 }]', annotations).replace(
      'name: web',
      `name: web-${index}`,
    ),
  ).join('');
}

const row = { currency: 'USD', region: 'ours', source: 'our contract', date: '2026-09-01' } as const;

describe('the cost of an exposure', () => {
  test.each<readonly [string, string, string, Platform]>([
    ['a Classic ELB by the hour, and by the gigabyte', '18.25 USD + 0.008 per GB', '{}', aws()],
    [
      'an NLB by the hour, and by what it does',
      '16.43 USD + 0.006 per NLCU-hour',
      '{ service.beta.kubernetes.io/aws-load-balancer-type: nlb }',
      aws(),
    ],
    ['a first forwarding rule as much as five', '18.25 USD + 0.008 per GB', '{}', gcp()],
    ['a rule and a public address', '21.90 USD + 0.005 per GB', '{}', azure()],
    ['a load balancer of Hetzner by the month, in euros', '7.49 EUR', '{}', hetzner()],
    ['a load balancer of a cloud that has no name', 'unknown (no price: load-balancer)', '{}', cloud()],
    ['an address that nobody sells', 'unknown (no price: address)', '{}', metallb()],
    [
      'an internal frontend, whose price nobody recorded',
      'unknown (no price: frontend-ip; the rest: 18.25 USD + 0.005 per GB)',
      '{ service.beta.kubernetes.io/azure-load-balancer-internal: "true" }',
      azure(),
    ],
  ])('is that of %s', (_, cost, annotations, platform) => {
    expect(costs(service(balanced, annotations), platform)).toEqual([cost]);
  });

  test('names the region, the source and the date of each price', () => {
    const [{ cost } = { cost: undefined }] = exposed(service(balanced), aws());
    expect(cost).toMatchObject({
      kind: 'estimate',
      amount: 18.25,
      basis: [
        { region: 'us-east-1', date: '2024-07-01' },
        { region: 'every region', date: '2026-04-08' },
      ],
    });
  });

  test.each<readonly [number, string]>([
    [5, '18.25 USD + 0.008 per GB'],
    [6, '25.55 USD + 0.008 per GB'],
    [10, '54.75 USD + 0.008 per GB'],
  ])('of %i forwarding rules counts the first five once', (count, cost) => {
    expect(total(many(count), gcp())).toBe(cost);
    const each = exposed(many(count), gcp()).flatMap((found) =>
      found.kind === 'load-balancer' && found.cost.kind === 'estimate' ? [found.cost.amount] : [],
    );
    expect(each).toHaveLength(count);
    expect(new Set(each).size).toBe(1);
  });

  test('counts the rules of an internal and of a public load balancer of Azure by themselves', () => {
    const prices = [{ ...row, part: 'frontend-ip', amount: 0, per: 'hour' } as const];
    const internal = '{ service.beta.kubernetes.io/azure-load-balancer-internal: "true" }';
    const text = many(3) + many(3, internal).replaceAll('name: web-', 'name: internal-');
    const all = exposed(text, azure(), prices).map(({ cost }) => cost);
    expect(costText(totalCost(all))).toBe('36.50 USD + 0.005 per GB');
  });

  test('is by the prices that are given, and by the list where none is', () => {
    const prices: readonly Price[] = [
      { ...row, part: 'classic-elb', provider: 'gcp', amount: 1, per: 'month' },
      { ...row, part: 'classic-elb', amount: 12, per: 'month' },
    ];
    expect(costs(service(balanced), aws(), prices)).toEqual(['12.00 USD']);
    const [found] = exposed(service(balanced), aws(), prices);
    expect(found?.cost).toMatchObject({ basis: [{ source: 'our contract' }, { region: 'every region' }] });
  });

  test('is unknown where currencies do not add up', () => {
    const prices: readonly Price[] = [
      { ...row, currency: 'EUR', part: 'classic-elb', amount: 12, per: 'month' },
    ];
    expect(costs(service(balanced), aws(), prices)).toEqual(['unknown (prices in several currencies)']);
  });

  test('is that of the load balancer alone where Ingresses share it', () => {
    const elb = '18.25 USD + 0.008 per GB';
    expect(costs(controller + site('a') + site('b'), aws())).toEqual([elb, '-', '-']);
    expect(total(controller + site('a') + site('b'), aws())).toBe(elb);
  });

  test('of all is unknown as soon as that of one is', () => {
    const [known] = exposed(service(balanced), aws());
    const [unknown] = exposed(service(balanced), metallb());
    const all = totalCost([known, unknown].flatMap((found) => found?.cost ?? []));
    expect(all).toMatchObject({ kind: 'unknown', reason: 'no-price', withoutPrice: ['address'] });
    expect(costText(all)).toBe('unknown (no price: address; the rest: 18.25 USD + 0.008 per GB)');
    expect(totalCost([unknown].flatMap((found) => found?.cost ?? []))).toEqual({
      kind: 'unknown',
      reason: 'no-price',
      withoutPrice: ['address'],
    });
    expect(totalCost([])).toEqual({ kind: 'none' });
  });
});

describe('the list prices', () => {
  test('have a region, a source and a date each', () => {
    expect(listPrices.length).toBeGreaterThan(0);
    for (const { region, source, date } of listPrices) {
      expect(region).not.toBe('');
      expect(source).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{7,} \S/);
      expect(date).toMatch(/^20\d\d-[01]\d-[0-3]\d$/);
    }
  });
});

import type { LoadBalancer, ProvisionedPart } from '../cluster/infrastructure.js';
import { monthly, type Price, type UsagePrice } from './price.js';

/** Where prices come from, for which region they hold, and what they leave out. @public */
export type PriceBasis = Pick<Price, 'region' | 'source' | 'date' | 'without'>;

/** What the parts of an exposure cost a month. @public */
export type MonthlyCost =
  /** Nothing is provisioned for it alone. */
  | { readonly kind: 'none' }
  | {
      readonly kind: 'estimate';
      /** The fixed part: 730 hours. Of what several share, an equal part of each. */
      readonly amount: number;
      readonly currency: string;
      /** What comes on top for traffic. */
      readonly plusUsage: readonly UsagePrice[];
      readonly basis: readonly PriceBasis[];
    }
  /** There are parts without a price that has region, source and date; or prices of several currencies, which do not add up. */
  | {
      readonly kind: 'unknown';
      readonly reason: 'no-price' | 'several-currencies';
      readonly withoutPrice: readonly string[];
      /** What the parts cost that have a price; absent where none has. */
      readonly rest?: Extract<MonthlyCost, { kind: 'estimate' }>;
    };

/** What is to be paid for: the parts of one load balancer. */
export interface Charged {
  readonly parts: readonly ProvisionedPart[];
  readonly scheme?: LoadBalancer['scheme'];
}

/** The costs of load balancers of one provider, each by itself; what the first parts cost together is shared equally. */
export function costsOf(
  charged: readonly Charged[],
  prices: readonly Price[],
  provider: string | undefined,
): readonly MonthlyCost[] {
  const applicable = prices.filter((price) => price.provider === undefined || price.provider === provider);
  const priceOf = (part: string, scheme: Charged['scheme']): Price | undefined =>
    applicable.find(
      (price) => price.part === part && (price.scheme === undefined || price.scheme === scheme),
    );
  const counts = new Map<string, number>();
  for (const { parts, scheme } of charged) {
    for (const { type, count } of parts) {
      const group = groupOf(type, priceOf(type, scheme), scheme);
      counts.set(group, (counts.get(group) ?? 0) + count);
    }
  }
  return charged.map(({ parts, scheme }) => {
    const paid = parts.filter(({ type }) => type !== 'node-port');
    if (paid.length === 0) return { kind: 'none' };
    const rows = paid.flatMap(({ type, count }) => {
      const price = priceOf(type, scheme);
      if (price === undefined) return [];
      const all = counts.get(groupOf(type, price, scheme)) ?? count;
      return [{ price, amount: (monthly(price, priceOfAll(price, all)) / Math.max(all, 1)) * count }];
    });
    const withoutPrice = paid.map(({ type }) => type).filter((type) => priceOf(type, scheme) === undefined);
    return withoutPrice.length > 0 ? unknown(withoutPrice, sumOf(rows)) : sumOf(rows);
  });
}

/** Without a price for all parts; what is free tells nobody anything. */
function unknown(withoutPrice: readonly string[], rest: MonthlyCost): MonthlyCost {
  const isTold = rest.kind === 'estimate' && (rest.amount > 0 || rest.plusUsage.length > 0);
  return { kind: 'unknown', reason: 'no-price', withoutPrice, ...(isTold ? { rest } : {}) };
}

/** Parts that are counted together. */
function groupOf(type: string, price: Price | undefined, scheme: Charged['scheme']): string {
  return price?.firstTogether?.of === 'scheme' ? `${type} ${scheme ?? ''}` : type;
}

/** What so many parts cost by the unit of the price. */
function priceOfAll({ amount, firstTogether }: Price, count: number): number {
  if (firstTogether === undefined) return amount * count;
  return count === 0 ? 0 : firstTogether.amount + amount * Math.max(0, count - firstTogether.count);
}

function sumOf(rows: readonly { readonly price: Price; readonly amount: number }[]): MonthlyCost {
  const amounts = rows.map(({ price: { currency, usage = [], region, source, date, without }, amount }) => ({
    amount,
    currency,
    plusUsage: usage,
    basis: [{ region, source, date, ...(without === undefined ? {} : { without }) }],
  }));
  return added(amounts, 6);
}

/**
 * What several cost together: `unknown` as soon as one of them is, with the rest; `none` where nothing is provisioned.
 *
 * @public
 * @example
 * totalCost(exposures(cluster).map(({ cost }) => cost));
 */
export function totalCost(costs: readonly MonthlyCost[]): MonthlyCost {
  const missing = costs.flatMap((cost) => (cost.kind === 'unknown' ? [cost] : []));
  const known = added(
    costs.flatMap((cost) =>
      cost.kind === 'estimate' ? [cost] : cost.kind === 'unknown' ? (cost.rest ?? []) : [],
    ),
    4,
  );
  const [first] = missing;
  if (first === undefined) return known;
  if (first.reason === 'several-currencies') return first;
  return unknown(distinct(missing.flatMap(({ withoutPrice }) => withoutPrice)), known);
}

/** Rounded to so many decimals: what comes of binary fractions is not told. */
function added(
  amounts: readonly Omit<Extract<MonthlyCost, { kind: 'estimate' }>, 'kind'>[],
  decimals: number,
): MonthlyCost {
  const [first] = amounts;
  if (first === undefined) return { kind: 'none' };
  const { currency } = first;
  if (amounts.some((each) => each.currency !== currency))
    return { kind: 'unknown', reason: 'several-currencies', withoutPrice: [] };
  const sum = amounts.reduce((total, { amount }) => total + amount, 0);
  return {
    kind: 'estimate',
    amount: Number(sum.toFixed(decimals)),
    currency,
    plusUsage: distinct(amounts.flatMap(({ plusUsage }) => plusUsage)),
    basis: distinct(amounts.flatMap(({ basis }) => basis)),
  };
}

function distinct<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

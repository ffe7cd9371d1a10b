import type { MonthlyCost } from './cost.js';
import { hoursPerMonth } from './price.js';

/**
 * A cost as people say it: `16.43 USD + 0.008 per LCU-hour`, `unknown (no price: address)`, `-` where nothing is paid for.
 *
 * @public
 * @example
 * exposures(cluster).map(({ object, cost }) => `${object.name}: ${costText(cost)}`);
 */
export function costText(cost: MonthlyCost): string {
  switch (cost.kind) {
    case 'none':
      return '-';
    case 'unknown':
      return cost.reason === 'no-price'
        ? `unknown (no price: ${cost.withoutPrice.join(', ')}${cost.rest === undefined ? '' : `; the rest: ${costText(cost.rest)}`})`
        : 'unknown (prices in several currencies)';
    case 'estimate': {
      const usage = cost.plusUsage.map(({ amount, per }) => ` + ${amount} per ${per}`);
      return `${twoDecimals(cost.amount)} ${cost.currency}${usage.join('')}`;
    }
    default:
      return cost satisfies never;
  }
}

/** Half a cent counts as one: 16.425 is 16.43, however binary fractions hold it. */
function twoDecimals(amount: number): string {
  return (Math.round(Number((amount * 100).toFixed(4))) / 100).toFixed(2);
}

/**
 * What a reader of costs has to know, in lines: how many hours a month has, and the region, date and source of each price.
 *
 * @public
 * @example
 * priceNotes(exposures(cluster).map(({ cost }) => cost)).join('\n');
 */
export function priceNotes(costs: readonly MonthlyCost[]): readonly string[] {
  const basis = costs.flatMap((cost) => {
    if (cost.kind === 'unknown') return cost.rest?.basis ?? [];
    return cost.kind === 'estimate' ? cost.basis : [];
  });
  const besides = new Set(basis.flatMap(({ without }) => without ?? []));
  const notes = new Set(
    basis.map(({ region, date, source }) => `Prices of ${region}, as of ${date}: ${source}.`),
  );
  if (notes.size === 0) return [];
  return [
    `A month has ${hoursPerMonth} hours. List prices: look them up before you rely on them.`,
    ...[...besides].map((text) => `Charged besides, and in no sum: ${text}.`),
    ...[...notes].sort(),
  ];
}

/** Hours a month: what a price by the hour is multiplied with. @public */
export const hoursPerMonth = 730;

/** What is charged for traffic, which nobody knows in advance: a rate, not an amount. @public */
export interface UsagePrice {
  /** What is counted: `LCU-hour`, `GB`. */
  readonly per: string;
  readonly amount: number;
}

/** A price that the first parts of a type have together, however many of them there are. @public */
export interface SharedPrice {
  /** How many parts it covers. */
  readonly count: number;
  /** What these cost together. */
  readonly amount: number;
  /** Whose parts are counted together: those of all load balancers, or of each scheme by itself. */
  readonly of: 'all' | 'scheme';
}

/**
 * The price of a type of provisioned part, with where and when it was read and the region that it holds for.
 *
 * @public
 * @example
 * exposures(cluster, { prices: [{ part: 'nlb', amount: 0.02, per: 'hour', currency: 'USD', region: 'us-east-1', source: 'our contract', date: '2026-09-01' }] });
 */
export interface Price {
  /** The type of the part: `nlb`, `forwarding-rule`. */
  readonly part: string;
  /** Of whose load balancers: the name of the platform's provider; of all, where it is left out. */
  readonly provider?: string;
  /** Of which load balancers only. */
  readonly scheme?: 'internet-facing' | 'internal';
  /** What each part costs; zero for what is free. */
  readonly amount: number;
  readonly per: 'hour' | 'month';
  readonly firstTogether?: SharedPrice;
  readonly usage?: readonly UsagePrice[];
  /** What is charged besides, and is in no sum. */
  readonly without?: string;
  readonly currency: string;
  readonly region: string;
  readonly source: string;
  /** When it was read: `2026-05-01`. */
  readonly date: string;
}

/** What a price by the hour or month comes to in a month. */
export function monthly({ per }: Price, amount: number): number {
  return per === 'hour' ? amount * hoursPerMonth : amount;
}

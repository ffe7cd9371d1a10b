import type { Rule } from '../../trace/rule.js';
import type { Fate, FateEnd } from '../fate/fate.js';
import type { RequestRange } from './request-range.js';

/** Requests, and what becomes of them: once, or before and after a change. */
export interface Faring {
  readonly requests: readonly RequestRange[];
  readonly fates: readonly Fate[];
  readonly rules: readonly (Rule | undefined)[];
}

/**
 * Leaves out bare connections that come to the same application as HTTP at the same place: where it listens for TCP alone,
 * what is told of one is told of the other.
 *
 * @param faringOf what an item tells of
 */
export function withoutBareConnections<Item>(
  items: readonly Item[],
  faringOf: (item: Item) => Faring,
): readonly Item[] {
  const told = new Set(
    items.flatMap((item) => {
      const faring = faringOf(item);
      return faring.requests.filter(isHttpAlone).flatMap((range) => keysOf(range, faring));
    }),
  );
  return items.filter((item) => {
    const faring = faringOf(item);
    const isBare = faring.requests.every(({ schemes }) => schemes.every((scheme) => bare.has(scheme)));
    return (
      !isBare || !faring.requests.flatMap((range) => keysOf(range, faring)).every((key) => told.has(key))
    );
  });
}

const bare: ReadonlySet<string> = new Set(['tcp', 'tls']);

/** Whether nothing but where they are sent tells requests of HTTP apart from others. */
function isHttpAlone({ schemes, hosts, paths, conditions }: RequestRange): boolean {
  return schemes.includes('http') && hosts.length + paths.length + conditions.length === 0;
}

/** A key for each place: who takes what is sent there, by which rules. */
function keysOf({ destinations }: RequestRange, { fates, rules }: Faring): readonly string[] {
  const end = JSON.stringify([
    fates.map(({ ends }) => ends.map(takerOf)),
    rules.map((rule) => [rule?.object, rule?.path]),
  ]);
  return destinations.map((destination) => `${JSON.stringify(destination)} ${end}`);
}

/** An end; where an application takes the request, without what HTTP and TCP call differently. */
function takerOf(end: FateEnd): unknown {
  const { probability, outcome, from, to, port, service, seesClient } = end;
  const isTaken = outcome === 'connected' || (outcome === 'response' && from === 'application');
  return isTaken ? { probability, to, port, service, seesClient } : end;
}

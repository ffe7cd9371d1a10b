import { nearestName } from '../object/field/nearest-name.js';
import type { Expectation, ExpectationMember, Expectations, WayExpectation } from './expectation.js';
import { ExpectationError } from './expectation.js';

const wayMembers: Readonly<Record<keyof WayExpectation, true>> = {
  outcome: true,
  cause: true,
  status: true,
  reaches: true,
  neverReaches: true,
  redirectsTo: true,
  pathAtBackend: true,
  hostAtBackend: true,
  headersAtBackend: true,
  sourceAtPod: true,
  certificate: true,
  crossesZone: true,
  rcode: true,
  addresses: true,
};

const members: Readonly<Record<ExpectationMember, true>> = { ...wayMembers, weights: true };

const sides: Readonly<Record<keyof Expectations, true>> = { expect: true, may: true };

/**
 * Refuses a member that there is not: what is misspelt would hold of everything.
 *
 * @throws {ExpectationError} with the name that may be meant
 */
export function requireKnownMembers({ expect = {}, may = [], ...others }: Expectations): void {
  requireKnown(others, sides);
  requireKnown(expect, members);
  for (const each of [may].flat()) requireKnown(each, wayMembers);
}

function requireKnown(written: Expectation | Expectations, known: Readonly<Record<string, true>>): void {
  const unknown = Object.keys(written).find((name) => !Object.hasOwn(known, name));
  if (unknown === undefined) return;
  const names = Object.keys(known);
  const near = nearestName(unknown, names);
  const meant = near === undefined ? `write ${names.join(', ')}` : `did you mean ${near}?`;
  throw new ExpectationError(undefined, `there is no member ${unknown}; ${meant}`);
}

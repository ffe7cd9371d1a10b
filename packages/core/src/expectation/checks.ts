import type { Cluster } from '../cluster/cluster.js';
import { backendChecks } from './backend-checks.js';
import { certificateChecks } from './certificate-check.js';
import type { Check } from './check.js';
import type { WayExpectation } from './expectation.js';
import { ExpectationError } from './expectation.js';
import { outcomeChecks } from './outcome-checks.js';
import { reachChecks } from './reach-checks.js';
import { zoneChecks } from './zone-check.js';

/**
 * The members of an expectation, ready to be held against the ways of a request.
 *
 * @throws {ExpectationError} when a member cannot be read
 */
export function checksOf(cluster: Cluster, expectation: WayExpectation): readonly Check[] {
  return [
    ...outcomeChecks(expectation),
    ...reachChecks(cluster, expectation),
    ...backendChecks(cluster, expectation),
    ...certificateChecks(cluster, expectation),
    ...zoneChecks(cluster, expectation),
    ...addressChecks(expectation),
  ];
}

function addressChecks({ addresses }: WayExpectation): readonly Check[] {
  if (addresses === undefined) return [];
  const expected = addressesText(addresses);
  return [
    {
      member: 'addresses',
      expected,
      instead: ({ hops }) => {
        const dns = hops.find((hop) => hop.stage === 'dns');
        if (dns === undefined) return 'no name was resolved';
        const actual = addressesText(dns.addresses);
        return actual === expected ? undefined : actual;
      },
    },
  ];
}

/** Addresses in one order. */
export function addressesText(addresses: readonly string[]): string {
  return addresses.length === 0 ? 'none' : [...addresses].sort().join(', ');
}

/** Refuses what tests nothing. */
export function requireMembers(members: number): void {
  if (members === 0) throw new ExpectationError(undefined, 'nothing is expected: give at least one member');
}

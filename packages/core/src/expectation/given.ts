import type { Cluster } from '../cluster/cluster.js';
import { ExpectationError } from './expectation.js';

/**
 * Refuses what no type checker lets pass: something else than a cluster, a request or expectations.
 *
 * @throws {ExpectationError} with what to write
 */
export function requireGiven(cluster: unknown, asked: unknown, expectations: unknown): void {
  if (!isCluster(cluster)) {
    throw new ExpectationError(undefined, 'that is no cluster: give what createCluster(manifests) returns');
  }
  if (!isRequest(asked)) {
    throw new ExpectationError(
      undefined,
      "that is no request: write 'GET https://host/path' or { url, from }",
    );
  }
  if (!isObject(expectations)) {
    throw new ExpectationError(undefined, 'nothing is expected: write { expect: { status: 200 } }');
  }
}

/** Whether a value is a cluster, not what one is made of. */
export function isCluster(value: unknown): value is Cluster {
  return isObject(value) && 'infrastructure' in value;
}

function isRequest(value: unknown): boolean {
  if (typeof value === 'string') return true;
  return isObject(value) && ('url' in value || 'scheme' in value || 'dns' in value);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

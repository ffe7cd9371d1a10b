import type { Cluster } from '../cluster/cluster.js';
import type { Asked } from '../expectation/asked.js';
import { checkExpectation } from '../expectation/check-expectation.js';
import type { Expectation, ExpectedOutcome, Expectations, StatusClass } from '../expectation/expectation.js';
import { AssertionError } from './assertion-error.js';
import { requireNamed } from './require-named.js';

/**
 * Asserts all that is expected of a request.
 *
 * @throws {AssertionError} with the whole explanation, where something does not hold
 * @throws {ExpectationError} where it holds although it names an object that does not exist
 * @public
 * @example
 * assertExpectation(cluster, 'https://shop.example.com/cart', {
 *   expect: { status: '2xx', hostAtBackend: 'shop.example.com' },
 *   may: { reaches: 'service/shop/canary' },
 * });
 */
export function assertExpectation(cluster: Cluster, asked: Asked, expectations: Expectations): void {
  const verdict = checkExpectation(cluster, asked, expectations);
  if (!verdict.holds) throw new AssertionError(verdict);
  requireNamed(verdict);
}

/**
 * Asserts that every way of a request comes to an object, or to one of several.
 *
 * @throws {AssertionError} with the whole explanation, where a way does not
 * @public
 * @example
 * assertReaches(cluster, 'https://shop.example.com/cart', 'service/shop/cart');
 */
export function assertReaches(cluster: Cluster, asked: Asked, reaches: string | readonly string[]): void {
  assertEvery(cluster, asked, { reaches });
}

/**
 * Asserts that no way of a request comes to an object, or to one of several.
 *
 * @throws {AssertionError} with the whole explanation, where a way does
 * @throws {ExpectationError} for an object that does not exist
 * @public
 * @example
 * assertNeverReaches(cluster, 'https://shop.example.com/admin', 'service/shop/admin');
 */
export function assertNeverReaches(
  cluster: Cluster,
  asked: Asked,
  neverReaches: string | readonly string[],
): void {
  assertEvery(cluster, asked, { neverReaches });
}

/**
 * Asserts the status of the response, or the digit that it begins with.
 *
 * @throws {AssertionError} with the whole explanation, where a way has another one or none
 * @public
 * @example
 * assertStatus(cluster, 'https://shop.example.com/cart', '2xx');
 */
export function assertStatus(cluster: Cluster, asked: Asked, status: number | StatusClass): void {
  assertEvery(cluster, asked, { status });
}

/**
 * Asserts where a response sends the client.
 *
 * @throws {AssertionError} with the whole explanation, where a way leads elsewhere or does not redirect
 * @public
 * @example
 * assertRedirects(cluster, 'http://shop.example.com/cart', 'https://shop.example.com/cart');
 */
export function assertRedirects(cluster: Cluster, asked: Asked, redirectsTo: string): void {
  assertEvery(cluster, asked, { redirectsTo });
}

/**
 * Asserts how a request ends, as the client sees it.
 *
 * @throws {AssertionError} with the whole explanation, where a way ends otherwise
 * @public
 * @example
 * assertOutcome(cluster, 'tcp://db.shop:5432', 'refused');
 */
export function assertOutcome(cluster: Cluster, asked: Asked, outcome: ExpectedOutcome): void {
  assertEvery(cluster, asked, { outcome });
}

/**
 * Asserts which source address the pod sees: an address, a range, the `client`'s own, or that of a `node`.
 *
 * @throws {AssertionError} with the whole explanation, where a way brings another one or ends before a pod
 * @public
 * @example
 * assertSourceAtPod(cluster, 'https://shop.example.com/cart', '10.244.0.0/16');
 */
export function assertSourceAtPod(cluster: Cluster, asked: Asked, sourceAtPod: string): void {
  assertEvery(cluster, asked, { sourceAtPod });
}

/**
 * Asserts which certificate the client is shown: one that `fits` the host, the `default` one, or that of a Secret.
 *
 * @throws {AssertionError} with the whole explanation, where a way shows another one or none
 * @public
 * @example
 * assertCertificate(cluster, 'https://shop.example.com/', 'secret/shop/shop-tls');
 */
export function assertCertificate(cluster: Cluster, asked: Asked, certificate: string): void {
  assertEvery(cluster, asked, { certificate });
}

function assertEvery(cluster: Cluster, asked: Asked, expect: Expectation): void {
  assertExpectation(cluster, asked, { expect });
}

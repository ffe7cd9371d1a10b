/**
 * A choice that reality makes at random or by a hash.
 *
 * `index` says which candidate was taken; a trace's choices, in order, replay it.
 * @public
 */
export interface Choice {
  /** What is chosen among. */
  readonly of: 'node' | 'endpoint' | 'dns-server' | 'address' | 'backend' | 'controller' | 'answer';
  /** By what: a random draw, a hash of the flow, round robin. */
  readonly by: 'random' | 'hash' | 'round-robin' | 'weight';
  readonly among: number;
  readonly index: number;
  /** Between 0 and 1. */
  readonly probability: number;
}

import type { Expectation, WayExpectation } from '@kubehop/core/matchers';
import type { Config } from '../config/config.js';
import type { StatedSender } from '../input/stated-sender.js';

/** What a test file says: the cluster, as a `kubehop.yaml` describes its platform, and what must hold in it. */
export interface TestFile extends Omit<Config, 'files' | 'prices'>, StatedExpectations {}

/** What a test file says beside the platform; `kubehop-test.schema.json` is made of it. */
export interface StatedExpectations {
  /** The manifests: files and directories, relative to this file. -f takes their place. */
  readonly manifests?: readonly NonEmptyText[];
  /**
   * What must hold, in the order in which it is told.
   *
   * @minItems 1
   */
  readonly expectations: readonly NamedExpectation[];
}

/** Something that must hold for a request, or for each of several. */
export interface NamedExpectation extends StatedSender {
  /** What must hold, in words, on one line. */
  readonly name: Line;
  /** GET https://shop.example.com/cart, tcp://db.shop:5432 or dns A api.shop */
  readonly request?: Line;
  /** Requests of which the same is expected, in place of request. */
  readonly requests?: readonly Line[];
  /** What must come of it, on every way that it may take. */
  readonly expect?: Expectation;
  /** What must come of it on at least one way; of several, each on one. */
  readonly may?: WayExpectation | readonly WayExpectation[];
}

/** @minLength 1 */
type NonEmptyText = string;

/**
 * A text without control characters.
 *
 * @pattern ^\P{Cc}+$
 */
type Line = string;

import type { Item } from './item.js';
import type { JsonObject, VectorCase } from './vectors.js';

/** What the model answers to one item, by the keys of its expectation. */
export type Answer = Readonly<Record<string, unknown>>;

/** How items under one key are asked. */
export interface Question {
  /** The keys of an item that are read; one that is not makes the item fail. */
  readonly reads: readonly string[];
  readonly ask: (item: Item) => Answer;
  /** What is expected, where that is not what stands under `expect`. */
  readonly expects?: (item: Item) => JsonObject;
  /** How the model came to its answer, for who looks at a single case. */
  readonly trace?: (item: Item) => unknown;
}

/** A case made into a cluster, and the questions that it can be asked, by the key of the items. */
export interface Setting {
  /** What it is called where a case holds in several. */
  readonly name?: string;
  readonly questions: Readonly<Record<string, Question>>;
}

/**
 * Translates the cases of a suite into questions to the public API, and its answers back. It decides nothing itself, and
 * imports entries of the packages only.
 */
export interface Adapter {
  /** The suites that it translates. */
  readonly suites: readonly string[];
  /** The keys of a case that describe its situation, beside `cluster` and `objects`. */
  readonly situation: readonly string[];
  /** The keys of `cluster` that it reads. */
  readonly facts: readonly string[];
  /** The keys whose lists count in their order; all other lists are sets. */
  readonly ordered: readonly string[];
  /** The settings in which every item of the case must hold. */
  readonly settings: (fact: VectorCase) => readonly Setting[];
}

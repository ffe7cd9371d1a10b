/** How much text is read before it is taken for an attack or a mistake. @public */
export interface ReadLimits {
  /** Characters of a whole text. */
  readonly characters: number;
  /** How deep lists and objects may be nested in a document. */
  readonly depth: number;
  /** How many values the aliases of a document may add to those that are written. */
  readonly aliasedNodes: number;
}

/** The limits unless told otherwise. @public */
export const defaultReadLimits: ReadLimits = {
  characters: 128 * 1024 * 1024,
  depth: 100,
  aliasedNodes: 1_000_000,
};

import type { Request, Scheme } from '../../request/request.js';
import type { Rule } from '../../trace/rule.js';
import type { Fate } from '../fate/fate.js';
import type { Connection } from './connections.js';
import type { Reading } from './reading.js';

/** A connection, and what is sent over it. */
export interface Way {
  readonly connection: Connection;
  readonly schemes: readonly Scheme[];
}

/** Requests that no component tells apart. */
export interface Cell {
  /** The connections over which they come, which lead to the same readers in the same manner; at least one. */
  readonly ways: readonly Way[];
  /** What the readers on the way make of them, by cluster. */
  readonly readings: readonly (readonly Reading[])[];
  /** One of them. */
  readonly request: Request;
  /** What becomes of them, by cluster. */
  readonly fates: readonly Fate[];
  /** By which rule, by cluster. */
  readonly rules: readonly (Rule | undefined)[];
  /** What pods and the client get of that request and of a longer one, by cluster; of several clusters only. */
  readonly wordings: readonly string[];
}

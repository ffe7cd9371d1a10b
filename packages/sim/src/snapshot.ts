import type { ClusterInput, Origin, Request } from '@kubehop/core';
import type { Act } from './act/act.js';
import type { LoadOptions } from './load/load.js';
import type { SimulationOptions } from './options.js';
import type { ClientOptions } from './request/client.js';

/** A moment in the course of a simulation: of two at the same time, the one before which more had happened is later. @public */
export interface Moment {
  readonly at: number;
  /** How much had happened by itself. */
  readonly after: number;
}

/** Something that is done to a simulation from outside. @public */
export type OutsideDeed =
  | { readonly kind: 'act'; readonly act: Act }
  | { readonly kind: 'send' | 'connect'; readonly request: Request; readonly client: ClientOptions }
  /** A request over a connection, which is told by its number. */
  | { readonly kind: 'send-over'; readonly connection: number; readonly request: Request }
  | { readonly kind: 'load'; readonly options: LoadOptions }
  | { readonly kind: 'lookup'; readonly name: string; readonly from: Origin };

/** Something that was done, and when. @public */
export type HistoryEntry = Moment & OutsideDeed;

/**
 * What a simulation is at one moment: how it began, and everything that was done to it. Since nothing in it is left to
 * chance but what the seed decides, that is all there is.
 *
 * @public
 */
export interface Snapshot extends Moment {
  readonly input: ClusterInput;
  readonly options: SimulationOptions;
  readonly history: readonly HistoryEntry[];
}

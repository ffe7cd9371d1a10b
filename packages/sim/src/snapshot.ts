import type { ClusterInput, Origin, Request } from '@kubehop/core';
import type { Act } from './act/act.js';
import type { LoadOptions } from './load/load.js';
import type { SimulationOptions } from './options.js';
import type { ClientOptions } from './request/client.js';

/** Something that was done to a simulation from outside. @public */
export type HistoryEntry =
  | { readonly at: number; readonly kind: 'act'; readonly act: Act }
  | { readonly at: number; readonly kind: 'send'; readonly request: Request; readonly client: ClientOptions }
  | { readonly at: number; readonly kind: 'load'; readonly options: LoadOptions }
  | { readonly at: number; readonly kind: 'lookup'; readonly name: string; readonly from: Origin };

/**
 * What a simulation is at one moment: how it began, and everything that was done to it. Since nothing in it is left to
 * chance but what the seed decides, that is all there is.
 *
 * @public
 */
export interface Snapshot {
  readonly input: ClusterInput;
  readonly options: SimulationOptions;
  readonly history: readonly HistoryEntry[];
  readonly now: number;
}

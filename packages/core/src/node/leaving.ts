import type { Position } from '../step/position.js';
import type { Flight } from '../step/step.js';

/** A flight that has passed the service proxy of a node and looks for its way on. */
export interface Leaving extends Flight {
  readonly at: Extract<Position, { kind: 'leaving' }>;
}

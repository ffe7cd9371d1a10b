import type { Colors } from '../../output/colors.js';

/** How a report looks where people read it. */
export interface Page {
  readonly colors: Colors;
  readonly columns?: number;
}

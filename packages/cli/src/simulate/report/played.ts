import type { ScenarioReport } from '@kubehop/sim';

/** A scenario that was played. */
export interface Played {
  /** What it shows, in words. */
  readonly title: string;
  /** As the user named it. */
  readonly file: string;
  readonly report: ScenarioReport;
}

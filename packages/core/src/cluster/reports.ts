import type { Problem } from '../problem/problem.js';
import { textOrder } from './order.js';
import { PersistentMap } from './persistent-map.js';
import type { Write } from './write.js';

/** The problems that a controller has with one of its keys. */
export type Report = Extract<Write, { readonly kind: 'report' }>;

/** The problems of a cluster, persistent: those of each controller with each of its keys. */
export class Reports {
  readonly #reports: PersistentMap<string, readonly Problem[]>;
  #problems: readonly Problem[] | undefined;

  private constructor(reports: PersistentMap<string, readonly Problem[]>) {
    this.#reports = reports;
  }

  static empty(): Reports {
    return new Reports(PersistentMap.empty());
  }

  /** All problems, by controller, then key. */
  get problems(): readonly Problem[] {
    this.#problems ??= [...this.#reports.keys()]
      .sort(textOrder)
      .flatMap((key) => this.#reports.get(key) ?? []);
    return this.#problems;
  }

  /** With other reports, each in place of the one before it; one without problems takes the one before away. */
  with(reports: readonly Report[]): Reports {
    const last = new Map(
      reports.map(({ controller, key, problems }) => [`${controller} ${key}`, problems] as const),
    );
    const changes = [...last]
      .filter(([name, problems]) => problems.length > 0 || this.#reports.get(name) !== undefined)
      .map(([name, problems]) => [name, problems.length > 0 ? problems : undefined] as const);
    return changes.length === 0 ? this : new Reports(this.#reports.with(changes));
  }
}

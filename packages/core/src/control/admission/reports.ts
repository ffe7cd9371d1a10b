import type { Write } from '../../cluster/write.js';
import type { ObjectReference, Problem } from '../../problem/problem.js';

const controller = 'admission';

/** Gathers what is found with objects as they come, under their names. */
export class Reports {
  readonly #problems = new Map<string, Problem[]>();

  /** What was found with an object; also nothing, which takes back what was found before. */
  add(object: ObjectReference, problems: readonly Problem[]): void {
    const key = reportKey(object);
    const known = this.#problems.get(key);
    if (known === undefined) this.#problems.set(key, [...problems]);
    else known.push(...problems);
  }

  writes(): readonly Write[] {
    return [...this.#problems].map(([key, problems]) => ({ kind: 'report', controller, key, problems }));
  }
}

function reportKey({ kind, namespace = '', name }: ObjectReference): string {
  return `${kind}/${namespace}/${name}`;
}

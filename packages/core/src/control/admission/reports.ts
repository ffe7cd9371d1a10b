import type { Cluster } from '../../cluster/cluster.js';
import type { Write } from '../../cluster/write.js';
import type { ObjectReference, Problem } from '../../problem/problem.js';

const controller = 'admission';

/** Gathers the problems of admission under their objects. */
export class Reports {
  readonly #problems = new Map<string, Problem[]>();

  /** What was found with an object; also nothing, which takes back what was found before. */
  add(object: ObjectReference, problems: readonly Problem[]): void {
    const key = reportKey(object);
    const known = this.#problems.get(key);
    if (known === undefined) this.#problems.set(key, [...problems]);
    else known.push(...problems);
  }

  writes(cluster: Cluster): readonly Write[] {
    const hasReports = cluster.problems.length > 0;
    return [...this.#problems]
      .filter(([, problems]) => hasReports || problems.length > 0)
      .map(([key, problems]) => ({ kind: 'report', controller, key, problems }));
  }
}

/** The write that takes back what was found with an object when it came. */
export function withdrawal(object: ObjectReference): Write {
  return { kind: 'report', controller, key: reportKey(object), problems: [] };
}

function reportKey({ kind, namespace = '', name }: ObjectReference): string {
  return `${kind}/${namespace}/${name}`;
}

import type { Ingress } from '../object/ingress.js';

/**
 * The Ingresses, oldest first; those of one age by namespace and name. One without creation time is older than all.
 *
 * @param tie whether equal ages are told apart by ascending or descending names
 */
export function oldestFirst(
  ingresses: readonly Ingress[],
  tie: 'ascending' | 'descending',
): readonly Ingress[] {
  const sign = tie === 'ascending' ? 1 : -1;
  return [...ingresses].sort(
    (a, b) =>
      compare(a.metadata.creationTimestamp ?? '', b.metadata.creationTimestamp ?? '') ||
      sign * compare(nameOf(a), nameOf(b)),
  );
}

/** Whether two Ingresses have creation times, and different ones: else it is not their age that puts them in order. */
export function agesDiffer({ metadata: a }: Ingress, { metadata: b }: Ingress): boolean {
  const { creationTimestamp: ofA } = a;
  const { creationTimestamp: ofB } = b;
  return ofA !== undefined && ofB !== undefined && ofA !== ofB;
}

function nameOf({ metadata }: Ingress): string {
  return `${metadata.namespace}/${metadata.name}`;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

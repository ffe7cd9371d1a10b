import type { Write } from '../../cluster/write.js';
import type { EndpointSlice } from '../../object/endpoint-slice.js';
import { keyOf } from '../../object/object.js';

/** What turns the slices that are there into those that should be. */
export function replacing(
  existing: readonly EndpointSlice[],
  wanted: readonly EndpointSlice[],
): readonly Write[] {
  const kept = new Set<EndpointSlice>(existing);
  const names = new Set(wanted.map((slice) => slice.metadata.name));
  return [
    ...wanted.filter((slice) => !kept.has(slice)).map((slice): Write => ({ kind: 'put', object: slice })),
    ...existing
      .filter((slice) => !names.has(slice.metadata.name))
      .map((slice): Write => ({ kind: 'remove', objectKind: 'EndpointSlice', key: keyOf(slice) })),
  ];
}

import type * as fc from 'fast-check';
import type { Cluster } from '@kubehop/core';
import { changeTo } from '@kubehop/core/arbitrary';
import { once, type Plan } from './plan.js';

/** What people apply and delete. */
export function edit(cluster: Cluster): readonly fc.Arbitrary<Plan>[] {
  return [
    changeTo(cluster).map(({ title, applied, deleted }) =>
      once(
        title,
        applied.length > 0 ? { act: 'apply', objects: applied } : { act: 'delete', objects: deleted },
      ),
    ),
  ];
}

import type { ClusterOptions } from '@kubehop/core';
import * as fc from 'fast-check';

/** What is done to objects on their way into a cluster. */
export type HowMade = Pick<Required<ClusterOptions>, 'admission' | 'settle'>;

/** Every way to make a cluster. */
export const howMade: fc.Arbitrary<HowMade> = fc.record({
  admission: fc.constantFrom('enforce' as const, 'skip' as const),
  settle: fc.constantFrom('auto' as const, 'never' as const),
});

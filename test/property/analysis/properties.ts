import * as fc from 'fast-check';
import type { Property } from '../../../packages/core/src/analysis/proof/prove.js';
import type { WayExpectation } from '../../../packages/core/src/expectation/expectation.js';

/** Properties of requests: what they come to of some objects, and how they end. */
export function properties(objects: readonly string[]): fc.Arbitrary<Property> {
  const object = fc.constantFrom(...objects);
  const several = fc.uniqueArray(object, { minLength: 1, maxLength: objects.length, size: 'max' });
  const way: fc.Arbitrary<WayExpectation> = fc.oneof(
    { weight: 3, arbitrary: object.map((reaches) => ({ reaches })) },
    { weight: 3, arbitrary: several.map((reaches) => ({ reaches })) },
    { weight: 20, arbitrary: object.map((neverReaches) => ({ neverReaches })) },
    { weight: 2, arbitrary: several.map((neverReaches) => ({ neverReaches })) },
    {
      weight: 4,
      arbitrary: fc
        .constantFrom('2xx' as const, '3xx' as const, '4xx' as const, '5xx' as const, 200, 404, 308)
        .map((status) => ({ status })),
    },
    {
      weight: 4,
      arbitrary: fc
        .constantFrom(
          ...([
            'response',
            'connected',
            'refused',
            'timeout',
            'tls-error',
            'dns-error',
            'unroutable',
          ] as const),
        )
        .map((outcome) => ({ outcome })),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('client', 'node').map((sourceAtPod) => ({ sourceAtPod })),
    },
    { weight: 1, arbitrary: fc.constantFrom('fits', 'default').map((certificate) => ({ certificate })) },
  );
  return fc.oneof(
    { weight: 8, arbitrary: way },
    { weight: 1, arbitrary: fc.tuple(way, way).map(([one, other]) => ({ ...one, ...other })) },
    { weight: 1, arbitrary: way.map((may) => ({ may })) },
    { weight: 1, arbitrary: fc.tuple(way, way).map(([expect, may]) => ({ expect, may: [may] })) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(object, fc.constantFrom(1, 0.5, 0))
        .map(([name, share]) => ({ expect: { weights: { [name]: share } } })),
    },
  );
}

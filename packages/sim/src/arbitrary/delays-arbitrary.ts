import * as fc from 'fast-check';
import type { DelayOptions } from '../time/delays.js';
import type { Delay } from '../time/delay.js';

const optional: { requiredKeys: [] } = { requiredKeys: [] };

/**
 * Delays of any length within reason, fixed and by chance. Shrinking leads to the defaults.
 *
 * @public
 * @example
 * fc.assert(fc.property(delaysArbitrary(), (delays) => new Simulation(manifests, { delays }).rest() === 0));
 */
export function delaysArbitrary(): fc.Arbitrary<DelayOptions> {
  return fc.record(
    {
      watch: upTo(3_000),
      controllers: fc.record(
        {
          endpointslice: upTo(5_000),
          deployment: upTo(5_000),
          replicaset: upTo(5_000),
          scheduler: upTo(5_000),
        },
        optional,
      ),
      kubelet: fc.record(
        {
          sandbox: upTo(3_000),
          imagePull: upTo(10_000),
          initContainer: upTo(3_000),
          notice: upTo(1_000),
          probePhase: fc.constantFrom<'drawn' | number>('drawn', 0, 500),
        },
        optional,
      ),
      kubeProxy: fc.record({ minSync: fc.nat({ max: 10_000 }), sync: upTo(3_000) }, optional),
      nodes: fc.record(
        { toleration: fc.nat({ max: 300_000 }), grace: fc.integer({ min: 1, max: 60_000 }) },
        optional,
      ),
      ingress: fc.record(
        {
          minSync: fc.nat({ max: 4_000 }),
          workers: upTo(1_000),
          reload: upTo(5_000),
          throttle: fc.nat({ max: 4_000 }),
        },
        optional,
      ),
      dns: fc.constantFrom(
        { cache: 0 },
        { cache: 30_000 },
        { cache: 30_000, nodeLocal: { success: 30_000, denial: 5_000 } },
      ),
      balancers: fc.record({ targets: upTo(10_000) }, optional),
    },
    { requiredKeys: [] },
  );
}

function upTo(most: number): fc.Arbitrary<Delay> {
  return fc.oneof(
    { withCrossShrink: true },
    fc.nat({ max: most }),
    fc.tuple(fc.nat({ max: most }), fc.nat({ max: most })).map(([one, other]) => ({
      from: Math.min(one, other),
      to: Math.max(one, other),
    })),
  );
}

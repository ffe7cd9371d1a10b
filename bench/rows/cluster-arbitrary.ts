import { createCluster, traceRequest } from '@kubehop/core';
import { clusterArbitrary } from '@kubehop/core/arbitrary';
import * as fc from 'fast-check';
import { compare, perSecond } from '../comparison.js';
import { measure } from '../measure.js';
import type { Row } from '../row.js';

const anchor = 'a hand-written fc.record';

/** How often a property may generate, compile and trace in a second. */
const wanted = 10_000;

/** Drawing a small cluster, beside a record of the same pods and Services by hand; then a whole property. */
export const clusterArbitraryRow: Row = {
  id: 'F1',
  run({ rounds, draws }) {
    const small = { workloadKinds: ['Pod'], ingresses: { max: 0 } } as const;
    const drawn = (arbitrary: fc.Arbitrary<{ readonly manifests: readonly unknown[] }>): number =>
      fc.sample(arbitrary, { numRuns: draws, seed: 1 }).filter(({ manifests }) => manifests.length > 0)
        .length;
    const ms = measure(rounds, {
      kubehop: () => () => drawn(clusterArbitrary(small)),
      [anchor]: () => () => drawn(byHand),
    });
    const property = measure(rounds, { kubehop: () => () => traced(draws) });
    return [
      compare(
        {
          title: 'small clusters drawn',
          unit: 'clusters/s',
          ours: perSecond(draws, ms('kubehop')),
          anchor: { name: anchor, value: perSecond(draws, ms(anchor)) },
        },
        { atLeast: 0.5 },
      ),
      compare(
        {
          title: 'small clusters drawn, compiled and asked once',
          unit: 'runs/s',
          ours: perSecond(draws, property('kubehop')),
          anchor: { name: 'the rate wanted', value: wanted },
        },
        { atLeast: 1 },
      ),
    ];
  },
};

const names = fc.constantFrom('web', 'api', 'db', 'cache');
const labels = fc.record({ app: names });
const phase = fc.constant('Running');

const podByHand = fc.record({
  apiVersion: fc.constant('v1'),
  kind: fc.constant('Pod'),
  metadata: fc.record({ name: names, namespace: fc.constantFrom('shop', 'default'), labels }),
  spec: fc.record({
    containers: fc.array(
      fc.record({ name: names, image: names, ports: fc.array(fc.record({ containerPort: fc.nat(9000) })) }),
      { minLength: 1, maxLength: 2 },
    ),
  }),
  status: fc.record({ phase }),
});

const serviceByHand = fc.record({
  apiVersion: fc.constant('v1'),
  kind: fc.constant('Service'),
  metadata: fc.record({ name: names, namespace: fc.constantFrom('shop', 'default') }),
  spec: fc.record({
    type: fc.constantFrom('ClusterIP', 'NodePort', 'LoadBalancer'),
    selector: labels,
    ports: fc.array(fc.record({ port: fc.nat(9000), targetPort: fc.nat(9000) }), {
      minLength: 1,
      maxLength: 2,
    }),
  }),
});

const byHand = fc
  .tuple(
    fc.array(podByHand, { minLength: 1, maxLength: 10 }),
    fc.array(serviceByHand, { minLength: 1, maxLength: 3 }),
  )
  .map(([pods, services]) => ({ manifests: [...pods, ...services] }));

function traced(runs: number): number {
  const arbitrary = clusterArbitrary({ workloadKinds: ['Pod'], ingresses: { max: 0 } });
  return fc
    .sample(arbitrary, { numRuns: runs, seed: 2 })
    .map(({ manifests, platform }) => createCluster(manifests, { platform }))
    .filter((cluster) => traceRequest(cluster, { url: 'http://web.shop/' }).hops.length > 0).length;
}

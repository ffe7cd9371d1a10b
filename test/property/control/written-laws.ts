import * as fc from 'fast-check';
import { expect } from 'vitest';
import { clusterArbitrary } from '../../../packages/core/src/arbitrary/cluster/cluster-arbitrary.js';
import { clusterRuns, withChange } from '../drawn.js';
import { law } from '../law.js';

/** What the control plane does with what users write. */
export const writtenLaws = {
  'a Service keeps every field that was written, and gets a cluster IP unless it says that it wants none':
    law(
      fc.property(clusterArbitrary({ ingresses: { max: 0 } }), ({ cluster, manifests }) => {
        for (const { kind, metadata, ...manifest } of manifests) {
          if (kind !== 'Service' || !('spec' in manifest)) continue;
          const stored = cluster.get('Service', `${metadata.namespace ?? 'default'}/${metadata.name}`)?.spec;
          expect(stored).toMatchObject({ ...manifest.spec });
          if (stored?.type !== 'ExternalName') expect(stored?.clusterIP).not.toBe('');
        }
      }),
      clusterRuns,
    ),

  'the change from one cluster to another, turned round, is the change back': law(
    fc.property(withChange, ([{ cluster }, edit]) => {
      const after = edit.apply(cluster);
      const there = cluster.changeTo(after);
      const back = after.changeTo(cluster);
      expect(back.added).toEqual(there.removed);
      expect(back.removed).toEqual(there.added);
      expect(back.updated).toEqual(there.updated.map(({ from, to }) => ({ from: to, to: from })));
    }),
    clusterRuns,
  ),
};

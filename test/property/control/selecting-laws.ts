import * as fc from 'fast-check';
import { expect } from 'vitest';
import { servicesSelecting } from '../../../packages/core/src/control/endpoint-slice/selecting-services.js';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { matchesLabels, selectorOf } from '../../../packages/core/src/object/label-selector.js';
import { service } from '../../objects/service.js';
import { law } from '../law.js';

const labels = fc.dictionary(fc.constantFrom('app', 'tier', 'release'), fc.constantFrom('a', 'b', 'c'), {
  noNullPrototype: true,
});

/** How the Services that select a pod are found. */
export const selectingLaws = {
  'the Services that select a pod are found as by asking each of them': law(
    fc.property(fc.array(labels, { maxLength: 12 }), labels, (selectors, given) => {
      const services = selectors.map((selector, index) =>
        service(`shop/s${index}`, { selector, ports: [{ port: 80 }] }),
      );
      const cluster = createCluster(services, { settle: 'never' });
      const naive = cluster.list('Service', 'shop').filter(({ spec: { selector = {} } }) => {
        return Object.keys(selector).length > 0 && matchesLabels(selectorOf(selector), given);
      });
      expect(new Set(servicesSelecting(cluster, 'shop', given))).toEqual(new Set(naive));
      expect([...servicesSelecting(cluster, 'shop', given)]).toHaveLength(naive.length);
    }),
  ),
};

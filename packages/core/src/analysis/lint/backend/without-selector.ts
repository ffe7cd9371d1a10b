import type { Cluster } from '../../../cluster/cluster.js';
import { isFromLiveCluster } from '../../../control/admission/live-object.js';
import { referenceTo } from '../../../object/reference.js';
import type { Finding } from '../finding.js';
import { mayMakeMore } from './other-makers.js';
import { firstOfEach, unansweredPorts } from './unanswered.js';

/**
 * Services without a selector for which nobody states endpoints. Somebody may write them later, so that this is no more
 * than a warning; a dump without any EndpointSlices tells nothing.
 *
 * @see kubernetes/website concepts/services-networking/service.md, Services without selectors
 */
export function withoutSelector(cluster: Cluster): readonly Finding[] {
  if (mayMakeMore(cluster)) return [];
  const hasSlicesOfDump = [...cluster.list('EndpointSlice'), ...cluster.list('Endpoints')].some(
    isFromLiveCluster,
  );
  return firstOfEach(unansweredPorts(cluster).filter(({ gap }) => gap === 'selector')).flatMap(
    ({ service, message, fix, evidence }): readonly Finding[] =>
      isFromLiveCluster(service) && !hasSlicesOfDump
        ? []
        : [
            {
              code: 'service-without-selector',
              severity: 'warning',
              object: referenceTo(service),
              path: 'spec.selector',
              message,
              fix,
              evidence,
            },
          ],
  );
}

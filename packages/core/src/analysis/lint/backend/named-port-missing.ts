import type { Cluster } from '../../../cluster/cluster.js';
import { referenceTo } from '../../../object/reference.js';
import type { Finding } from '../finding.js';
import { unansweredPorts } from './unanswered.js';

/**
 * Ports of Services that lead to a port by a name that the pods, or the EndpointSlices written for the Service, do not
 * have.
 *
 * @see kubernetes/website concepts/services-networking/service.md, port definitions
 */
export function namedPortMissing(cluster: Cluster): readonly Finding[] {
  return unansweredPorts(cluster).flatMap(
    ({ service, index, gap, message, fix, evidence }): readonly Finding[] =>
      gap === 'port' || gap === 'port-of-slices'
        ? [
            {
              code: 'named-port-missing',
              severity: 'error',
              object: referenceTo(service),
              path: `spec.ports[${index}].${gap === 'port' ? 'targetPort' : 'name'}`,
              message,
              fix,
              evidence,
            },
          ]
        : [],
  );
}

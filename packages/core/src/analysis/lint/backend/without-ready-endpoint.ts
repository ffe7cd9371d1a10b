import type { Cluster } from '../../../cluster/cluster.js';
import { selectorOf } from '../../../object/label-selector.js';
import type { Pod } from '../../../object/pod.js';
import { referenceTo } from '../../../object/reference.js';
import type { Service } from '../../../object/service.js';
import type { Finding } from '../finding.js';
import { firstOfEach, unansweredPorts } from './unanswered.js';

/**
 * Services that have pods, none of which is ready. Pods that are done or on their way out are no finding, nor are those
 * that do not fit the nodes of the model.
 *
 * @see kubernetes/website concepts/workloads/pods/pod-lifecycle.md, pod readiness
 */
export function withoutReadyEndpoint(cluster: Cluster): readonly Finding[] {
  return firstOfEach(unansweredPorts(cluster).filter(({ gap }) => gap === 'readiness')).flatMap(
    ({ service, message, fix, evidence }): readonly Finding[] => {
      if (!podsOf(cluster, service).some((pod) => isToBeReady(cluster, pod))) return [];
      return [
        {
          code: 'service-without-ready-endpoint',
          severity: 'error',
          object: referenceTo(service),
          path: 'spec.selector',
          message,
          fix,
          evidence,
        },
      ];
    },
  );
}

function podsOf(cluster: Cluster, { metadata, spec }: Service): readonly Pod[] {
  return cluster.podsMatching(metadata.namespace, selectorOf(spec.selector ?? {}));
}

/** Whether a pod is there to serve for longer, and whatever keeps it from it was stated. */
function isToBeReady(cluster: Cluster, { metadata, spec, status }: Pod): boolean {
  if (metadata.deletionTimestamp !== undefined) return false;
  if (status.phase === 'Succeeded' || status.phase === 'Failed') return false;
  if (metadata.ownerReferences.some(({ kind, controller }) => kind === 'Job' && controller)) return false;
  const isPlaced = spec.nodeName !== undefined && status.podIPs.length > 0;
  return isPlaced || !cluster.assumptions.some(({ code }) => code === 'nodes-made-up');
}

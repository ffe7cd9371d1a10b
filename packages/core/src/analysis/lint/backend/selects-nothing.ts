import type { Cluster } from '../../../cluster/cluster.js';
import type { StringMap } from '../../../object/metadata.js';
import { keyOf } from '../../../object/object.js';
import { referenceTo } from '../../../object/reference.js';
import type { Service } from '../../../object/service.js';
import type { Finding } from '../finding.js';
import { hasPods, labelledWith } from './labelled.js';
import { mayMakeMore } from './other-makers.js';
import { firstOfEach, unansweredPorts } from './unanswered.js';

/**
 * Services whose selector matches no pod. Pods that are not there at the moment, and those that somebody makes whom the
 * model does not know, are no finding.
 *
 * @see kubernetes/website tasks/debug/debug-application/debug-service.md: does the Service have any EndpointSlices
 */
export function selectsNothing(cluster: Cluster): readonly Finding[] {
  if (mayMakeMore(cluster)) return [];
  const dropped = withDroppedEndpoints(cluster);
  return firstOfEach(unansweredPorts(cluster).filter(({ gap }) => gap === 'pods')).flatMap(
    ({ service, message, fix, evidence }): readonly Finding[] => {
      if (dropped.has(keyOf(service)) || arePodsExpected(cluster, service)) return [];
      return [
        {
          code: 'service-selects-nothing',
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

/** Services of a dump that has their EndpointSlices and leaves out the pods. */
function withDroppedEndpoints({ problems }: Cluster): ReadonlySet<string> {
  return new Set(
    problems.flatMap(({ code, object }) =>
      code === 'endpoints-without-pods' ? [`${object.namespace ?? ''}/${object.name}`] : [],
    ),
  );
}

/**
 * Whether pods may come that the selector matches: of a workload without pods at the moment, or when a pod labels itself.
 * In a namespace without any pods nobody knows.
 */
function arePodsExpected(cluster: Cluster, { metadata, spec }: Service): boolean {
  const { namespace } = metadata;
  const { selector = {} } = spec;
  const matching = labelledWith(cluster, selector);
  if (matching.some((entry) => entry.namespace === namespace)) return true;
  return hasPods(cluster, namespace) ? labelThemselves(cluster, namespace, selector) : matching.length === 0;
}

/** Labels by which pods tell what they are at the moment. @see patroni/patroni docs/kubernetes.rst; hashicorp/vault website docs, Kubernetes service registration */
const passingLabel = /(?:^|[-_./])(?:role|active|leader|primary|master|initialized|sealed)$/i;

/** Whether pods that match but for such labels may set them: their templates say nothing of them. */
function labelThemselves(cluster: Cluster, namespace: string, selector: StringMap): boolean {
  const all = Object.entries(selector);
  const lasting = all.filter(([key]) => !passingLabel.test(key));
  const passing = all.filter(([key]) => passingLabel.test(key));
  if (passing.length === 0 || lasting.length === 0) return false;
  const candidates = labelledWith(cluster, Object.fromEntries(lasting)).filter(
    (entry) => entry.namespace === namespace,
  );
  const templates = candidates.filter(({ isTemplate }) => isTemplate);
  return candidates.length > 0 && templates.every(({ labels }) => passing.every(([key]) => !(key in labels)));
}

import type { Cluster } from '../cluster/cluster.js';
import { matchesLabels } from '../object/label-selector.js';
import type { Pod } from '../object/pod.js';
import type { Assumption } from '../problem/assumption.js';

/**
 * The assumption that a trace carries when it passes a pod that a NetworkPolicy selects, as long as policies are not
 * evaluated; `undefined` when none selects it. Policies never apply to hostNetwork pods.
 *
 * @see kubernetes/website concepts/services-networking/network-policies.md
 */
export function policyNotEvaluated(
  cluster: Cluster,
  pod: Pod,
  direction: 'Ingress' | 'Egress',
): Assumption | undefined {
  if (pod.spec.hostNetwork) return undefined;
  const { namespace, name } = pod.metadata;
  const policy = cluster
    .list('NetworkPolicy', namespace)
    .find(
      (entry) =>
        entry.spec.policyTypes.includes(direction) &&
        matchesLabels(entry.spec.podSelector, pod.metadata.labels),
    );
  if (policy === undefined) return undefined;
  return {
    code: 'network-policy-not-evaluated',
    object: { kind: 'NetworkPolicy', namespace, name: policy.metadata.name },
    path: 'spec.podSelector',
    message: `NetworkPolicy ${namespace}/${policy.metadata.name} selects pod ${name} (${direction}); it was not evaluated, the packet is taken to be allowed.`,
  };
}

import type { Cluster, Pod } from '@kubehop/core';
import type { Act, WorkloadName } from '../act/act.js';

/** The first pod of a workload by name that is not being deleted. */
export function podOf(cluster: Cluster, workload: WorkloadName): Pod | undefined {
  return podsOf(cluster, workload).find(({ metadata }) => metadata.deletionTimestamp === undefined);
}

function podsOf(cluster: Cluster, workload: WorkloadName): readonly Pod[] {
  if (workload.kind !== 'Deployment') return cluster.ownedBy('Pod', workload);
  return cluster
    .ownedBy('ReplicaSet', workload)
    .flatMap(({ metadata: { namespace, name } }) =>
      cluster.ownedBy('Pod', { kind: 'ReplicaSet', namespace, name }),
    )
    .sort((one, other) => (one.metadata.name < other.metadata.name ? -1 : 1));
}

/** The same act about another pod; an act that is about none stays as it is. */
export function aboutPod(act: Act, { metadata: { namespace, name } }: Pod): Act {
  const key = `${namespace}/${name}`;
  switch (act.act) {
    case 'crash':
    case 'set-condition':
      return { ...act, pod: key };
    case 'fail':
    case 'recover':
      return 'pod' in act.fault ? { ...act, fault: { pod: key } } : act;
    case 'delete':
      return { ...act, objects: [{ kind: 'Pod', namespace, name }] };
    case 'apply':
    case 'scale':
    case 'wish':
    case 'rollout':
    case 'cordon':
    case 'uncordon':
    case 'drain':
    case 'report-node':
    case 'terminate':
    case 'behave':
    case 'taint':
      return act;
    default:
      return act satisfies never;
  }
}

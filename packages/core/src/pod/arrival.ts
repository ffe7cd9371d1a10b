import type { Cluster } from '../cluster/cluster.js';
import type { Pod } from '../object/pod.js';
import type { Flight } from '../step/step.js';
import type { PodHop } from '../trace/hop.js';
import { podReference } from '../endpoints/application.js';
import { workloadOf } from './workload.js';

/** The hop of a packet at a pod: its process takes it, or nobody does. */
export function hopAt(
  cluster: Cluster,
  pod: Pod,
  { packet }: Flight,
  action: 'delivered' | 'rejected',
  container?: string,
): PodHop {
  const { namespace, name } = pod.metadata;
  const workload = workloadOf(cluster, pod);
  const object = podReference(pod);
  return {
    stage: 'pod',
    place: { kind: 'pod', namespace, name, node: pod.spec.nodeName ?? '' },
    pod: object,
    ...(workload === undefined ? {} : { workload }),
    hostNetwork: pod.spec.hostNetwork,
    ...(container === undefined ? {} : { container }),
    client: packet.source.address,
    action,
    packet,
    changes: [],
    rule: {
      id: action === 'delivered' ? 'process-listens' : 'nobody-listens',
      object,
      path: 'spec.containers[*].ports',
    },
    skipped: [],
  };
}

/** A pod in a sentence. */
export function labelOf({ metadata: { namespace, name } }: Pod): string {
  return `Pod ${namespace}/${name}`;
}

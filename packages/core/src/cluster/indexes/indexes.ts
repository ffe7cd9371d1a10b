import type { EndpointSlice } from '../../object/endpoint-slice.js';
import type { Node } from '../../object/node.js';
import type { KubernetesObject } from '../../object/object.js';
import type { Pod } from '../../object/pod.js';
import type { Service } from '../../object/service.js';
import type { ReplicaSet } from '../../object/workload.js';
import { MultiIndex } from './multi-index.js';
import { nodesByAddress } from './nodes.js';
import { podsByOwner, replicaSetsByOwner } from './owners.js';
import { podsByAddress, podsByHostPort, podsByLabel, podsByNode } from './pods.js';
import { servicesByAddress, servicesByNodePort } from './services.js';
import { slicesByService } from './slices.js';

/** Everything by which objects of a cluster are looked up, beside their names. */
export interface Indexes {
  readonly podsByAddress: MultiIndex<Pod>;
  readonly podsByNode: MultiIndex<Pod>;
  readonly podsByLabel: MultiIndex<Pod>;
  readonly podsByHostPort: MultiIndex<Pod>;
  readonly nodesByAddress: MultiIndex<Node>;
  readonly servicesByAddress: MultiIndex<Service>;
  readonly servicesByNodePort: MultiIndex<Service>;
  readonly slicesByService: MultiIndex<EndpointSlice>;
  readonly podsByOwner: MultiIndex<Pod>;
  readonly replicaSetsByOwner: MultiIndex<ReplicaSet>;
}

/** The indexes of a cluster without objects. */
export const emptyIndexes: Indexes = {
  podsByAddress: MultiIndex.empty(podsByAddress),
  podsByNode: MultiIndex.empty(podsByNode),
  podsByLabel: MultiIndex.empty(podsByLabel),
  podsByHostPort: MultiIndex.empty(podsByHostPort),
  nodesByAddress: MultiIndex.empty(nodesByAddress),
  servicesByAddress: MultiIndex.empty(servicesByAddress),
  servicesByNodePort: MultiIndex.empty(servicesByNodePort),
  slicesByService: MultiIndex.empty(slicesByService),
  podsByOwner: MultiIndex.empty(podsByOwner),
  replicaSetsByOwner: MultiIndex.empty(replicaSetsByOwner),
};

/** The indexes after objects left and came. */
export function updated(
  indexes: Indexes,
  removed: readonly KubernetesObject[],
  added: readonly KubernetesObject[],
): Indexes {
  if (removed.length === 0 && added.length === 0) return indexes;
  const gone = sorted(removed);
  const come = sorted(added);
  return {
    podsByAddress: indexes.podsByAddress.with(gone.pods, come.pods),
    podsByNode: indexes.podsByNode.with(gone.pods, come.pods),
    podsByLabel: indexes.podsByLabel.with(gone.pods, come.pods),
    podsByHostPort: indexes.podsByHostPort.with(gone.pods, come.pods),
    nodesByAddress: indexes.nodesByAddress.with(gone.nodes, come.nodes),
    servicesByAddress: indexes.servicesByAddress.with(gone.services, come.services),
    servicesByNodePort: indexes.servicesByNodePort.with(gone.services, come.services),
    slicesByService: indexes.slicesByService.with(gone.slices, come.slices),
    podsByOwner: indexes.podsByOwner.with(gone.pods, come.pods),
    replicaSetsByOwner: indexes.replicaSetsByOwner.with(gone.replicaSets, come.replicaSets),
  };
}

/** The objects of the kinds that are indexed, by kind. */
interface Indexed {
  readonly pods: Pod[];
  readonly nodes: Node[];
  readonly services: Service[];
  readonly slices: EndpointSlice[];
  readonly replicaSets: ReplicaSet[];
}

function sorted(objects: readonly KubernetesObject[]): Indexed {
  const indexed: Indexed = { pods: [], nodes: [], services: [], slices: [], replicaSets: [] };
  for (const object of objects) {
    if (object.kind === 'Pod') indexed.pods.push(object);
    else if (object.kind === 'Node') indexed.nodes.push(object);
    else if (object.kind === 'Service') indexed.services.push(object);
    else if (object.kind === 'EndpointSlice') indexed.slices.push(object);
    else if (object.kind === 'ReplicaSet') indexed.replicaSets.push(object);
  }
  return indexed;
}

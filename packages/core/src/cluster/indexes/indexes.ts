import type { EndpointSlice } from '../../object/endpoint-slice.js';
import type { Node } from '../../object/node.js';
import type { ObjectKey } from '../../object/object.js';
import type { Pod } from '../../object/pod.js';
import type { Service } from '../../object/service.js';
import type { ReplicaSet } from '../../object/workload.js';
import type { ClusterChange } from '../change.js';
import { changeOfKind } from '../table-change.js';
import { HostPorts } from './host-ports.js';
import { MultiIndex } from './multi-index.js';
import { nodesByAddress } from './nodes.js';
import { podsByOwner, replicaSetsByOwner } from './owners.js';
import { PodLabels } from './pod-labels.js';
import { podsByAddress, podsByNode } from './pods.js';
import { servicesByAddress, servicesByNodePort } from './services.js';
import { slicesByService } from './slices.js';

/** Everything by which objects of a cluster are looked up, beside their names. */
export interface Indexes {
  readonly podsByAddress: MultiIndex<string, Pod>;
  readonly podsByNode: MultiIndex<string, Pod>;
  readonly podsByLabels: PodLabels;
  readonly podsByHostPort: HostPorts;
  readonly podsByOwner: MultiIndex<string, Pod>;
  readonly replicaSetsByOwner: MultiIndex<string, ReplicaSet>;
  readonly nodesByAddress: MultiIndex<string, Node>;
  readonly servicesByAddress: MultiIndex<string, Service>;
  readonly servicesByNodePort: MultiIndex<number, Service>;
  readonly slicesByService: MultiIndex<ObjectKey, EndpointSlice>;
}

/** The indexes of a cluster without objects. */
export const emptyIndexes: Indexes = {
  podsByAddress: MultiIndex.empty(podsByAddress),
  podsByNode: MultiIndex.empty(podsByNode),
  podsByLabels: PodLabels.empty(),
  podsByHostPort: HostPorts.empty(),
  podsByOwner: MultiIndex.empty(podsByOwner),
  replicaSetsByOwner: MultiIndex.empty(replicaSetsByOwner),
  nodesByAddress: MultiIndex.empty(nodesByAddress),
  servicesByAddress: MultiIndex.empty(servicesByAddress),
  servicesByNodePort: MultiIndex.empty(servicesByNodePort),
  slicesByService: MultiIndex.empty(slicesByService),
};

/** The indexes after a change of the objects. */
export function changedIndexes(indexes: Indexes, change: ClusterChange): Indexes {
  const pods = changeOfKind(change, 'Pod');
  const replicaSets = changeOfKind(change, 'ReplicaSet');
  const nodes = changeOfKind(change, 'Node');
  const services = changeOfKind(change, 'Service');
  return {
    podsByAddress: indexes.podsByAddress.with(pods),
    podsByNode: indexes.podsByNode.with(pods),
    podsByLabels: indexes.podsByLabels.with(pods),
    podsByHostPort: indexes.podsByHostPort.with(pods),
    podsByOwner: indexes.podsByOwner.with(pods),
    replicaSetsByOwner: indexes.replicaSetsByOwner.with(replicaSets),
    nodesByAddress: indexes.nodesByAddress.with(nodes),
    servicesByAddress: indexes.servicesByAddress.with(services),
    servicesByNodePort: indexes.servicesByNodePort.with(services),
    slicesByService: indexes.slicesByService.with(changeOfKind(change, 'EndpointSlice')),
  };
}

import type { EndpointSlice } from '../../object/endpoint-slice.js';
import type { Node } from '../../object/node.js';
import type { ObjectKey } from '../../object/object.js';
import type { Pod } from '../../object/pod.js';
import type { Service } from '../../object/service.js';
import type { ReplicaSet } from '../../object/workload.js';
import type { ClusterChange } from '../change.js';
import { changedKinds, changeOfKind, type TableChange } from '../table-change.js';
import { HostPorts } from './host-ports.js';
import { MultiIndex } from './multi-index.js';
import { nodesByAddress } from './nodes.js';
import { podsByOwner, replicaSetsByOwner } from './owners.js';
import { PodLabels } from './pod-labels.js';
import { podsByAddress, podsByNode, podsMindingOthers } from './pods.js';
import { servicesByAddress, servicesByNodePort } from './services.js';
import { slicesByService } from './slices.js';

/** Everything by which objects of a cluster are looked up, beside their names. */
export interface Indexes {
  readonly podsByAddress: MultiIndex<string, Pod>;
  readonly podsByNode: MultiIndex<string, Pod>;
  readonly podsByLabels: PodLabels;
  readonly podsByHostPort: HostPorts;
  readonly podsByOwner: MultiIndex<string, Pod>;
  readonly podsMindingOthers: MultiIndex<'waiting' | 'placed', Pod>;
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
  podsMindingOthers: MultiIndex.empty(podsMindingOthers),
  replicaSetsByOwner: MultiIndex.empty(replicaSetsByOwner),
  nodesByAddress: MultiIndex.empty(nodesByAddress),
  servicesByAddress: MultiIndex.empty(servicesByAddress),
  servicesByNodePort: MultiIndex.empty(servicesByNodePort),
  slicesByService: MultiIndex.empty(slicesByService),
};

/** The indexes after a change of the objects; those of kinds in which nothing changes stay as they are. */
export function changedIndexes(indexes: Indexes, change: ClusterChange): Indexes {
  const changed = { ...indexes };
  for (const kind of changedKinds(change)) {
    if (kind === 'Pod') indexPods(changed, changeOfKind(change, kind));
    else if (kind === 'ReplicaSet') {
      changed.replicaSetsByOwner = changed.replicaSetsByOwner.with(changeOfKind(change, kind));
    } else if (kind === 'Node') {
      changed.nodesByAddress = changed.nodesByAddress.with(changeOfKind(change, kind));
    } else if (kind === 'Service') indexServices(changed, changeOfKind(change, kind));
    else if (kind === 'EndpointSlice') {
      changed.slicesByService = changed.slicesByService.with(changeOfKind(change, kind));
    }
  }
  return changed;
}

/** Indexes on their way to the next version of a cluster. */
type Draft = { -readonly [Name in keyof Indexes]: Indexes[Name] };

function indexPods(indexes: Draft, pods: TableChange<Pod>): void {
  indexes.podsByAddress = indexes.podsByAddress.with(pods);
  indexes.podsByNode = indexes.podsByNode.with(pods);
  indexes.podsByLabels = indexes.podsByLabels.with(pods);
  indexes.podsByHostPort = indexes.podsByHostPort.with(pods);
  indexes.podsByOwner = indexes.podsByOwner.with(pods);
  indexes.podsMindingOthers = indexes.podsMindingOthers.with(pods);
}

function indexServices(indexes: Draft, services: TableChange<Service>): void {
  indexes.servicesByAddress = indexes.servicesByAddress.with(services);
  indexes.servicesByNodePort = indexes.servicesByNodePort.with(services);
}

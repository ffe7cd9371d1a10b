import type { ClusterChange } from '../../cluster/change.js';
import type { Cluster } from '../../cluster/cluster.js';
import { keyOf, type ObjectKey } from '../../object/object.js';
import type { Pod } from '../../object/pod.js';
import type { Controller } from '../controller.js';
import { touched } from '../workload/owner-keys.js';
import { endpointSlices, managedSlices } from './endpoint-slices.js';
import { replacing } from './replacing.js';
import { servicesSelecting } from './selecting-services.js';
import { serviceNameLabel } from './slice-metadata.js';
import { wantsTopologyHints } from './topology-hints.js';

/**
 * Keeps the EndpointSlices of every Service with a selector.
 *
 * @see kubernetes/kubernetes pkg/controller/endpointslice/endpointslice_controller.go
 */
export const endpointSliceController: Controller = {
  name: 'endpointslice',
  keysFor,
  reconcile(cluster, key) {
    const service = cluster.get('Service', key);
    if (service === undefined) return [];
    return replacing(managedSlices(cluster, service), endpointSlices(cluster, service));
  },
};

function* keysFor(change: ClusterChange, cluster: Cluster): Generator<ObjectKey> {
  let nodes = false;
  for (const object of touched(change)) {
    switch (object.kind) {
      case 'Service':
        yield keyOf(object);
        break;
      case 'EndpointSlice': {
        const service = object.metadata.labels[serviceNameLabel];
        if (service !== undefined) yield `${object.metadata.namespace}/${service}`;
        break;
      }
      case 'Pod':
        yield* keysOfPod(cluster, object);
        break;
      case 'Node':
        nodes = true;
        for (const pod of cluster.podsOnNode(object.metadata.name)) yield* keysOfPod(cluster, pod);
        break;
      default:
    }
  }
  // The capacity of zones counts for all Services that go by it.
  if (nodes)
    for (const service of cluster.list('Service')) if (wantsTopologyHints(service)) yield keyOf(service);
}

function* keysOfPod(cluster: Cluster, pod: Pod): Generator<ObjectKey> {
  for (const service of servicesSelecting(cluster, pod.metadata.namespace, pod.metadata.labels))
    yield keyOf(service);
}

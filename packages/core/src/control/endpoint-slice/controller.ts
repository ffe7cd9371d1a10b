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
  const services = cluster.list('Service');
  const pods: Pod[] = [];
  for (const object of touched(change)) {
    if (object.kind === 'Pod') pods.push(object);
    else if (object.kind === 'Service') yield keyOf(object);
    else if (object.kind === 'EndpointSlice') {
      const service = object.metadata.labels[serviceNameLabel];
      if (service !== undefined) yield `${object.metadata.namespace}/${service}`;
    } else if (object.kind === 'Node') {
      pods.push(...cluster.podsOnNode(object.metadata.name));
      // The capacity of zones counts for all Services that go by it.
      for (const service of services) if (wantsTopologyHints(service)) yield keyOf(service);
    }
  }
  // To look at every Service is less work than to ask for many pods which one selects them.
  if (pods.length > services.length) for (const service of services) yield keyOf(service);
  else for (const pod of pods) yield* keysOfPod(cluster, pod);
}

function* keysOfPod(cluster: Cluster, pod: Pod): Generator<ObjectKey> {
  for (const service of servicesSelecting(cluster, pod.metadata.namespace, pod.metadata.labels))
    yield keyOf(service);
}

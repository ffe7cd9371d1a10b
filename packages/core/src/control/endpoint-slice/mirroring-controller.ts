import type { ClusterChange } from '../../cluster/change.js';
import { keyOf, type ObjectKey } from '../../object/object.js';
import type { Controller } from '../controller.js';
import { touched } from '../workload/owner-keys.js';
import { mirroredSlices, mirrorSlices } from './mirrored-slices.js';
import { replacing } from './replacing.js';
import { serviceNameLabel } from './slice-metadata.js';

/**
 * Keeps slices that mirror the Endpoints of Services without selector.
 *
 * @see kubernetes/kubernetes pkg/controller/endpointslicemirroring/endpointslicemirroring_controller.go
 */
export const endpointSliceMirroringController: Controller = {
  name: 'endpointslicemirroring',
  keysFor,
  reconcile(cluster, key) {
    const endpoints = cluster.get('Endpoints', key);
    return replacing(
      mirrorSlices(cluster, key),
      endpoints === undefined ? [] : mirroredSlices(cluster, endpoints),
    );
  },
};

function* keysFor(change: ClusterChange): Generator<ObjectKey> {
  for (const object of touched(change)) {
    if (object.kind === 'Endpoints' || object.kind === 'Service') yield keyOf(object);
    else if (object.kind === 'EndpointSlice') {
      const service = object.metadata.labels[serviceNameLabel];
      if (service !== undefined) yield `${object.metadata.namespace}/${service}`;
    }
  }
}

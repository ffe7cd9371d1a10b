import type { Cluster } from '../cluster/cluster.js';
import { endpointsOf } from '../endpoints/service-endpoint.js';
import type { EndpointSlice } from '../object/endpoint-slice.js';
import type { ObjectKey } from '../object/object.js';
import type { Target } from '../request/packet.js';

const remembered = new WeakMap<readonly EndpointSlice[], Map<string, readonly Target[]>>();

/**
 * The addresses of a service port that a controller sends to: every ready endpoint of both families, without the
 * service proxy in between. The name of the port is that in `spec.ports` of the Service.
 *
 * @see kubernetes/ingress-nginx internal/ingress/controller/endpointslices.go, getEndpointsFromSlices
 */
export function readyEndpoints(cluster: Cluster, service: ObjectKey, portName: string): readonly Target[] {
  const slices = cluster.slicesOf(service);
  const ofSlices = remembered.get(slices) ?? new Map<string, readonly Target[]>();
  remembered.set(slices, ofSlices);
  let targets = ofSlices.get(portName);
  if (targets === undefined) {
    const found = (['IPv4', 'IPv6'] as const).flatMap((family) =>
      endpointsOf(slices, { family, name: portName, protocol: 'TCP' }),
    );
    targets = found.filter((endpoint) => endpoint.isReady).map((endpoint) => endpoint.target);
    ofSlices.set(portName, targets);
  }
  return targets;
}

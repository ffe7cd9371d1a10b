import type { Protocol } from '../address/protocol.js';
import type { Cluster } from '../cluster/cluster.js';
import { endpointsOf } from '../endpoints/service-endpoint.js';
import type { EndpointSlice } from '../object/endpoint-slice.js';
import type { ObjectKey } from '../object/object.js';
import type { ServicePort } from '../object/service.js';
import type { Target } from '../request/packet.js';

/** The targets by the name of their port. */
type ByName = Map<string, readonly Target[]>;

const remembered = new WeakMap<readonly EndpointSlice[], Map<Protocol, ByName>>();

/**
 * The addresses of a service port that a controller sends to: every ready endpoint of both families, without the
 * service proxy in between. The port is one in `spec.ports` of the Service.
 *
 * @see kubernetes/ingress-nginx internal/ingress/controller/endpointslices.go, getEndpointsFromSlices
 */
export function readyEndpoints(
  cluster: Cluster,
  service: ObjectKey,
  { name, protocol }: Pick<ServicePort, 'name' | 'protocol'>,
): readonly Target[] {
  const slices = cluster.slicesOf(service);
  const ofProtocol = rememberedFor(slices, protocol);
  let targets = ofProtocol.get(name);
  if (targets === undefined) {
    const found = (['IPv4', 'IPv6'] as const).flatMap((family) =>
      endpointsOf(slices, { family, name, protocol }),
    );
    targets = found.filter((endpoint) => endpoint.isReady).map((endpoint) => endpoint.target);
    ofProtocol.set(name, targets);
  }
  return targets;
}

function rememberedFor(slices: readonly EndpointSlice[], protocol: Protocol): ByName {
  const ofSlices = remembered.get(slices) ?? new Map<Protocol, ByName>();
  remembered.set(slices, ofSlices);
  const ofProtocol = ofSlices.get(protocol) ?? new Map<string, readonly Target[]>();
  ofSlices.set(protocol, ofProtocol);
  return ofProtocol;
}

import { isJsonObject, type JsonObject } from './json.js';
import { mapItems } from './rewrite.js';

/**
 * An EndpointSlice of `discovery.k8s.io/v1beta1`: node and zone were labels in `topology`.
 *
 * @see kubernetes/kubernetes pkg/apis/discovery/v1beta1/conversion.go
 */
export function currentEndpointSlice(slice: JsonObject): JsonObject {
  return mapItems(slice, 'endpoints', (endpoint) => {
    const { topology, ...rest } = endpoint;
    if (!isJsonObject(topology)) return endpoint;
    const {
      'kubernetes.io/hostname': hostname,
      'topology.kubernetes.io/zone': zone,
      ...deprecatedTopology
    } = topology;
    return {
      ...(hostname !== undefined && { nodeName: hostname }),
      ...rest,
      ...(zone !== undefined && { zone }),
      ...(Object.keys(deprecatedTopology).length > 0 && { deprecatedTopology }),
    };
  });
}

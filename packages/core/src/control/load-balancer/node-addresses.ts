import type { Cluster } from '../../cluster/cluster.js';
import { nodeAddress } from '../../cluster/node-address.js';
import { keyOf } from '../../object/object.js';
import { isReady } from '../../object/readiness.js';
import type { Service } from '../../object/service.js';

/**
 * The addresses of the nodes that serve a Service themselves: the public ones where any node has one. Under
 * externalTrafficPolicy Local those of nodes with a ready endpoint.
 *
 * @see k3s-io/k3s pkg/cloudprovider/servicelb.go, getStatus
 */
export function nodeAddresses(cluster: Cluster, service: Service): readonly string[] {
  const { externalTrafficPolicy, ipFamilies } = service.spec;
  const local = externalTrafficPolicy === 'Local' ? nodesWithEndpoints(cluster, keyOf(service)) : undefined;
  const nodes = cluster
    .list('Node')
    .filter((node) => isReady(node) && (local === undefined || local.has(keyOf(node))));
  const addressesOf = (type: 'ExternalIP' | 'InternalIP'): readonly string[] =>
    nodes.flatMap((node) => ipFamilies.flatMap((family) => nodeAddress(node, family, type) ?? []));
  const external = addressesOf('ExternalIP');
  return external.length > 0 ? external : addressesOf('InternalIP');
}

function nodesWithEndpoints(cluster: Cluster, key: string): ReadonlySet<string> {
  return new Set(
    cluster
      .slicesOf(key)
      .flatMap(({ endpoints }) =>
        endpoints.flatMap(({ conditions, nodeName }) =>
          conditions.ready !== false && nodeName !== undefined ? [nodeName] : [],
        ),
      ),
  );
}

import type { Cluster } from '../../cluster/cluster.js';
import { nodeAddress } from '../../cluster/node-address.js';
import type { Node } from '../../object/node.js';
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
  const isServing = servingNodes(cluster, service);
  const nodes = cluster
    .list('Node')
    .filter((node) => isReady(node) && isServing(node) && (local === undefined || local.has(keyOf(node))));
  const addressesOf = (type: 'ExternalIP' | 'InternalIP'): readonly string[] =>
    nodes.flatMap((node) => ipFamilies.flatMap((family) => nodeAddress(node, family, type) ?? []));
  const external = addressesOf('ExternalIP');
  return external.length > 0 ? external : addressesOf('InternalIP');
}

const enabled = 'svccontroller.k3s.cattle.io/enablelb';
const pool = 'svccontroller.k3s.cattle.io/lbpool';
const tolerated: ReadonlySet<string> = new Set([
  'node-role.kubernetes.io/master',
  'node-role.kubernetes.io/control-plane',
  'CriticalAddonsOnly',
]);

/**
 * The nodes on which the pods of ServiceLB run: those that are labelled so where any node is, of the pool that the label
 * of the Service names; never those with taints that they do not tolerate.
 *
 * @see k3s-io/k3s pkg/cloudprovider/servicelb.go, newDaemonSet
 */
function servingNodes(cluster: Cluster, { metadata: { labels } }: Service): (node: Node) => boolean {
  const isRestricted = cluster.list('Node').some((node) => node.metadata.labels[enabled] !== undefined);
  const wanted = labels[pool] ?? '';
  return ({ metadata, spec: { taints } }) =>
    !taints.some(({ key, effect }) => effect !== 'PreferNoSchedule' && !tolerated.has(key)) &&
    (!isRestricted ||
      (metadata.labels[enabled] === 'true' && (wanted === '' || metadata.labels[pool] === wanted)));
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

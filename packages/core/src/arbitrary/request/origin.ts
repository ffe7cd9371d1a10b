import type * as fc from 'fast-check';
import { nthAddress, parseCIDR } from '../../address/cidr.js';
import { edgesOf } from '../../address/range-edges.js';
import type { Cluster } from '../../cluster/cluster.js';
import { anyInternetAddress, internet, network, node, type Origin, pod } from '../../request/origin.js';
import { elementOf, elementOfAny } from '../element-of.js';
import { sourceRanges } from './source-ranges.js';

/** Clients of every kind: outside of the cluster, on its nodes, in its pods, and at the edges of its ranges. */
export function originOf(cluster: Cluster): fc.Arbitrary<Origin> {
  const { defaultOrigin, podCIDRs, networkCIDRs } = cluster.platform;
  const nodes = cluster.list('Node').map(({ metadata }) => metadata.name);
  const outside = [internet(anyInternetAddress), ...networkCIDRs.flatMap(neighbourOfNodes)];
  const arriving = nodes.slice(0, 1).flatMap((name) =>
    edgesOf([...podCIDRs, ...networkCIDRs]).map((address): Origin => ({
      kind: 'address',
      address,
      node: name,
    })),
  );
  return elementOfAny<Origin>([
    { weight: 4, list: [defaultOrigin] },
    { weight: 2, list: outside },
    { weight: 2, list: nodes.map(node) },
    { weight: 5, list: podsOf(cluster) },
    { weight: 1, list: edgesOf(sourceRanges(cluster)).map(internet) },
    { weight: 1, list: arriving },
  ]);
}

/** Clients in pods; where there are none, clients of every kind. */
export function podOriginOf(cluster: Cluster): fc.Arbitrary<Origin> {
  const pods = podsOf(cluster);
  return pods.length === 0 ? originOf(cluster) : elementOf(pods);
}

function podsOf(cluster: Cluster): readonly Origin[] {
  return cluster.list('Pod').map(({ metadata }) => pod(metadata.namespace, metadata.name));
}

/** Somebody on the network of the nodes: made-up nodes and load balancers have other addresses. */
function neighbourOfNodes(range: string): readonly Origin[] {
  const cidr = parseCIDR(range);
  const address = cidr === undefined ? undefined : nthAddress(cidr, 9);
  return address === undefined ? [] : [network(address.text)];
}

import type { IPFamily } from '../address/ip.js';
import type { Node, NodeAddress } from '../object/node.js';

/**
 * The first address of a node of one type and family; the InternalIP is the one it uses itself.
 *
 * @see kubernetes/kubernetes pkg/util/node/node.go, GetNodeHostIPs
 */
export function nodeAddress(
  node: Node,
  family: IPFamily,
  type: NodeAddress['type'] = 'InternalIP',
): string | undefined {
  return node.status.addresses.find(
    (entry) => entry.type === type && entry.address.includes(':') === (family === 'IPv6'),
  )?.address;
}

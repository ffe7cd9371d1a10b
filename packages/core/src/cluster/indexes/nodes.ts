import type { Node } from '../../object/node.js';
import { keyOf } from '../../object/object.js';
import type { IndexDefinition } from './multi-index.js';

/** Nodes by their addresses, the external ones included. */
export const nodesByAddress: IndexDefinition<Node> = {
  identityOf: keyOf,
  keysOf: (node) =>
    node.status.addresses
      .filter((entry) => entry.type === 'InternalIP' || entry.type === 'ExternalIP')
      .map((entry) => entry.address),
};

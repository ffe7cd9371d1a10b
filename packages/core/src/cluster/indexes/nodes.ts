import type { Node } from '../../object/node.js';
import { objectOrder } from '../order.js';
import { canonicalAddress } from './canonical-address.js';
import { distinct } from './distinct.js';
import type { IndexDefinition } from './multi-index.js';

/** Nodes by their addresses, the external ones included; host names are none. */
export const nodesByAddress: IndexDefinition<string, Node> = {
  keysOf: ({ status: { addresses } }) =>
    distinct(
      addresses.flatMap(({ type, address }) =>
        type === 'InternalIP' || type === 'ExternalIP' ? [canonicalAddress(address)] : [],
      ),
    ),
  order: objectOrder,
};

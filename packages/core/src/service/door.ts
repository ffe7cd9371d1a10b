import type { Position } from '../step/position.js';

/** Through which door a packet came to the network stack of a node: the wire, a pod on it, or a process of its own. @public */
export type Door = Extract<Position, { kind: 'arriving' }>['from'];

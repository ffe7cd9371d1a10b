import type { Pod } from '../../object/pod.js';
import { objectOrder } from '../order.js';
import { canonicalAddress } from './canonical-address.js';
import { distinct } from './distinct.js';
import { hasEnded } from './ended.js';
import type { IndexDefinition } from './multi-index.js';

const none: readonly never[] = [];

/** Pods by the addresses that are their own. */
export const podsByAddress: IndexDefinition<string, Pod> = {
  keysOf: (pod) =>
    pod.spec.hostNetwork || hasEnded(pod) ? none : distinct(pod.status.podIPs.map(canonicalAddress)),
  order: objectOrder,
};

/** Pods by the node that they were placed on, those that ended too. */
export const podsByNode: IndexDefinition<string, Pod> = {
  keysOf: (pod) => (pod.spec.nodeName === undefined ? none : [pod.spec.nodeName]),
  order: objectOrder,
};

/** Pods whose place depends on other pods, by whether they have one. */
export const podsMindingOthers: IndexDefinition<'waiting' | 'placed', Pod> = {
  keysOf(pod) {
    const { nodeName, podAffinity, podAntiAffinity, topologySpreadConstraints } = pod.spec;
    const demand =
      podAntiAffinity ?? (nodeName === undefined ? (podAffinity ?? topologySpreadConstraints) : undefined);
    if (demand === undefined || hasEnded(pod)) return none;
    return nodeName === undefined ? waiting : placed;
  },
  order: objectOrder,
};

const waiting = ['waiting'] as const;
const placed = ['placed'] as const;

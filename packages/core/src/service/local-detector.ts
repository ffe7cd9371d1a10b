import { isInAny } from '../address/cidr.js';
import { familyOf, type IPFamily } from '../address/ip.js';
import type { ProxySettings } from '../cluster/platform.js';
import type { Door } from './door.js';

/** Tells whether the sender of a packet is a pod of the cluster, as far as this service proxy can see. */
export type LocalDetector = (source: string, from: Door) => boolean;

/** The ranges that a detector may go by. */
export interface PodRanges {
  readonly cluster: readonly string[];
  readonly node: readonly string[];
}

/**
 * How the proxy of one family tells pods from others; undefined when it cannot, because it is set so or because it
 * knows no range of the family.
 *
 * By the range of its node alone, a pod of another node is an outsider; by interface, so is whatever comes by wire.
 * @see kubernetes/kubernetes pkg/proxy/util/localdetector.go
 */
export function localDetector(
  detectLocal: ProxySettings['detectLocal'],
  ranges: PodRanges,
  family: IPFamily,
): LocalDetector | undefined {
  switch (detectLocal) {
    case 'ClusterCIDR':
      return byRange(ranges.cluster, family);
    case 'NodeCIDR':
      return byRange(ranges.node, family);
    case 'BridgeInterface':
    case 'InterfaceNamePrefix':
      return (_source, from) => from === 'pod';
    case 'none':
      return undefined;
    default:
      return detectLocal satisfies never;
  }
}

function byRange(ranges: readonly string[], family: IPFamily): LocalDetector | undefined {
  const ofFamily = ranges.filter((range) => familyOf(range) === family);
  return ofFamily.length === 0 ? undefined : (source) => isInAny(ofFamily, source);
}

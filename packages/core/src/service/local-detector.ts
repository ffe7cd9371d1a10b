import { cidrContains, parseCIDR, type CIDR } from '../address/cidr.js';
import { parseIP, type IPFamily } from '../address/ip.js';
import type { ProxySettings } from '../cluster/platform.js';
import type { Door } from '../step/position.js';

/**
 * How a service proxy tells pods of the cluster from other senders: by the range of their addresses, or by the interface
 * that their packets come in by.
 */
export type LocalDetector =
  | { readonly by: 'source'; readonly range: CIDR }
  | { readonly by: 'interface'; readonly interface: 'bridge' | 'name-prefix' };

/** The ranges that a detector may go by. */
export interface PodRanges {
  readonly cluster: readonly string[];
  readonly node: readonly string[];
}

/**
 * How the proxy of one family tells pods from others; undefined when it cannot, because it is set so or because it
 * knows no range of the family. Of several, it goes by the first.
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
      return { by: 'interface', interface: 'bridge' };
    case 'InterfaceNamePrefix':
      return { by: 'interface', interface: 'name-prefix' };
    case 'none':
      return undefined;
    default:
      return detectLocal satisfies never;
  }
}

function byRange(ranges: readonly string[], family: IPFamily): LocalDetector | undefined {
  const range = ranges.map(parseCIDR).find((candidate) => candidate?.family === family);
  return range === undefined ? undefined : { by: 'source', range };
}

/** Whether the sender of a packet is a pod of the cluster, as far as the service proxy can see. */
export function isFromPod(detector: LocalDetector, source: string, from: Door): boolean {
  if (detector.by === 'interface') return from === 'pod';
  const ip = parseIP(source);
  return ip !== undefined && cidrContains(detector.range, ip);
}

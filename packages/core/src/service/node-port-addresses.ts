import { cidrContains, parseCIDR, type CIDR } from '../address/cidr.js';
import { isLoopback } from '../address/classify.js';
import { parseIP, type IPFamily } from '../address/ip.js';

/** The addresses of a node that serve node ports, of one family. @public */
export interface NodePortAddresses {
  /** Every address of the node, whichever it has. */
  readonly matchAll: boolean;
  readonly addresses: ReadonlySet<string>;
}

/**
 * Which addresses of a node the setting `nodePortAddresses` selects: those inside of its ranges. A family without any
 * range is not restricted.
 *
 * @see kubernetes/kubernetes pkg/proxy/util/nodeport_addresses.go
 * @public
 */
export function nodePortAddresses(
  ranges: readonly string[],
  interfaces: readonly string[],
  family: IPFamily,
): NodePortAddresses {
  const cidrs = rangesOfFamily(ranges, family);
  const matchAll = isUnrestricted(cidrs);
  const addresses = interfaces.flatMap((text) => {
    const ip = parseIP(text);
    const isSelected = ip?.family === family && (matchAll || cidrs.some((cidr) => cidrContains(cidr, ip)));
    return isSelected ? [ip.text] : [];
  });
  return { matchAll, addresses: new Set(addresses) };
}

/**
 * Whether the setting `nodePortAddresses` includes IPv4 loopback addresses; those of IPv6 never serve node ports.
 *
 * @see kubernetes/kubernetes pkg/proxy/util/nodeport_addresses.go, ContainsIPv4Loopback
 * @public
 */
export function includesLoopback(ranges: readonly string[]): boolean {
  const cidrs = rangesOfFamily(ranges, 'IPv4');
  return isUnrestricted(cidrs) || cidrs.some((cidr) => isLoopback(cidr.network.text));
}

function rangesOfFamily(ranges: readonly string[], family: IPFamily): readonly CIDR[] {
  return ranges.flatMap((range) => {
    const cidr = parseCIDR(range);
    return cidr?.family === family ? [cidr] : [];
  });
}

function isUnrestricted(cidrs: readonly CIDR[]): boolean {
  return cidrs.length === 0 || cidrs.some((cidr) => cidr.prefixLength === 0);
}

import { type CIDR, cidrSize, nthAddress, parseCIDR } from '../../address/cidr.js';
import { type IPFamily, parseIP } from '../../address/ip.js';
import type { Cluster } from '../../cluster/cluster.js';
import type { LoadBalancer } from '../../cluster/infrastructure.js';
import type { LoadBalancerProvider } from '../../cluster/platform.js';
import { keyOf } from '../../object/object.js';
import type { Service } from '../../object/service.js';
import { probe } from '../allocation/probe.js';
import { hashText } from '../name/hash.js';
import { balancerId } from './balancer-id.js';

/**
 * The address that a provider gives to the load balancer of a Service: the one it asks for, or a free one of the
 * provider's range; undefined when neither can be had.
 */
export function balancerAddress(
  cluster: Cluster,
  provider: LoadBalancerProvider,
  service: Service,
  scheme: LoadBalancer['scheme'],
): string | undefined {
  const id = balancerId(keyOf(service));
  const { loadBalancerIP, ipFamilies } = service.spec;
  const asked = loadBalancerIP === undefined ? undefined : parseIP(loadBalancerIP)?.text;
  if (asked !== undefined) return isFree(cluster, id, asked) ? asked : undefined;
  const address = { id, seed: keyOf(service), families: ipFamilies };
  return freeAddress(cluster, provider, address, scheme);
}

/** For what an address is, and where the search for one begins. */
interface WantedAddress {
  readonly id: string;
  readonly seed: string;
  readonly families: readonly IPFamily[];
}

/** A free address of the provider's range. */
export function freeAddress(
  cluster: Cluster,
  { addressCIDR, internalCIDR = addressCIDR }: LoadBalancerProvider,
  { id, seed, families }: WantedAddress,
  scheme: LoadBalancer['scheme'],
): string | undefined {
  const range = parseCIDR(scheme === 'internal' ? internalCIDR : addressCIDR);
  if (range === undefined || !families.includes(range.family)) return undefined;
  return addressIn(range, hashText(seed), (address) => isFree(cluster, id, address));
}

/** The name of a load balancer whose addresses are told by name: one that DNS outside of the cluster has. */
export function balancerHostname(
  name: string,
  seed: string,
  { hostnameSuffix }: LoadBalancerProvider,
): string | undefined {
  if (hostnameSuffix === undefined) return undefined;
  const own = name.replaceAll('.', '-').slice(0, 50);
  return `${own}-${hashText(seed).toString(16)}${hostnameSuffix}`;
}

/** The address from which a balancer that is a proxy reaches the nodes. */
export function proxyAddress(provider: LoadBalancerProvider, seed: string): string | undefined {
  const range = provider.proxyCIDR === undefined ? undefined : parseCIDR(provider.proxyCIDR);
  return range && addressIn(range, hashText(seed), () => true);
}

function addressIn(
  range: CIDR,
  seed: number,
  isFreeAddress: (address: string) => boolean,
): string | undefined {
  const place = probe(1, Math.min(cidrSize(range) - 2, Number.MAX_SAFE_INTEGER), seed, (candidate) => {
    const address = nthAddress(range, candidate);
    return address !== undefined && isFreeAddress(address.text);
  });
  return place === undefined ? undefined : nthAddress(range, place)?.text;
}

function isFree(cluster: Cluster, id: string, address: string): boolean {
  const holder = cluster.loadBalancerByAddress(address);
  return (holder === undefined || holder.id === id) && cluster.nodeByAddress(address) === undefined;
}

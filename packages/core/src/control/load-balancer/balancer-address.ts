import { type CIDR, cidrSize, nthAddress, parseCIDR } from '../../address/cidr.js';
import type { IPFamily } from '../../address/ip.js';
import type { Cluster } from '../../cluster/cluster.js';
import type { LoadBalancer, LoadBalancerPlan } from '../../cluster/infrastructure.js';
import type { LoadBalancerProvider } from '../../cluster/platform.js';
import { keyOf } from '../../object/object.js';
import type { Service } from '../../object/service.js';
import { probe } from '../allocation/probe.js';
import { hashText } from '../name/hash.js';
import { balancerId } from './balancer-id.js';

/**
 * The addresses that a provider gives to the load balancer of a Service: those it asks for, or a free one of the
 * provider's range; none when neither can be had.
 */
export function balancerAddresses(
  cluster: Cluster,
  provider: LoadBalancerProvider,
  service: Service,
  plan: LoadBalancerPlan,
): readonly string[] {
  const id = balancerId(keyOf(service));
  const asked = plan.asksFor?.addresses ?? [];
  if (asked.length > 0) return asked.every((text) => isFree(cluster, id, text, plan)) ? asked : [];
  const shared = sharedAddress(cluster, id, plan);
  if (shared !== undefined) return shared;
  const wanted = { id, seed: keyOf(service), families: service.spec.ipFamilies };
  const free = freeAddress(cluster, provider, wanted, plan.scheme);
  return free === undefined ? [] : [free];
}

/** The addresses of another load balancer that shares them. */
function sharedAddress(cluster: Cluster, id: string, plan: LoadBalancerPlan): readonly string[] | undefined {
  if (plan.sharing === undefined) return undefined;
  return cluster.infrastructure.find(
    (other) =>
      other.id !== id && other.addresses.length > 0 && maySharePorts(cluster, id, other.addresses, plan),
  )?.addresses;
}

function maySharePorts(
  cluster: Cluster,
  id: string,
  addresses: readonly string[],
  plan: LoadBalancerPlan,
): boolean {
  return addresses.every((address) => isFree(cluster, id, address, plan));
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
  { addressCIDR, internalCIDR, overflowCIDR }: LoadBalancerProvider,
  { id, seed, families }: WantedAddress,
  scheme: LoadBalancer['scheme'],
): string | undefined {
  const open = [addressCIDR, ...(overflowCIDR === undefined ? [] : [overflowCIDR])];
  for (const text of scheme === 'internal' && internalCIDR !== undefined ? [internalCIDR] : open) {
    const range = parseCIDR(text);
    if (range === undefined || !families.includes(range.family)) continue;
    const address = addressIn(range, hashText(seed), (candidate) => isFree(cluster, id, candidate));
    if (address !== undefined) return address;
  }
  return undefined;
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

function isFree(cluster: Cluster, id: string, address: string, plan?: LoadBalancerPlan): boolean {
  const others = cluster.loadBalancersByAddress(address).filter((holder) => holder.id !== id);
  return (
    others.every((holder) => plan !== undefined && mayShare(plan, holder)) &&
    cluster.nodeByAddress(address) === undefined
  );
}

/** Two load balancers have one address where both say so by the same key, on different ports. */
function mayShare(plan: LoadBalancerPlan, other: LoadBalancer): boolean {
  return (
    plan.sharing !== undefined &&
    plan.sharing === other.sharing &&
    !plan.listeners.some(({ port, protocol }) =>
      other.listeners.some((listener) => listener.port === port && listener.protocol === protocol),
    )
  );
}

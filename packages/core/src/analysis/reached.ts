import { isInAny } from '../address/cidr.js';
import type { Cluster } from '../cluster/cluster.js';
import type { LoadBalancer } from '../cluster/infrastructure.js';
import { balancerId } from '../control/load-balancer/balancer-id.js';
import type { Node } from '../object/node.js';
import { keyOf } from '../object/object.js';
import type { Service } from '../object/service.js';
import type { Exposure } from './exposure.js';

/** An exposure by itself. */
export interface Found extends Omit<Exposure, 'sharesFateWith' | 'cost' | 'assumptions'> {
  /** Of the load balancer that was provisioned for it alone. */
  readonly scheme?: LoadBalancer['scheme'];
  /** Whether clients ask ports of nodes. */
  readonly isAtNodes?: true;
}

/** Where something is asked, and by whom. */
export type Reached = Pick<Exposure, 'at' | 'access'>;

/** A Service of type LoadBalancer. */
export function balanced(
  cluster: Cluster,
  service: Service,
): Pick<Found, 'access' | 'at' | 'ports' | 'parts' | 'scheme'> {
  const told = service.status.loadBalancer.ingress.flatMap(({ hostname, ip }) => hostname ?? ip ?? []);
  const balancer = cluster.loadBalancer(balancerId(keyOf(service)));
  return {
    access: told.length === 0 ? 'pending' : accessOf(cluster, balancer, told),
    at: told,
    ports: balancer?.listeners.map(({ port, protocol }) => `${port}/${protocol}`) ?? portsOf(service),
    parts: balancer?.parts ?? [],
    ...(balancer === undefined ? {} : { scheme: balancer.scheme }),
  };
}

/** The public addresses of nodes, or else those that their network knows. */
export function atNodes(cluster: Cluster, nodes: readonly Node[]): Reached {
  const at = nodes.flatMap(({ status: { addresses } }) => {
    const external = addresses.filter(({ type }) => type === 'ExternalIP');
    const known = external.length > 0 ? external : addresses.filter(({ type }) => type === 'InternalIP');
    return known.map(({ address }) => address);
  });
  return { at, access: accessAt(cluster, at) };
}

/** Who gets to a load balancer. */
export function accessOf(
  cluster: Cluster,
  balancer: LoadBalancer | undefined,
  told: readonly string[],
): Exposure['access'] {
  return balancer?.scheme === 'internal' ? 'network' : accessAt(cluster, balancer?.addresses ?? told);
}

/** Addresses of the nodes' network and of Services are known to nobody else. */
export function accessAt({ platform }: Cluster, addresses: readonly string[]): Exposure['access'] {
  const inside = [...platform.networkCIDRs, ...platform.serviceCIDRs];
  return addresses.every((address) => isInAny(inside, address)) ? 'network' : 'internet';
}

/** `80/TCP`. */
export function portsOf({ spec: { ports } }: Service): readonly string[] {
  return ports.map(({ port, protocol }) => `${port}/${protocol}`);
}

/** How many ready endpoints Services have, each counted once. */
export function readyEndpoints(cluster: Cluster, ...services: readonly Service[]): number {
  const addresses = services
    .flatMap((service) => cluster.slicesOf(keyOf(service)))
    .flatMap(({ endpoints }) => endpoints.filter(({ conditions }) => conditions.ready !== false))
    .flatMap(({ addresses: [address] }) => address ?? []);
  return new Set(addresses).size;
}

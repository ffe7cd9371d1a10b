import type { ClusterChange } from '../../cluster/change.js';
import type { Cluster } from '../../cluster/cluster.js';
import type { LoadBalancerProvider } from '../../cluster/platform.js';
import type { Write } from '../../cluster/write.js';
import { keyOf, type ObjectKey } from '../../object/object.js';
import { isSameValue } from '../../object/same-value.js';
import type { LoadBalancerIngress, Service } from '../../object/service.js';
import type { Controller } from '../controller.js';
import { touched } from '../workload/owner-keys.js';
import { balancerFor, balancerId } from './balancer.js';
import { balancerAddress } from './balancer-address.js';

/**
 * Provisions a load balancer for every Service that asks for one and writes its address into the Service's status. A
 * status that was given stays, and the load balancer has what it says. Without a provider, and for a Service of a
 * class (which others serve), nothing happens: it stays pending.
 *
 * @see kubernetes/cloud-provider controllers/service/controller.go
 */
export const serviceLoadBalancerController: Controller = {
  name: 'service-load-balancer',
  // Each address is taken before the next one is looked for.
  serial: true,
  keysFor,
  reconcile(cluster, key) {
    const service = cluster.get('Service', key);
    const provider = cluster.platform.loadBalancers;
    if (
      service?.spec.type === 'LoadBalancer' &&
      service.spec.loadBalancerClass === undefined &&
      provider !== null
    ) {
      return provision(cluster, service, provider);
    }
    return [...release(cluster, key), ...(service === undefined ? [] : clearStatus(service))];
  },
};

function* keysFor(change: ClusterChange): Generator<ObjectKey> {
  for (const object of touched(change)) if (object.kind === 'Service') yield keyOf(object);
}

function provision(cluster: Cluster, service: Service, provider: LoadBalancerProvider): readonly Write[] {
  const id = balancerId(keyOf(service));
  const existing = cluster.loadBalancer(id);
  const { ingress } = service.status.loadBalancer;
  const held = ingress.flatMap(({ ip }) => ip ?? []);
  const kept = held.length > 0 ? held : (existing?.addresses ?? []);
  const isMoved = existing !== undefined && asksForAnother(service, kept);
  const next = kept.length === 0 || isMoved ? balancerAddress(cluster, provider, service, id) : undefined;
  const addresses = next === undefined ? kept : [next];
  const [address] = addresses;
  if (address === undefined) return release(cluster, keyOf(service));
  const hostname = ingress.find((entry) => entry.hostname !== undefined)?.hostname;
  const wanted = balancerFor(service, provider, addresses, hostname);
  const isTold = ingress.length > 0 && (next === undefined || hostname !== undefined);
  return [
    ...(isSameValue(existing, wanted) ? [] : [{ kind: 'provision', loadBalancer: wanted } as const]),
    ...(isTold ? [] : [withStatus(service, [{ ip: address, ipMode: provider.ipMode ?? 'VIP' }])]),
  ];
}

/** Whether the Service came to ask for another address than its balancer has. */
function asksForAnother({ spec: { loadBalancerIP } }: Service, addresses: readonly string[]): boolean {
  return loadBalancerIP !== undefined && !addresses.includes(loadBalancerIP);
}

function release(cluster: Cluster, service: ObjectKey): readonly Write[] {
  const id = balancerId(service);
  return cluster.loadBalancer(id) === undefined ? [] : [{ kind: 'release', id }];
}

/** A Service that is no LoadBalancer any more loses the address. */
function clearStatus(service: Service): readonly Write[] {
  const stale = service.spec.type !== 'LoadBalancer' && service.status.loadBalancer.ingress.length > 0;
  return stale ? [withStatus(service, [])] : [];
}

function withStatus(service: Service, ingress: readonly LoadBalancerIngress[]): Write {
  return { kind: 'put', object: { ...service, status: { loadBalancer: { ingress } } } };
}

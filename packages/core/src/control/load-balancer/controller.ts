import type { ClusterChange } from '../../cluster/change.js';
import type { Cluster } from '../../cluster/cluster.js';
import type { LoadBalancer, LoadBalancerPlan } from '../../cluster/infrastructure.js';
import type { LoadBalancerProvider } from '../../cluster/platform.js';
import type { Write } from '../../cluster/write.js';
import { keyOf, type ObjectKey } from '../../object/object.js';
import { isSameValue } from '../../object/same-value.js';
import type { LoadBalancerIngress, Service } from '../../object/service.js';
import { planBalancer } from '../../provider/balancer/plan-balancer.js';
import type { Controller } from '../controller.js';
import { serviceNameLabel } from '../endpoint-slice/slice-metadata.js';
import { touched } from '../workload/owner-keys.js';
import { balancerFor } from './balancer.js';
import { balancerAddresses, balancerHostname } from './balancer-address.js';
import { balancerId } from './balancer-id.js';
import { nodeAddresses } from './node-addresses.js';

/**
 * Provisions a load balancer for every Service that asks for one and writes its address into the Service's status. A
 * status that was given stays, and the load balancer has what it says. Where nobody provides load balancers, or nobody
 * those of the Service's class, nothing happens: it stays pending.
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
    if (service?.spec.type === 'LoadBalancer' && provider !== null) {
      const answer = planBalancer(service, provider);
      switch (answer.kind) {
        case 'plan':
          return provision(cluster, service, provider, answer.plan);
        case 'refused':
          return [...release(cluster, key), ...clearStatus(service)];
        case 'not-served':
          break;
        default:
          return answer satisfies never;
      }
    }
    return [...release(cluster, key), ...(service === undefined ? [] : forget(cluster, service))];
  },
};

/** What a load balancer is on depends on the nodes and endpoints, where it is the nodes themselves. */
function* keysFor(change: ClusterChange, cluster: Cluster): Generator<ObjectKey> {
  let isAnyNode = false;
  for (const object of touched(change)) {
    if (object.kind === 'Service') yield keyOf(object);
    else if (object.kind === 'Node') isAnyNode = true;
    else if (object.kind === 'EndpointSlice') {
      const { namespace, labels } = object.metadata;
      const key: ObjectKey = `${namespace}/${labels[serviceNameLabel] ?? ''}`;
      if (isOnNodes(cluster.loadBalancer(balancerId(key)))) yield key;
    }
  }
  if (!isAnyNode) return;
  for (const balancer of cluster.infrastructure) {
    if (isOnNodes(balancer)) yield `${balancer.owner.namespace ?? ''}/${balancer.owner.name}`;
  }
}

function isOnNodes(balancer: LoadBalancerPlan | undefined): boolean {
  return balancer?.status.field === 'ip' && balancer.status.value === 'addresses-of-nodes';
}

function provision(
  cluster: Cluster,
  service: Service,
  provider: LoadBalancerProvider,
  plan: LoadBalancerPlan,
): readonly Write[] {
  const held = addressesOfOthers(cluster, service, plan);
  return held === undefined
    ? provisionOutside(cluster, service, provider, plan)
    : provisionOn(cluster, service, provider, plan, held);
}

/** The addresses in the status of a Service whose load balancer has none of its own. */
function addressesOfOthers(
  cluster: Cluster,
  service: Service,
  { status }: LoadBalancerPlan,
): readonly string[] | undefined {
  if (status.field === 'hostname') return undefined;
  switch (status.value) {
    case 'own':
      return undefined;
    case 'addresses-of-nodes':
      return nodeAddresses(cluster, service);
    case 'cluster-ip':
      return service.spec.clusterIPs;
    case 'loopback':
      return ['127.0.0.1'];
    default:
      return status satisfies never;
  }
}

/** Packets go to whoever holds the addresses; only a route to a cluster IP leads through the load balancer. */
function provisionOn(
  cluster: Cluster,
  service: Service,
  provider: LoadBalancerProvider,
  plan: LoadBalancerPlan,
  held: readonly string[],
): readonly Write[] {
  const isRoute = plan.status.field === 'ip' && plan.status.value === 'cluster-ip';
  const wanted = balancerFor(service, provider, plan, isRoute ? held : [], undefined);
  const ingress = held.map((ip) => ({ ip, ipMode: 'VIP' }) as const);
  return [
    ...provisioned(cluster, wanted),
    ...(isSameValue(service.status.loadBalancer.ingress, ingress) ? [] : [withStatus(service, ingress)]),
  ];
}

function provisionOutside(
  cluster: Cluster,
  service: Service,
  provider: LoadBalancerProvider,
  plan: LoadBalancerPlan,
): readonly Write[] {
  const known = cluster.loadBalancer(balancerId(keyOf(service)));
  const existing = known !== undefined && isSameBalancer(known, plan) ? known : undefined;
  const isReplaced = known !== undefined && existing === undefined && tellsOf(service, known);
  const ingress = isReplaced ? [] : service.status.loadBalancer.ingress;
  const held = ingress.flatMap(({ ip }) => ip ?? []);
  const kept = held.length > 0 ? held : (existing?.addresses ?? []);
  const isMoved = existing !== undefined && asksForAnother(plan, kept);
  const next = kept.length === 0 || isMoved ? balancerAddresses(cluster, provider, service, plan) : [];
  const addresses = next.length === 0 ? kept : next;
  if (addresses.length === 0) {
    return [...release(cluster, keyOf(service)), ...(isReplaced ? clearStatus(service) : [])];
  }
  const told = ingress.find((entry) => entry.hostname !== undefined)?.hostname;
  const hostname = told ?? (plan.status.field === 'hostname' ? hostnameFor(service, provider) : undefined);
  const isTold = ingress.length > 0 && (next.length === 0 || told !== undefined);
  return [
    ...provisioned(cluster, balancerFor(service, provider, plan, addresses, hostname)),
    ...(isTold ? [] : [withStatus(service, statusOf(plan, addresses, hostname))]),
  ];
}

function hostnameFor(service: Service, provider: LoadBalancerProvider): string | undefined {
  const { namespace, name } = service.metadata;
  return balancerHostname(`${namespace}-${name}`, keyOf(service), provider);
}

function statusOf(
  { status }: LoadBalancerPlan,
  addresses: readonly string[],
  hostname: string | undefined,
): readonly LoadBalancerIngress[] {
  if (status.field === 'hostname' && hostname !== undefined) return [{ hostname }];
  const ipMode = (status.field === 'ip' && status.value === 'own' ? status.ipMode : undefined) ?? 'VIP';
  return addresses.map((ip) => ({ ip, ipMode }));
}

function provisioned(cluster: Cluster, wanted: LoadBalancer): readonly Write[] {
  return isSameValue(cluster.loadBalancer(wanted.id), wanted)
    ? []
    : [{ kind: 'provision', loadBalancer: wanted }];
}

/** Whether the Service came to ask for another address than its balancer has; one told by name has those alone. */
function asksForAnother({ asksFor, status }: LoadBalancerPlan, addresses: readonly string[]): boolean {
  if (asksFor === undefined) return false;
  const isFewer = status.field === 'hostname' && asksFor.addresses.length < addresses.length;
  return isFewer || !asksFor.addresses.every((address) => addresses.includes(address));
}

/** What is of another product or scheme is another load balancer, made anew. */
function isSameBalancer(existing: LoadBalancer, { controller, product, scheme }: LoadBalancerPlan): boolean {
  return existing.controller === controller && existing.product === product && existing.scheme === scheme;
}

/** Whether the status of a Service tells of this load balancer. */
function tellsOf({ status }: Service, { addresses, hostname }: LoadBalancer): boolean {
  return status.loadBalancer.ingress.every(
    (entry) =>
      (entry.ip === undefined || addresses.includes(entry.ip)) &&
      (entry.hostname === undefined || entry.hostname === hostname),
  );
}

function release(cluster: Cluster, service: ObjectKey): readonly Write[] {
  const id = balancerId(service);
  return cluster.loadBalancer(id) === undefined ? [] : [{ kind: 'release', id }];
}

/** A Service loses the address of a load balancer that it has no more; one that somebody else gave it stays. */
function forget(cluster: Cluster, service: Service): readonly Write[] {
  const gone = cluster.loadBalancer(balancerId(keyOf(service)));
  const isStale = service.spec.type !== 'LoadBalancer' || (gone !== undefined && tellsOf(service, gone));
  return isStale ? clearStatus(service) : [];
}

function clearStatus(service: Service): readonly Write[] {
  return service.status.loadBalancer.ingress.length > 0 ? [withStatus(service, [])] : [];
}

function withStatus(service: Service, ingress: readonly LoadBalancerIngress[]): Write {
  return { kind: 'put', object: { ...service, status: { loadBalancer: { ingress } } } };
}

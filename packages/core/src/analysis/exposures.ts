import { isInAny } from '../address/cidr.js';
import type { Cluster } from '../cluster/cluster.js';
import type { LoadBalancer } from '../cluster/infrastructure.js';
import { balancerId } from '../control/load-balancer/balancer-id.js';
import type { Ingress } from '../object/ingress.js';
import type { Node } from '../object/node.js';
import { keyOf } from '../object/object.js';
import type { Pod } from '../object/pod.js';
import { isReady } from '../object/readiness.js';
import { referenceTo } from '../object/reference.js';
import type { Service } from '../object/service.js';
import type { ObjectReference } from '../problem/problem.js';
import { costsOf } from './cost.js';
import type { Exposure } from './exposure.js';
import { listPrices } from './list-prices.js';
import type { Price } from './price.js';
import { statedServices } from './stated-services.js';

/** What exposures are told with. @public */
export interface ExposureOptions {
  /** Your own prices, which win over {@link listPrices}: what you pay, or what your region costs. */
  readonly prices?: readonly Price[];
}

/**
 * Everything that can be asked from outside of a cluster: load balancers, node ports and external IPs of Services, hosts
 * of Ingresses, and pods at the addresses of their nodes; with what was provisioned for it and what shares its fate.
 *
 * What the model made up itself is left out.
 * @see kubernetes/website concepts/services-networking/service.md, publishing Services
 * @public
 * @example
 * exposures(cluster).filter(({ access }) => access === 'internet').map(({ kind, at }) => [kind, at]);
 */
export function exposures(cluster: Cluster, { prices = [] }: ExposureOptions = {}): readonly Exposure[] {
  const services = statedServices(cluster);
  const nodes = atNodes(cluster, cluster.list('Node'));
  const found = [
    ...services.flatMap((service) => ofService(cluster, service, nodes)),
    ...cluster.list('Ingress').map((ingress) => ofIngress(cluster, ingress)),
    ...statedPods(cluster, services).flatMap((pod) => ofPod(cluster, pod)),
  ];
  const companions = companionsOf(found);
  const provider = cluster.platform.loadBalancers?.name;
  const costs = costsOf(found, [...prices, ...listPrices], provider);
  return found.map((each, index) => {
    const { scheme: _, ...exposure } = each;
    return { ...exposure, sharesFateWith: companions(each), cost: costs[index] ?? { kind: 'none' } };
  });
}

/** An exposure by itself. */
interface Found extends Omit<Exposure, 'sharesFateWith' | 'cost'> {
  /** Of the load balancer that was provisioned for it alone. */
  readonly scheme?: LoadBalancer['scheme'];
}

/** Where something is asked, and by whom. */
type Reached = Pick<Exposure, 'at' | 'access'>;

function ofService(cluster: Cluster, service: Service, nodes: Reached): readonly Found[] {
  const { type, ports, externalIPs } = service.spec;
  const common = { object: referenceTo(service), through: [], replicas: readyEndpoints(cluster, service) };
  const nodePorts = ports.flatMap(({ nodePort, protocol }) =>
    nodePort === undefined ? [] : [`${nodePort}/${protocol}`],
  );
  const found: Found[] = [];
  if (type === 'LoadBalancer')
    found.push({ ...common, kind: 'load-balancer', ...balanced(cluster, service) });
  if (nodePorts.length > 0) {
    const parts = [{ type: 'node-port', count: nodePorts.length }];
    found.push({ ...common, ...nodes, kind: 'node-port', ports: nodePorts, parts });
  }
  if (externalIPs.length > 0) {
    const access = accessAt(cluster, externalIPs);
    found.push({
      ...common,
      kind: 'external-ip',
      access,
      at: externalIPs,
      ports: portsOf(service),
      parts: [],
    });
  }
  return found;
}

function balanced(
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

/** An Ingress comes through whatever load balancer stands in its status; one of its own has it as owner. */
function ofIngress(cluster: Cluster, ingress: Ingress): Found {
  const object = referenceTo(ingress);
  const entries = ingress.status.loadBalancer.ingress;
  const [balancer] = entries.flatMap(
    ({ ip, hostname }) =>
      (ip === undefined ? undefined : cluster.loadBalancerByAddress(ip)) ??
      (hostname === undefined ? undefined : cluster.loadBalancerByHostname(hostname)) ??
      [],
  );
  const told = entries.flatMap(({ ip, hostname }) => hostname ?? ip ?? []);
  const owner = balancer?.owner;
  const service =
    owner?.kind === 'Service' ? cluster.get('Service', `${owner.namespace ?? ''}/${owner.name}`) : undefined;
  const isOwn = owner !== undefined && nameOf(owner) === nameOf(object);
  return {
    kind: 'ingress',
    object,
    access: told.length === 0 ? 'pending' : accessOf(cluster, balancer, told),
    at: hostsOf(ingress),
    ports: [],
    through: owner === undefined || isOwn ? [] : [owner],
    parts: isOwn ? (balancer?.parts ?? []) : [],
    ...(isOwn && balancer !== undefined ? { scheme: balancer.scheme } : {}),
    replicas: service === undefined ? 0 : readyEndpoints(cluster, service),
  };
}

/** A rule without host, and a default backend, take every host. */
function hostsOf({ spec: { rules, defaultBackend } }: Ingress): readonly string[] {
  const hosts = rules.map(({ host }) => (host === '' ? '*' : host));
  return [...new Set(defaultBackend === undefined ? hosts : [...hosts, '*'])];
}

/** Ports of containers that are reached at the address of the node. */
function ofPod(cluster: Cluster, pod: Pod): readonly Found[] {
  const { hostNetwork, containers, nodeName } = pod.spec;
  const ports = containers.flatMap((container) =>
    container.ports.flatMap(({ hostPort, containerPort, protocol }) => {
      const port = hostNetwork ? containerPort : hostPort;
      return port === undefined ? [] : [`${port}/${protocol}`];
    }),
  );
  const node = nodeName === undefined ? undefined : cluster.get('Node', nodeName);
  if (ports.length === 0 || node === undefined) return [];
  return [
    {
      kind: hostNetwork ? 'host-network' : 'host-port',
      object: referenceTo(pod),
      ...atNodes(cluster, [node]),
      ports,
      through: [],
      parts: [],
      replicas: isReady(pod) ? 1 : 0,
    },
  ];
}

/** Pods but for those behind the Services that were made up, as the API server and DNS are. */
function statedPods(cluster: Cluster, stated: readonly Service[]): readonly Pod[] {
  const keys = new Set(stated.map((service) => keyOf(service)));
  const madeUp = new Set(
    cluster
      .list('Service')
      .filter((service) => !keys.has(keyOf(service)))
      .flatMap((service) => cluster.slicesOf(keyOf(service)))
      .flatMap(({ endpoints }) => endpoints.flatMap(({ targetRef }) => targetRef ?? []))
      .map(({ namespace = '', name }) => `${namespace}/${name}`),
  );
  return cluster.list('Pod').filter((pod) => !madeUp.has(keyOf(pod)));
}

/** The public addresses of nodes, or else those that their network knows. */
function atNodes(cluster: Cluster, nodes: readonly Node[]): Reached {
  const at = nodes.flatMap(({ status: { addresses } }) => {
    const external = addresses.filter(({ type }) => type === 'ExternalIP');
    const known = external.length > 0 ? external : addresses.filter(({ type }) => type === 'InternalIP');
    return known.map(({ address }) => address);
  });
  return { at, access: accessAt(cluster, at) };
}

function accessOf(
  cluster: Cluster,
  balancer: LoadBalancer | undefined,
  told: readonly string[],
): Exposure['access'] {
  return balancer?.scheme === 'internal' ? 'network' : accessAt(cluster, balancer?.addresses ?? told);
}

/** Addresses of the nodes' network and of Services are known to nobody else. */
function accessAt({ platform }: Cluster, addresses: readonly string[]): Exposure['access'] {
  const inside = [...platform.networkCIDRs, ...platform.serviceCIDRs];
  return addresses.every((address) => isInAny(inside, address)) ? 'network' : 'internet';
}

function portsOf({ spec: { ports } }: Service): readonly string[] {
  return ports.map(({ port, protocol }) => `${port}/${protocol}`);
}

function readyEndpoints(cluster: Cluster, service: Service): number {
  const addresses = cluster
    .slicesOf(keyOf(service))
    .flatMap(({ endpoints }) => endpoints.filter(({ conditions }) => conditions.ready !== false))
    .flatMap(({ addresses: [address] }) => address ?? []);
  return new Set(addresses).size;
}

/** Objects that come through the same one, and that one itself. */
function companionsOf(found: readonly Found[]): (exposure: Found) => readonly ObjectReference[] {
  const groups = new Map<string, ObjectReference[]>();
  for (const { object, through } of found) {
    for (const owner of through) {
      const group = groups.get(nameOf(owner));
      if (group === undefined) groups.set(nameOf(owner), [owner, object]);
      else group.push(object);
    }
  }
  return ({ kind, object, through: [owner] }) =>
    groups.get(nameOf(kind === 'load-balancer' ? object : (owner ?? object))) ?? [];
}

function nameOf({ kind, namespace = '', name }: ObjectReference): string {
  return `${kind} ${namespace}/${name}`;
}

import type { Cluster } from '../cluster/cluster.js';
import { keyOf } from '../object/object.js';
import type { Pod } from '../object/pod.js';
import { isReady } from '../object/readiness.js';
import { referenceTo } from '../object/reference.js';
import type { Service } from '../object/service.js';
import { nodeFirewallOpen } from '../pipeline/node-firewall.js';
import type { ObjectReference } from '../problem/problem.js';
import { costsOf } from './cost.js';
import type { Exposure } from './exposure.js';
import { ofIngress } from './ingress-exposure.js';
import { listPrices } from './list-prices.js';
import type { Price } from './price.js';
import { accessAt, atNodes, balanced, type Found, portsOf, type Reached, readyEndpoints } from './reached.js';
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
  const firewall = nodeFirewallOpen(cluster);
  const costs = costsOf(found, [...prices, ...listPrices], provider);
  return found.map((each, index) => {
    const { scheme: _, isAtNodes = false, ...exposure } = each;
    const isFirewalled = isAtNodes && each.access === 'internet';
    return {
      ...exposure,
      sharesFateWith: companions(each),
      assumptions: isFirewalled && firewall !== undefined ? [firewall] : [],
      cost: costs[index] ?? { kind: 'none' },
    };
  });
}

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
    found.push({ ...common, ...nodes, kind: 'node-port', isAtNodes: true, ports: nodePorts, parts });
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
      isAtNodes: true,
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

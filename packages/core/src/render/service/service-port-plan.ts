import type { Cluster } from '../../cluster/cluster.js';
import { categoriesOf, type EndpointCategories } from '../../endpoints/categorize.js';
import { healthCheckNodePorts } from '../../endpoints/health.js';
import { proxiedEndpointsOf } from '../../endpoints/service-endpoint.js';
import type { ServicePortInfo } from '../../endpoints/service-port-info.js';
import type { Target } from '../../request/packet.js';
import type { ProxyHost } from '../../service/proxy-host.js';

/** What a node's rules for one service port are made of, whatever they are written in. */
export interface ServicePortPlan {
  readonly port: ServicePortInfo;
  /** How kube-proxy names it: `namespace/name:port`. */
  readonly label: string;
  readonly protocol: 'tcp' | 'udp' | 'sctp';
  /** What policy Cluster chooses from; empty when it is not in use. */
  readonly clusterEndpoints: readonly Target[];
  /** What policy Local chooses from; empty when it is not in use. */
  readonly localEndpoints: readonly Target[];
  /** Every endpoint of the two, once. */
  readonly reachable: readonly Target[];
  /** Whether there is an endpoint anywhere. */
  readonly hasEndpoints: boolean;
  /** How its cluster IP is served. */
  readonly internal: TrafficPlan;
  /** How its node port, load balancer addresses and external IPs are served. */
  readonly external: TrafficPlan;
  readonly healthCheckNodePort: number | undefined;
}

/** How one kind of address of a service port is served. */
export interface TrafficPlan {
  readonly policy: 'Cluster' | 'Local';
  /** What becomes of a packet that finds no endpoint; undefined: it finds one. */
  readonly refusal: 'reject' | 'drop' | undefined;
}

const protocols = { TCP: 'tcp', UDP: 'udp', SCTP: 'sctp' } as const;

/**
 * Plans the rules of a service port on a node.
 *
 * @see kubernetes/kubernetes pkg/proxy/iptables/proxier.go and pkg/proxy/nftables/proxier.go, syncProxyRules
 */
export function servicePortPlan(cluster: Cluster, host: ProxyHost, port: ServicePortInfo): ServicePortPlan {
  const lists = categoriesOf(proxiedEndpointsOf(cluster.slicesOf(port.key), port), port, host.topology);
  const clusterEndpoints = lists.cluster?.targets ?? [];
  const localEndpoints = lists.local?.targets ?? [];
  const { healthCheckNodePort } = port.service.spec;
  const opensHealthCheck =
    healthCheckNodePort !== undefined &&
    healthCheckNodePorts(cluster).get(healthCheckNodePort) === port.service;
  return {
    port,
    label: port.name === '' ? port.key : `${port.key}:${port.name}`,
    protocol: protocols[port.protocol],
    clusterEndpoints,
    localEndpoints,
    reachable: union(clusterEndpoints, localEndpoints),
    hasEndpoints: lists.hasAny,
    internal: trafficPlan(port.isInternalPolicyLocal, lists),
    external: trafficPlan(port.isExternalPolicyLocal, lists),
    healthCheckNodePort: opensHealthCheck ? healthCheckNodePort : undefined,
  };
}

function trafficPlan(isLocal: boolean, lists: EndpointCategories): TrafficPlan {
  const isEmptyHere = isLocal && (lists.local?.targets.length ?? 0) === 0;
  return {
    policy: isLocal ? 'Local' : 'Cluster',
    refusal: lists.hasAny ? (isEmptyHere ? 'drop' : undefined) : 'reject',
  };
}

/** The lists hold the same values for the same endpoints. */
function union(one: readonly Target[], other: readonly Target[]): readonly Target[] {
  return [...new Set([...one, ...other])];
}

/** An endpoint as rules write it: `10.244.0.5:8080`, `[fd00::5]:8080`. */
export function endpointText({ address, port }: Target): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

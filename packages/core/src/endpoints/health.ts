import type { IPFamily } from '../address/ip.js';
import type { Cluster } from '../cluster/cluster.js';
import type { Node } from '../object/node.js';
import type { Service } from '../object/service.js';
import { proxiedEndpointsOf } from './service-endpoint.js';
import { servicePortsOf } from './service-port-info.js';

/** What the service proxy of a node answers on a healthCheckNodePort. @public */
export interface HealthAnswer {
  readonly status: 200 | 503;
  readonly service: { readonly namespace: string; readonly name: string };
  readonly localEndpoints: number;
  readonly serviceProxyHealthy: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** What is asked of a healthCheckNodePort beside its number. @public */
export interface HealthQuestion {
  /** The family of the address asked; the first of the Service unless given. */
  readonly family?: IPFamily;
  /** Whether the rules of the proxy are up to date; they are unless told otherwise. */
  readonly serviceProxyHealthy?: boolean;
}

const remembered = new WeakMap<readonly Service[], ReadonlyMap<number, Service>>();

/**
 * The health check ports that every service proxy opens: of type LoadBalancer with externalTrafficPolicy Local only.
 *
 * @see kubernetes/kubernetes pkg/api/v1/service/util.go, NeedsHealthCheck
 * @public
 */
export function healthCheckNodePorts(cluster: Cluster): ReadonlyMap<number, Service> {
  const services = cluster.list('Service');
  const known = remembered.get(services);
  if (known !== undefined) return known;
  const ports = new Map<number, Service>();
  for (const service of services) {
    const { type, externalTrafficPolicy, healthCheckNodePort } = service.spec;
    if (type !== 'LoadBalancer' || externalTrafficPolicy !== 'Local' || healthCheckNodePort === undefined)
      continue;
    if (servicePortsOf(service).length > 0) ports.set(healthCheckNodePort, service);
  }
  remembered.set(services, ports);
  return ports;
}

/**
 * What a node answers to a load balancer that probes a healthCheckNodePort: 200 when it has a ready endpoint of its own
 * and its proxy is healthy. Terminating endpoints do not count, although traffic may fall back to them. Undefined when
 * no Service opened the port.
 *
 * @see kubernetes/kubernetes pkg/proxy/healthcheck/service_health.go
 * @public
 * @example
 * healthAnswer(cluster, 'node-a', 32000)?.status; // 503: no ready pod of the Service on node-a
 */
export function healthAnswer(
  cluster: Cluster,
  node: string,
  port: number,
  { family, serviceProxyHealthy = true }: HealthQuestion = {},
): HealthAnswer | undefined {
  const service = healthCheckNodePorts(cluster).get(port);
  if (service === undefined) return undefined;
  const { namespace, name } = service.metadata;
  const localEndpoints = countLocalEndpoints(
    cluster,
    service,
    node,
    family ?? service.spec.ipFamilies[0] ?? 'IPv4',
  );
  return {
    status: localEndpoints > 0 && serviceProxyHealthy ? 200 : 503,
    service: { namespace, name },
    localEndpoints,
    serviceProxyHealthy,
    headers: {
      'Content-Type': 'application/json',
      'X-Content-Type-Options': 'nosniff',
      'X-Load-Balancing-Endpoint-Weight': String(localEndpoints),
    },
  };
}

/** The distinct addresses of ready endpoints on the node, over all ports of the Service. */
function countLocalEndpoints(cluster: Cluster, service: Service, node: string, family: IPFamily): number {
  const addresses = new Set<string>();
  for (const port of servicePortsOf(service)) {
    if (port.family !== family) continue;
    for (const endpoint of proxiedEndpointsOf(cluster.slicesOf(port.key), port)) {
      if (endpoint.isReady && endpoint.nodeName === node) addresses.add(endpoint.target.address);
    }
  }
  return addresses.size;
}

/** What the service proxy answers for itself. @public */
export interface ProxyHealth {
  /** `/healthz`: is this node fit to get traffic. */
  readonly healthz: 200 | 503;
  /** `/livez`: is the proxy itself fit. */
  readonly livez: 200 | 503;
}

const toBeDeleted = 'ToBeDeletedByClusterAutoscaler';

/**
 * What the service proxy of a node answers on its own health port: with stale rules it is not fit; a node that is being
 * deleted, or that the autoscaler is about to delete, should get no more traffic.
 *
 * @see kubernetes/kubernetes pkg/proxy/healthcheck/proxy_health.go; KEP-3836
 * @public
 * @example
 * proxyHealth(node).healthz; // 503 while the node carries a deletionTimestamp
 */
export function proxyHealth(node: Node, serviceProxyHealthy = true): ProxyHealth {
  const isLeaving =
    node.metadata.deletionTimestamp !== undefined ||
    node.spec.taints.some((taint) => taint.key === toBeDeleted);
  return {
    healthz: serviceProxyHealthy && !isLeaving ? 200 : 503,
    livez: serviceProxyHealthy ? 200 : 503,
  };
}

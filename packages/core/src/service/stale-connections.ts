import type { Cluster } from '../cluster/cluster.js';
import { proxiedEndpointsOf } from '../endpoints/service-endpoint.js';
import { servicePortsOf, type ServicePortInfo } from '../endpoints/service-port-info.js';
import type { Connection, Memory } from '../step/memory.js';
import { forgetUnlisted } from './affinity.js';
import { claimByAddress, claimByNodePort } from './claim.js';

/**
 * The memory once the service proxy of a node has brought its rules in line with a cluster that changed.
 *
 * What clients kept of endpoints that have left is forgotten. It clears the UDP connections for service ports that do not lead to an endpoint that serves, so that the next packet
 * is decided anew: UDP has no end by which the kernel would forget them. Connections of other protocols stay, and go on
 * to where they went, be anybody there or not.
 *
 * @see kubernetes/kubernetes pkg/proxy/conntrack/cleanup.go, CleanStaleEntries
 * @public
 * @example
 * afterSync(memory, cluster, cluster.apply(changedSlice), 'node-a');
 */
export function afterSync(memory: Memory, before: Cluster, after: Cluster, node: string): Memory {
  return withoutStale(forgetUnlisted(memory, after, node), before, after, node);
}

function withoutStale(memory: Memory, before: Cluster, after: Cluster, node: string): Memory {
  const connections = memory.connections.get(node);
  if (connections === undefined) return memory;
  const stale = [...connections].flatMap(([key, connection]) =>
    connection.packet.protocol === 'UDP' && isStale(connection, before, after) ? [key] : [],
  );
  if (stale.length === 0) return memory;
  return { ...memory, connections: memory.connections.set(node, connections.deleteAll(stale)) };
}

function isStale(connection: Connection, before: Cluster, after: Cluster): boolean {
  const ports = portsAskedBy(connection, after);
  return (
    ports.some((port) => !mayLeadTo(after, port, connection.endpoint.address)) ||
    portsAskedBy(connection, before).some((port) => isClearedWhenDeleted(connection, port, after))
  );
}

/** The service ports by whose addresses, or by whose node port at any address, a connection asked. */
function portsAskedBy({ packet }: Connection, cluster: Cluster): readonly ServicePortInfo[] {
  const question = { cluster, packet };
  return [claimByAddress(question), claimByNodePort(question)].flatMap((claim) => claim?.port ?? []);
}

/** Policies, hints and termination play no part: what serves stays. */
function mayLeadTo(cluster: Cluster, port: ServicePortInfo, address: string): boolean {
  const serving = proxiedEndpointsOf(cluster.slicesOf(port.key), port).filter(({ isServing }) => isServing);
  if (serving.length === 0) return !clearsWithoutEndpoint(cluster.platform.kubernetesMinor);
  return serving.some(({ target }) => target.address === address);
}

/**
 * Whether connections are cleared when no endpoint is left. Up to 1.31 every endpoint that left was an event; since 1.32
 * the connections are compared with what serves, which at first passed over service ports without endpoints.
 *
 * @see kubernetes/kubernetes issue 139628, pull requests 127318 and 139629
 */
function clearsWithoutEndpoint(kubernetesMinor: number): boolean {
  return kubernetesMinor < 32 || kubernetesMinor >= 37;
}

/**
 * Whether connections are cleared because their service port exists no more: up to 1.31 those for its cluster IP, then
 * none, until all are.
 *
 * @see kubernetes/kubernetes pull requests 127318 and 141371
 */
function isClearedWhenDeleted({ packet }: Connection, port: ServicePortInfo, after: Cluster): boolean {
  const { kubernetesMinor } = after.platform;
  const clears =
    kubernetesMinor >= 38 || (kubernetesMinor < 32 && port.clusterIP === packet.destination.address);
  return clears && !exists(after, port);
}

/** A service port is known by its Service, name and protocol. */
function exists(cluster: Cluster, { key, name, protocol, family }: ServicePortInfo): boolean {
  const service = cluster.get('Service', key);
  if (service === undefined) return false;
  return servicePortsOf(service).some(
    (port) => port.name === name && port.protocol === protocol && port.family === family,
  );
}

import type { Protocol } from '../../address/protocol.js';
import type { Cluster } from '../../cluster/cluster.js';
import type { Node } from '../../object/node.js';
import type { Service } from '../../object/service.js';

/** An address and port at which something in the cluster may answer. */
export interface Door {
  readonly address: string;
  readonly port: number;
  readonly protocol: Protocol;
}

/** The doors to a cluster from outside: load balancers, external IPs, node ports on some nodes, host ports. */
export function outsideDoors(cluster: Cluster): readonly Door[] {
  const nodes = nodeAddresses(cluster);
  return [
    ...cluster.infrastructure.flatMap(({ addresses, listeners }) =>
      addresses.flatMap((address) => listeners.map(({ port, protocol }) => ({ address, port, protocol }))),
    ),
    ...cluster
      .list('Service')
      .flatMap((service) => [
        ...at(service.spec.externalIPs, portsOf(service)),
        ...at(nodes, nodePortsOf(service)),
      ]),
    ...cluster.list('Pod').flatMap(({ spec, status: { hostIP } }) =>
      at(
        hostIP === undefined ? [] : [hostIP],
        spec.containers.flatMap(({ ports }) =>
          ports.flatMap(({ hostPort, protocol }) =>
            hostPort === undefined ? [] : [{ port: hostPort, protocol }],
          ),
        ),
      ),
    ),
  ];
}

/** The doors inside a cluster: cluster IPs, and the pods themselves. */
export function insideDoors(cluster: Cluster): readonly Door[] {
  return [
    ...cluster.list('Service').flatMap((service) =>
      at(
        service.spec.clusterIPs.filter((ip) => ip !== 'None'),
        portsOf(service),
      ),
    ),
    ...cluster.list('Pod').flatMap(({ spec, status }) =>
      at(
        status.podIPs,
        spec.containers.flatMap(({ ports }) => (ports.length === 0 ? undeclared : ports.map(declared))),
      ),
    ),
  ];
}

type DoorPort = Omit<Door, 'address'>;

const undeclared: readonly DoorPort[] = [{ port: 80, protocol: 'TCP' }];

function declared({
  containerPort: port,
  protocol,
}: {
  readonly containerPort: number;
  readonly protocol: Protocol;
}): DoorPort {
  return { port, protocol };
}

/** Of many nodes some are as good as all. */
const mostNodes = 5;

function nodeAddresses(cluster: Cluster): readonly string[] {
  return cluster
    .list('Node')
    .slice(0, mostNodes)
    .flatMap(({ status }: Node) => status.addresses)
    .filter(({ type }) => type === 'InternalIP' || type === 'ExternalIP')
    .map(({ address }) => address);
}

function portsOf({ spec }: Service): readonly DoorPort[] {
  return spec.ports;
}

function nodePortsOf({ spec }: Service): readonly DoorPort[] {
  const health = spec.healthCheckNodePort;
  return [
    ...spec.ports.flatMap(({ nodePort, protocol }) =>
      nodePort === undefined ? [] : [{ port: nodePort, protocol }],
    ),
    ...(health === undefined ? [] : [{ port: health, protocol: 'TCP' as const }]),
  ];
}

function at(addresses: readonly string[], ports: readonly DoorPort[]): readonly Door[] {
  return addresses.flatMap((address) => ports.map(({ port, protocol }) => ({ address, port, protocol })));
}

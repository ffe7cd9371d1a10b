import {
  internet,
  network,
  node,
  pod,
  workload,
  type Cluster,
  type Origin,
  type RequestInput,
} from '@kubehop/core';
import type { Asking } from './asking.js';

/** The request in terse form, as it is asked of a cluster. */
export function requestOf(asked: Asking, cluster: Cluster): RequestInput {
  const { address: connected, rest: given } = asked;
  return {
    ...given,
    ...(connected === null ? {} : { address: connected }),
    from: originOf(asked.from, cluster),
    url: urlOf(asked, cluster),
  };
}

function urlOf({ scheme, host: asked, port: wanted, target: path }: Asking, cluster: Cluster): string {
  if (typeof asked === 'string') return `${scheme}${asked}${wanted}${path}`;
  const doors = doorsOf(cluster);
  const door = doors[asked % doors.length] ?? { host: 'nowhere' };
  const name = door.host.includes(':') ? `[${door.host}]` : door.host;
  const own = door.port === undefined ? '' : `:${door.port}`;
  return `${scheme}${name}${wanted === '' ? own : wanted}${path}`;
}

function originOf(from: Asking['from'], cluster: Cluster): Origin {
  if (typeof from !== 'number') return from;
  const origins: readonly Origin[] = [
    internet(),
    network('10.0.0.200'),
    ...cluster.list('Node').map(({ metadata }) => node(metadata.name)),
    ...cluster.list('Pod').map(({ metadata }) => pod(metadata.namespace, metadata.name)),
    ...cluster
      .list('Deployment')
      .map(({ metadata }) => workload('Deployment', metadata.namespace, metadata.name)),
  ];
  return origins[from % origins.length] ?? internet();
}

/** A name or an address at which a cluster can be asked; without a port it is that of the scheme. */
interface Door {
  readonly host: string;
  readonly port?: number;
}

function doorsOf(cluster: Cluster): readonly Door[] {
  const nodes = cluster.list('Node').flatMap(({ status }) => status.addresses.map(({ address: own }) => own));
  return [
    ...cluster
      .list('Ingress')
      .flatMap(({ spec }) => spec.rules.map(({ host: name }) => ({ host: name ?? 'any' }))),
    ...cluster
      .list('Service')
      .flatMap(({ metadata, spec }) =>
        spec.ports.flatMap(({ port: own, nodePort }): readonly Door[] => [
          { host: metadata.name, port: own },
          { host: `${metadata.name}.${metadata.namespace}`, port: own },
          ...[...spec.clusterIPs, ...spec.externalIPs].map((ip) => ({ host: ip, port: own })),
          ...(nodePort === undefined ? [] : nodes.map((ip) => ({ host: ip, port: nodePort }))),
        ]),
      ),
    ...cluster.infrastructure.flatMap(({ addresses, listeners }) =>
      addresses.flatMap((ip) => listeners.map(({ port: own }) => ({ host: ip, port: own }))),
    ),
    ...cluster.list('Pod').flatMap(({ status }) => status.podIPs.map((ip) => ({ host: ip, port: 8080 }))),
    ...nodes.map((ip) => ({ host: ip })),
  ];
}

import * as fc from 'fast-check';
import type { Cluster } from '../../cluster/cluster.js';
import type { Service, ServicePort } from '../../object/service.js';
import { anyPath, type Destination } from './destination.js';
import { elementOf, picked } from '../element-of.js';
import { hostSpellings } from './host-spelling.js';

/** How a process in a cluster may name a Service: every part of the name that the search path may complete. */
const serviceNames: readonly ((service: string, namespace: string, domain: string) => string)[] = [
  (service) => service,
  (service, namespace) => `${service}.${namespace}`,
  (service, namespace) => `${service}.${namespace}.svc`,
  (service, namespace, domain) => `${service}.${namespace}.svc.${domain}`,
];

/** One of these Services by name, or one of its endpoints by a name below that. */
export function serviceDestination(
  cluster: Cluster,
  services: readonly Service[],
): fc.Arbitrary<Destination> {
  const { clusterDomain } = cluster.platform.dns;
  return fc
    .tuple(
      elementOf(services),
      fc.nat(),
      fc.nat(),
      fc.constantFrom(...serviceNames),
      fc.constantFrom(...hostSpellings),
    )
    .map(([service, portNumber, endpoint, nameOf, spell]): Destination => {
      const { namespace } = service.metadata;
      const { port, protocol } = picked(
        service.spec.ports.length > 0 ? service.spec.ports : noPorts,
        portNumber,
      );
      const name = picked(namesOf(cluster, service), endpoint);
      return {
        host: spell(nameOf(name, namespace, clusterDomain)),
        port,
        protocol,
        isInside: true,
        paths: anyPath,
      };
    });
}

/** What clients ask a Service for that has no ports of its own. */
const noPorts: readonly Pick<ServicePort, 'port' | 'protocol'>[] = [{ port: 80, protocol: 'TCP' }];

/** The name of a Service, and those of its endpoints that have one below it. */
function namesOf(cluster: Cluster, { metadata: { namespace, name } }: Service): readonly string[] {
  const endpoints = cluster.slicesOf(`${namespace}/${name}`).flatMap((slice) => slice.endpoints);
  return [
    name,
    ...endpoints.flatMap(({ hostname }) => (hostname === undefined ? [] : [`${hostname}.${name}`])),
  ];
}

import type { Service } from '../../../object/service.js';
import { nameBelow } from '../../name.js';
import { isHeadless } from './backend.js';
import { endpointName } from './endpoint-name.js';
import { readyCandidates } from './ready-candidates.js';
import { endpointsByAddress } from './slice-index.js';
import type { ServerView } from './view.js';

/** A name server of the zone, by name and address. */
export interface NameServer {
  readonly name: string;
  readonly address: string;
}

/** The label of the name server of a zone below the zone. @see coredns/coredns plugin/kubernetes/ns.go */
export const nameServerLabels = 'ns.dns';

/**
 * The name servers of a zone: the Services whose endpoints hold the addresses that the server is bound to, else those
 * addresses under a name of their own.
 *
 * @see coredns/coredns plugin/kubernetes/ns.go, nsAddrs
 */
export function nameServers(view: ServerView, zone: string): readonly NameServer[] {
  const services = servicesInFront(view);
  if (services === undefined) {
    return view.localIPs.map((address) => ({ name: nameBelow(zone, nameServerLabels), address }));
  }
  const servers = services.flatMap((service) => serversOf(view, service, zone));
  return [...new Map(servers.map((server) => [`${server.name} ${server.address}`, server])).values()];
}

/** The Services whose endpoints hold an address that the server is bound to; `undefined` where there is no such endpoint. */
export function servicesInFront({ cluster, localIPs }: ServerView): readonly Service[] | undefined {
  const slices = cluster.list('EndpointSlice');
  const endpoints = localIPs.flatMap((address) => endpointsByAddress(slices, address));
  if (endpoints.length === 0) return undefined;
  return endpoints.flatMap(
    ({ namespace, service }) => cluster.get('Service', `${namespace}/${service}`) ?? [],
  );
}

function serversOf({ cluster, plugin }: ServerView, service: Service, zone: string): readonly NameServer[] {
  const { namespace, name: own } = service.metadata;
  const name = nameBelow(zone, `${own}.${namespace}.svc`);
  if (!isHeadless(service)) return service.spec.clusterIPs.map((address) => ({ name, address }));
  return readyCandidates(cluster.slicesOf(`${namespace}/${own}`)).flatMap(({ endpoint, address }) =>
    endpoint === undefined
      ? []
      : [{ name: `${endpointName(endpoint, address, plugin.endpointPodNames)}.${name}`, address }],
  );
}

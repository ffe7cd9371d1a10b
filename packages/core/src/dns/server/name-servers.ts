import { endpointName } from './endpoint-name.js';
import { readyCandidates } from './find-service.js';
import { endpointsByAddress } from './slice-index.js';
import type { ServerView } from './view.js';

/** A name server of the zone, by name and address. */
export interface NameServer {
  readonly name: string;
  readonly address: string;
}

/**
 * The name servers of a zone: the Services whose endpoints hold the addresses that the server is bound to, else those
 * addresses under a name of their own.
 *
 * @see coredns/coredns plugin/kubernetes/ns.go, nsAddrs
 */
export function nameServers(view: ServerView, zone: string): readonly NameServer[] {
  const servers = view.localIPs.flatMap((address) =>
    endpointsByAddress(view.cluster.list('EndpointSlice'), address).flatMap(({ namespace, service }) =>
      serversOf(view, `${namespace}/${service}`, zone),
    ),
  );
  if (servers.length === 0) return view.localIPs.map((address) => ({ name: `ns.dns.${zone}`, address }));
  return [...new Map(servers.map((server) => [`${server.name} ${server.address}`, server])).values()];
}

function serversOf(view: ServerView, key: string, zone: string): readonly NameServer[] {
  const service = view.cluster.get('Service', key);
  if (service === undefined) return [];
  const name = `${service.metadata.name}.${service.metadata.namespace}.svc.${zone}`;
  if (service.spec.clusterIP !== 'None') return service.spec.clusterIPs.map((address) => ({ name, address }));
  return readyCandidates(view.cluster.slicesOf(key)).flatMap(({ endpoint, address }) =>
    endpoint === undefined
      ? []
      : [{ name: `${endpointName(endpoint, address, view.plugin.endpointPodNames)}.${name}`, address }],
  );
}

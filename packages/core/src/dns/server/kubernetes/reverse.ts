import { nameBelow } from '../../name.js';
import { reverseAddress } from '../../reverse-name.js';
import { endpointName } from './endpoint-name.js';
import { isNamespaceExposed } from './namespace-exposed.js';
import { endpointsByAddress } from './slice-index.js';
import type { ServerView } from './view.js';

/**
 * The names of an address: of the Service that has it as cluster IP, else of the Service endpoints that hold it.
 * `undefined` where the name is that of no address.
 *
 * @param name a full name in lower case
 * @see coredns/coredns plugin/kubernetes/reverse.go
 */
export function pointers(view: ServerView, name: string): readonly string[] | undefined {
  const address = reverseAddress(name);
  if (address === undefined) return undefined;
  const zone = view.plugin.zones.find((served) => !served.endsWith('.arpa.')) ?? '.';
  const service = view.cluster
    .servicesByAddress(address)
    .find(({ metadata, spec }) => spec.clusterIPs.includes(address) && isListed(view, metadata.namespace));
  if (service !== undefined) {
    return [nameBelow(zone, `${service.metadata.name}.${service.metadata.namespace}.svc`)];
  }
  if (view.plugin.noEndpoints) return [];
  const names = endpointsByAddress(view.cluster.list('EndpointSlice'), address)
    .filter(({ namespace }) => isListed(view, namespace))
    .map((holder) => {
      const own = endpointName(holder.endpoint, address, view.plugin.endpointPodNames);
      return nameBelow(zone, `${own}.${holder.service}.${holder.namespace}.svc`);
    });
  return [...new Set(names)];
}

/** Which namespaces are visible matters here only where the Corefile lists some. */
function isListed(view: ServerView, namespace: string): boolean {
  return view.plugin.namespaces.length === 0 || isNamespaceExposed(view, namespace);
}

import { parseIP } from '../../address/ip.js';
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
  const address = addressOf(name);
  if (address === undefined) return undefined;
  const zone = view.plugin.zones.find((served) => !served.endsWith('.arpa.')) ?? '.';
  const service = view.cluster
    .servicesByAddress(address)
    .find(({ metadata, spec }) => spec.clusterIPs.includes(address) && isListed(view, metadata.namespace));
  if (service !== undefined) return [`${service.metadata.name}.${service.metadata.namespace}.svc.${zone}`];
  if (view.plugin.noEndpoints) return [];
  const names = endpointsByAddress(view.cluster.list('EndpointSlice'), address)
    .filter(({ namespace }) => isListed(view, namespace))
    .map((holder) => {
      const own = endpointName(holder.endpoint, address, view.plugin.endpointPodNames);
      return `${own}.${holder.service}.${holder.namespace}.svc.${zone}`;
    });
  return [...new Set(names)];
}

/** Which namespaces are visible matters here only where the Corefile lists some. */
function isListed(view: ServerView, namespace: string): boolean {
  return view.plugin.namespaces.length === 0 || isNamespaceExposed(view, namespace);
}

const ipv4Suffix = '.in-addr.arpa.';
const ipv6Suffix = '.ip6.arpa.';
const nibbles = 32;

/** The address that a reverse name stands for. @see RFC 1035 section 3.5, RFC 3596 section 2.5 */
function addressOf(name: string): string | undefined {
  if (name.endsWith(ipv4Suffix)) {
    return parseIP(name.slice(0, -ipv4Suffix.length).split('.').reverse().join('.'))?.text;
  }
  if (!name.endsWith(ipv6Suffix)) return undefined;
  const digits = name.slice(0, -ipv6Suffix.length).split('.').reverse();
  if (digits.length !== nibbles || digits.some((digit) => digit.length !== 1)) return undefined;
  return parseIP(digits.join('').replaceAll(/(.{4})(?!$)/g, '$1:'))?.text;
}

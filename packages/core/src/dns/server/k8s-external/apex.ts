import { parseIP } from '../../../address/ip.js';
import type { DnsRecord } from '../../../trace/hop.js';
import type { Answer, Query } from '../../message.js';
import { isInZone, labelsBelow, nameBelow } from '../../name.js';
import { isHeadless, slicesOf } from '../kubernetes/backend.js';
import { servicesInFront } from '../kubernetes/name-servers.js';
import { readyCandidates } from '../kubernetes/ready-candidates.js';
import { externalAddresses } from './find-external.js';
import type { ExternalView } from './view.js';

const apex = { kind: 'apex' } as const;

/**
 * Answers at a zone of external addresses and below the label of its name server; `undefined` elsewhere.
 *
 * @see coredns/coredns plugin/k8s_external/apex.go
 */
export function apexAnswer(view: ExternalView, zone: string, query: Query): Answer | undefined {
  const { lower } = query;
  for (const served of view.plugin.zones) {
    if (lower === served) return atApex(view, zone, query);
    const below = nameBelow(served, view.plugin.apex);
    if (isInZone(lower, below)) {
      return belowApex(view, query, lower === below ? '' : labelsBelow(below, lower));
    }
  }
  return undefined;
}

function atApex(view: ExternalView, zone: string, { name, type }: Query): Answer {
  switch (type) {
    case 'SOA':
      return { rcode: 'NOERROR', records: [externalAuthority(view, zone)], finding: apex };
    case 'NS':
      return {
        rcode: 'NOERROR',
        records: [nameServer(view, zone)],
        additional: nameServerAddresses(view, nameBelow(name, `ns1.${view.plugin.apex}`)),
        finding: apex,
      };
    default:
      return { rcode: 'NOERROR', records: [], finding: apex };
  }
}

/** There is one name server, `ns1`, and nothing beside it. */
function belowApex(view: ExternalView, { name, type }: Query, labels: string): Answer {
  switch (labels) {
    case '':
      return { rcode: 'NOERROR', records: [], finding: { kind: 'empty' } };
    case 'ns1': {
      const records = nameServerAddresses(view, name).filter((record) => record.type === type);
      return { rcode: 'NOERROR', records, finding: { kind: 'name-server' } };
    }
    default:
      return { rcode: 'NXDOMAIN', records: [], finding: { kind: 'nothing', error: { kind: 'form' } } };
  }
}

/** The record that names the name server of the zone. */
export function nameServer({ plugin }: ExternalView, zone: string): DnsRecord {
  return { name: zone, type: 'NS', ttl: plugin.ttl, data: nameBelow(zone, `ns1.${plugin.apex}`) };
}

/**
 * The addresses at which the server is reached from outside, under one name: the external addresses of its Services;
 * without such a Service its own addresses.
 *
 * @see coredns/coredns plugin/kubernetes/ns.go, nsAddrs
 */
export function nameServerAddresses(view: ExternalView, name: string): readonly DnsRecord[] {
  const { plugin, kubernetes } = view;
  const services = servicesInFront(kubernetes);
  const addresses = services?.flatMap((service) =>
    plugin.headless && isHeadless(service)
      ? readyCandidates(slicesOf(kubernetes, service)).map(({ address }) => address)
      : externalAddresses(service).filter((address) => parseIP(address) !== undefined),
  );
  return [...new Set(addresses ?? kubernetes.localIPs)].map((data): DnsRecord => ({
    name,
    type: data.includes(':') ? 'AAAA' : 'A',
    ttl: plugin.ttl,
    data,
  }));
}

/** The SOA of a zone. The serial number is a time, of which the model has none. @see coredns/coredns plugin/k8s_external/apex.go, soa */
export function externalAuthority({ plugin: { apex: label, ttl } }: ExternalView, zone: string): DnsRecord {
  const [server, mailbox] = [nameBelow(zone, `ns1.${label}`), nameBelow(zone, `hostmaster.${label}`)];
  return { name: zone, type: 'SOA', ttl, data: `${server} ${mailbox} 1 7200 1800 86400 ${ttl}` };
}

import { parseIP } from '../../../address/ip.js';
import type { EndpointSlice } from '../../../object/endpoint-slice.js';
import type { DnsRecord } from '../../../trace/hop.js';
import { fullName, longestZone, lowerName, nameBelow } from '../../name.js';
import { addressRecord } from './address-answer.js';
import { authority } from './authority.js';
import { type Backend, isHeadless, slicesOf, virtualAddresses } from './backend.js';
import { endpointName } from './endpoint-name.js';
import { isNamespaceExposed } from './namespace-exposed.js';
import { nameServers } from './name-servers.js';
import { candidatesIn } from './ready-candidates.js';
import type { ServerView } from './view.js';

/**
 * Every record of a zone, between its SOA twice; Services come in the order of their names. `undefined` where the plugin
 * does not serve the zone.
 *
 * @param zone as spelled in the question
 * @see coredns/coredns plugin/kubernetes/xfr.go, Transfer
 */
export function transferred(view: ServerView, zone: string): readonly DnsRecord[] | undefined {
  const lower = lowerName(zone);
  if (longestZone(view.plugin.zones, lower) === undefined) return undefined;
  const soa = authority(view, zone);
  const servers = nameServers(view, zone);
  const names = [...new Set(servers.map(({ name }) => name))];
  const kind = longestZone(view.plugin.multicluster, lower) === undefined ? 'Service' : 'ServiceImport';
  const backends: readonly Backend[] = view.cluster.list(kind);
  return [
    ...soa,
    ...names.map((data): DnsRecord => ({ name: zone, type: 'NS', ttl: view.plugin.ttl, data })),
    ...servers.map(({ name, address }) => addressRecord(view, name, address)),
    ...[...backends].sort(byName).flatMap((backend) => recordsOf(view, zone, backend)),
    ...soa,
  ];
}

/** Equal names stay in the order of their namespaces. */
function byName({ metadata: { name: one } }: Backend, { metadata: { name: other } }: Backend): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function recordsOf(view: ServerView, zone: string, backend: Backend): readonly DnsRecord[] {
  const { namespace, name: own } = backend.metadata;
  if (!isNamespaceExposed(view, namespace)) return [];
  const name = nameBelow(zone, `${own}.${namespace}.svc`);
  if (backend.kind === 'Service' && backend.spec.type === 'ExternalName') {
    const { externalName = '' } = backend.spec;
    if (externalName === '' || parseIP(externalName) !== undefined) return [];
    return [{ name, type: 'CNAME', ttl: view.plugin.ttl, data: fullName(externalName) }];
  }
  return isHeadless(backend)
    ? slicesOf(view, backend).flatMap((slice) => endpointRecords(view, name, slice))
    : virtualRecords(view, name, backend);
}

/** A named port has a name of its own, and every port is listed under the name of the Service too. */
function virtualRecords(view: ServerView, name: string, backend: Backend): readonly DnsRecord[] {
  const { ttl } = view.plugin;
  const services = backend.spec.ports.flatMap(({ name: port, protocol, port: number }) =>
    [name, ...portName(name, port, protocol)].map((owner): DnsRecord => ({
      name: owner,
      type: 'SRV',
      ttl,
      data: `0 100 ${number} ${name}`,
    })),
  );
  return [...virtualAddresses(backend).map((address) => addressRecord(view, name, address)), ...services];
}

/** Weights are shared among the addresses of a slice; names of endpoints lack the cluster that they are asked for with. */
function endpointRecords(view: ServerView, name: string, slice: EndpointSlice): readonly DnsRecord[] {
  const { endpointPodNames, ttl } = view.plugin;
  const candidates = candidatesIn(slice);
  const addresses = new Map<string, DnsRecord[]>();
  const weight = Math.max(1, Math.floor(100 / new Set(candidates.map(({ address }) => address)).size));
  for (const { endpoint, address, port } of candidates) {
    if (endpoint === undefined) continue;
    const own = `${endpointName(endpoint, address, endpointPodNames)}.${name}`;
    const records = addresses.get(address) ?? [
      addressRecord(view, name, address),
      addressRecord(view, own, address),
    ];
    addresses.set(address, records);
    if (port.port === undefined) continue;
    const data = `0 ${weight} ${port.port} ${own}`;
    for (const owner of portName(name, port.name, port.protocol)) {
      records.push({ name: owner, type: 'SRV', ttl, data });
    }
  }
  return [...addresses.values()].flat();
}

/** Ports without name have none in DNS either. @see kubernetes/dns docs/specification.md section 2.3.2 */
function portName(name: string, port: string, protocol: string): readonly string[] {
  return port === '' ? [] : [`_${port.toLowerCase()}._${protocol.toLowerCase()}.${name}`];
}

import type { IPFamily } from '../../address/ip.js';
import type { DnsRecord } from '../../trace/hop.js';
import type { Candidate, ClusterFinding } from '../finding.js';
import type { AddressType, Answer, QuestionType, Rcode } from '../message.js';
import { fullName, isInZone, lowerName } from '../name.js';
import { endpointName } from './endpoint-name.js';
import { lookUp, nameServerLabels, type Lookup } from './find.js';
import { nameServers } from './name-servers.js';
import { pointers } from './reverse.js';
import type { ServerView } from './view.js';

/** The version of the schema that the server follows. @see kubernetes/dns docs/specification.md section 2.2 */
const schemaVersion = { data: '1.1.0', ttl: 28800 };

/**
 * Answers a question about a name of the server's own zones.
 *
 * @see coredns/coredns plugin/kubernetes/handler.go, plugin/backend_lookup.go
 */
export function answerTo(view: ServerView, lookup: Lookup, type: QuestionType): Answer {
  switch (type) {
    case 'A':
    case 'AAAA':
      return addresses(view, lookup, type, []);
    case 'CNAME':
      return lookup.finding.kind === 'alias'
        ? found(lookup, [aliasRecord(view, lookup, lookup.finding)])
        : none(lookup);
    case 'SRV':
      return services(view, lookup);
    case 'PTR':
      return pointer(view, lookup);
    case 'TXT':
      return text(lookup);
    case 'NS':
      return lookup.finding.kind === 'apex' ? nameServerRecords(view, lookup) : none(lookup);
    case 'SOA':
      // Below the apex it is never looked up: even a name that does not exist gets no name error.
      return lookup.finding.kind === 'apex' ? found(lookup, [authority(view, lookup)]) : found(lookup, []);
    case 'AXFR':
    case 'IXFR':
      return { rcode: 'REFUSED', records: [], finding: lookup.finding };
    case 'MX':
    case 'HINFO':
      return none(lookup);
    default:
      return type satisfies never;
  }
}

function found(lookup: Lookup, records: readonly DnsRecord[]): Answer {
  return { rcode: 'NOERROR', records, finding: lookup.finding };
}

/** No record of the type: the name exists without it, or does not exist. */
function none({ finding }: Lookup): Answer {
  return { rcode: finding.kind === 'nothing' ? 'NXDOMAIN' : 'NOERROR', records: [], finding };
}

function addresses(view: ServerView, lookup: Lookup, type: AddressType, aliases: readonly Lookup[]): Answer {
  const { finding } = lookup;
  switch (finding.kind) {
    case 'service':
    case 'pod':
      return found(lookup, addressRecords(view, lookup.name, finding.candidates, type));
    case 'alias':
      return followed(view, lookup, finding, type, aliases);
    case 'name-server':
      return found(
        lookup,
        nameServers(view, lookup.zone).flatMap(({ address }) =>
          addressRecord(view, lookup.name, address, type),
        ),
      );
    case 'apex':
    case 'empty':
    case 'nothing':
      return none(lookup);
    default:
      return finding satisfies never;
  }
}

function addressRecords(
  view: ServerView,
  name: string,
  candidates: readonly Candidate[],
  type: AddressType,
): readonly DnsRecord[] {
  const { ttl } = view.plugin;
  return distinctAddresses(candidates)[type].map((data): DnsRecord => ({ name, type, ttl, data }));
}

type AddressesByType = { readonly [T in AddressType]: readonly string[] };

const remembered = new WeakMap<readonly Candidate[], AddressesByType>();

function distinctAddresses(candidates: readonly Candidate[]): AddressesByType {
  let distinct = remembered.get(candidates);
  if (distinct === undefined) {
    const ofFamily = (family: IPFamily): readonly string[] => [
      ...new Set(candidates.flatMap((candidate) => (candidate.family === family ? [candidate.address] : []))),
    ];
    distinct = { A: ofFamily('IPv4'), AAAA: ofFamily('IPv6') };
    remembered.set(candidates, distinct);
  }
  return distinct;
}

function addressRecord(
  view: ServerView,
  name: string,
  data: string,
  type?: AddressType,
): readonly DnsRecord[] {
  const own: AddressType = data.includes(':') ? 'AAAA' : 'A';
  return type === undefined || type === own ? [{ name, type: own, ttl: view.plugin.ttl, data }] : [];
}

type Alias = Extract<ClusterFinding, { kind: 'alias' }>;

function aliasRecord(view: ServerView, { name }: Lookup, { service }: Alias): DnsRecord {
  return { name, type: 'CNAME', ttl: view.plugin.ttl, data: fullName(service.spec.externalName ?? '') };
}

/** CoreDNS gives up on longer chains. */
const longestChain = 8;

/**
 * Follows an alias. Inside the zone it is resolved in place, and dropped where it leads nowhere or in a circle; outside
 * of it the server asks on, and the alias stays whatever comes of that.
 *
 * @see coredns/coredns plugin/backend_lookup.go, A
 */
function followed(
  view: ServerView,
  lookup: Lookup,
  finding: Alias,
  type: AddressType,
  aliases: readonly Lookup[],
): Answer {
  const record = aliasRecord(view, lookup, finding);
  if (isInZone(lowerName(record.data), lowerName(lookup.zone))) {
    const next = lookUp(view, record.data);
    const isLoop = aliases.some(({ name }) => lowerName(name) === lowerName(lookup.name));
    if (next === undefined || isLoop || aliases.length === longestChain) return found(lookup, []);
    const target = addresses(view, next, type, [...aliases, lookup]);
    const records = target.records.length === 0 ? [] : [record, ...target.records];
    return { rcode: settled(target.rcode), records, finding, target };
  }
  const target = askAny(view, record.data, type);
  return { rcode: settled(target.rcode), records: [record, ...target.records], finding, target };
}

/** The answer holds an alias in any case, so only not knowing where it leads is passed on. */
function settled(rcode: Rcode): Rcode {
  return rcode === 'UNKNOWN' ? 'UNKNOWN' : 'NOERROR';
}

/** Answers a question about any name: the server's own zones first, then whoever comes next. */
function askAny(view: ServerView, name: string, type: QuestionType): Answer {
  const lookup = lookUp(view, name);
  return lookup === undefined ? view.upstream({ name, type }) : passedOn(view, lookup, type);
}

/** Answers a question about a name of the own zones; a name error may fall through, or be a failure as yet. */
export function passedOn(view: ServerView, lookup: Lookup, type: QuestionType): Answer {
  const answer = answerTo(view, lookup, type);
  if (answer.rcode !== 'NXDOMAIN') return answer;
  const { name } = lookup;
  if (view.plugin.fallthrough.some((zone) => isInZone(lowerName(name), zone)))
    return view.upstream({ name, type });
  return view.isSynced ? answer : { ...answer, rcode: 'SERVFAIL' };
}

/**
 * SRV: one record for each target and port, all of the same weight.
 *
 * The weight is shared over the candidates before equal ones become one.
 * @see coredns/coredns plugin/backend_lookup.go, SRV
 */
function services(view: ServerView, lookup: Lookup): Answer {
  const { finding } = lookup;
  if (finding.kind !== 'service' && finding.kind !== 'pod') return none(lookup);
  const { candidates } = finding;
  const weight = Math.max(1, Math.floor(100 / candidates.length));
  const records = new Map<string, DnsRecord>();
  const additional = new Map<string, DnsRecord>();
  for (const candidate of candidates) {
    if (candidate.port.port === undefined) continue;
    const target = targetOf(view, lookup.zone, finding, candidate);
    const data = `0 ${weight} ${candidate.port.port} ${target}`;
    records.set(data, { name: lookup.name, type: 'SRV', ttl: view.plugin.ttl, data });
    for (const record of addressRecord(view, target, candidate.address)) {
      additional.set(`${target} ${candidate.address}`, record);
    }
  }
  return { ...found(lookup, [...records.values()]), additional: [...additional.values()] };
}

function targetOf(
  view: ServerView,
  zone: string,
  finding: Extract<ClusterFinding, { kind: 'service' | 'pod' }>,
  { endpoint, address }: Candidate,
): string {
  if (finding.kind === 'pod') return `${finding.name}.${finding.namespace}.pod.${zone}`;
  const { name, namespace } = finding.service.metadata;
  const service = `${name}.${namespace}.svc.${zone}`;
  return endpoint === undefined
    ? service
    : `${endpointName(endpoint, address, view.plugin.endpointPodNames)}.${service}`;
}

/** PTR of an address; on names that are no address there is none. */
function pointer(view: ServerView, lookup: Lookup): Answer {
  const targets = pointers(view, lowerName(lookup.name));
  if (targets === undefined) return none(lookup);
  const records = targets.map((data): DnsRecord => ({
    name: lookup.name,
    type: 'PTR',
    ttl: view.plugin.ttl,
    data,
  }));
  return records.length === 0 ? { ...none(lookup), rcode: 'NXDOMAIN' } : found(lookup, records);
}

/** TXT: the version of the schema, and nothing anywhere else. */
function text(lookup: Lookup): Answer {
  const { name, zone, finding } = lookup;
  if (lowerName(name) === `dns-version.${lowerName(zone)}`) {
    return found(lookup, [{ name, type: 'TXT', ...schemaVersion }]);
  }
  const hasRecords = finding.kind === 'service' || finding.kind === 'pod' || finding.kind === 'alias';
  return hasRecords ? none(lookup) : { ...none(lookup), rcode: 'NXDOMAIN' };
}

function nameServerRecords(view: ServerView, lookup: Lookup): Answer {
  const { name, zone } = lookup;
  const servers = nameServers(view, zone);
  const records = new Map(
    servers.map(({ name: data }) => [data, { name, type: 'NS', ttl: view.plugin.ttl, data } as const]),
  );
  return {
    ...found(lookup, [...records.values()]),
    additional: servers.flatMap((server) => addressRecord(view, server.name, server.address)),
  };
}

/** Negative answers are remembered for no longer than this many seconds. */
const longestNegativeTtl = 300;

/**
 * The SOA of a zone, its own answer and the authority of negative ones. The serial number is a time, of which the model
 * has none.
 *
 * @see coredns/coredns plugin/kubernetes/kubernetes.go, plugin/backend_lookup.go, SOA
 */
export function authority({ plugin: { ttl } }: ServerView, { zone }: Lookup): DnsRecord {
  const data = `${nameServerLabels}.${zone} hostmaster.${zone} 1 7200 1800 86400 ${ttl}`;
  return { name: zone, type: 'SOA', ttl: Math.min(ttl, longestNegativeTtl), data };
}

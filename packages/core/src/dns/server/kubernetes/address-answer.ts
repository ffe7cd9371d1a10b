import type { IPFamily } from '../../../address/ip.js';
import type { DnsRecord } from '../../../trace/hop.js';
import type { Candidate, KubernetesFinding } from '../../finding.js';
import type { AddressType, Answer } from '../../message.js';
import { fullName, isInZone, lowerName } from '../../name.js';
import { found, none } from './bare-answer.js';
import { lookUp, type Lookup } from './find.js';
import { nameServers } from './name-servers.js';
import type { ServerView } from './view.js';

/** Answers a question for addresses. @see coredns/coredns plugin/backend_lookup.go, A and AAAA */
export function addressAnswer(view: ServerView, lookup: Lookup, type: AddressType): Answer {
  return addresses(view, lookup, type, []);
}

function addresses(view: ServerView, lookup: Lookup, type: AddressType, aliases: readonly string[]): Answer {
  const { finding } = lookup;
  switch (finding.kind) {
    case 'service':
    case 'pod':
      return found(lookup, addressRecords(view, lookup.name, finding.candidates, type));
    case 'alias':
      return followed(view, lookup, finding, type, aliases);
    case 'name-server':
      return found(lookup, nameServerAddresses(view, lookup, type));
    case 'apex':
    case 'empty':
    case 'nothing':
      return none(lookup);
    default:
      return finding satisfies never;
  }
}

function nameServerAddresses(
  view: ServerView,
  { name, zone }: Lookup,
  type: AddressType,
): readonly DnsRecord[] {
  return nameServers(view, zone)
    .map(({ address }) => addressRecord(view, name, address))
    .filter((record) => record.type === type);
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

/** The record of one address, of the type that goes with its family. */
export function addressRecord({ plugin }: ServerView, name: string, data: string): DnsRecord {
  return { name, type: data.includes(':') ? 'AAAA' : 'A', ttl: plugin.ttl, data };
}

type Alias = Extract<KubernetesFinding, { kind: 'alias' }>;

/** The record of an ExternalName Service. */
export function aliasRecord(view: ServerView, { name }: Lookup, { service }: Alias): DnsRecord {
  return { name, type: 'CNAME', ttl: view.plugin.ttl, data: fullName(service.spec.externalName ?? '') };
}

/** CoreDNS gives up on longer chains. @see coredns/coredns plugin/backend_lookup.go, maxCnameChainLength */
const longestChain = 11;

/**
 * Follows an alias. Inside the zone it is dropped where it leads nowhere or in a circle; outside of it the server asks
 * itself, as any client might, and the alias stays whatever comes of that.
 *
 * @see coredns/coredns plugin/backend_lookup.go, A
 */
function followed(
  view: ServerView,
  lookup: Lookup,
  finding: Alias,
  type: AddressType,
  aliases: readonly string[],
): Answer {
  const name = lowerName(lookup.name);
  if (aliases.includes(name) || aliases.length === longestChain) return found(lookup, []);
  const record = aliasRecord(view, lookup, finding);
  const isInside = isInZone(lowerName(record.data), lowerName(lookup.zone));
  const next = isInside ? lookUp(view, record.data) : undefined;
  const target =
    next === undefined
      ? view.resolve({ name: record.data, type })
      : addresses(view, next, type, [...aliases, name]);
  const isDropped = isInside && target.records.length === 0;
  return {
    rcode: target.rcode === 'UNKNOWN' ? 'UNKNOWN' : 'NOERROR',
    records: isDropped ? [] : [record, ...target.records],
    finding,
    target,
  };
}

import type { DnsRecord } from '../../../trace/hop.js';
import type { Answer, QuestionType } from '../../message.js';
import { lowerName, nameBelow } from '../../name.js';
import { addressAnswer, addressRecord, aliasRecord } from './address-answer.js';
import { authority } from './authority.js';
import { found, none } from './bare-answer.js';
import type { Lookup } from './find.js';
import { nameServers } from './name-servers.js';
import { pointers } from './reverse.js';
import { serviceAnswer } from './service-answer.js';
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
      return addressAnswer(view, lookup, type);
    case 'CNAME':
      return lookup.finding.kind === 'alias'
        ? found(lookup, [aliasRecord(view, lookup, lookup.finding)])
        : none(lookup);
    case 'SRV':
      return serviceAnswer(view, lookup);
    case 'PTR':
      return pointer(view, lookup);
    case 'TXT':
      return text(lookup);
    case 'NS':
      return lookup.finding.kind === 'apex' ? nameServerRecords(view, lookup) : none(lookup);
    case 'SOA':
      // Below the apex it is never looked up: even a name that does not exist gets no name error.
      return found(lookup, lookup.finding.kind === 'apex' ? authority(view, lookup.zone) : []);
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
  if (lowerName(name) === nameBelow(lowerName(zone), 'dns-version')) {
    return found(lookup, [{ name, type: 'TXT', ...schemaVersion }]);
  }
  const hasRecords = finding.kind === 'service' || finding.kind === 'pod' || finding.kind === 'alias';
  return hasRecords ? none(lookup) : { ...none(lookup), rcode: 'NXDOMAIN' };
}

function nameServerRecords(view: ServerView, lookup: Lookup): Answer {
  const { name, zone } = lookup;
  const servers = nameServers(view, zone);
  const names = [...new Set(servers.map((server) => server.name))];
  return {
    ...found(
      lookup,
      names.map((data): DnsRecord => ({ name, type: 'NS', ttl: view.plugin.ttl, data })),
    ),
    additional: servers.map((server) => addressRecord(view, server.name, server.address)),
  };
}

import type { DnsRecord } from '../../../trace/hop.js';
import type { Answer } from '../../message.js';
import type { Lookup } from './find.js';

/** A name that exists, with these records. */
export function found(lookup: Lookup, records: readonly DnsRecord[]): Answer {
  return { rcode: 'NOERROR', records, finding: lookup.finding };
}

/** No record of the type: the name exists without it, or does not exist. */
export function none({ finding }: Lookup): Answer {
  return { rcode: finding.kind === 'nothing' ? 'NXDOMAIN' : 'NOERROR', records: [], finding };
}

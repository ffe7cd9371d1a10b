import type { AskPlugin } from '../message.js';
import type { DnsRecord } from '../../trace/hop.js';
import { longestZone } from '../name.js';
import type { TransferPlugin } from './corefile/transfer-plugin.js';

/** A plugin that can give a whole zone away; `undefined` where the zone is none of its own. */
export type Transferer = (zone: string) => readonly DnsRecord[] | undefined;

/**
 * The `transfer` plugin: gives zones to who may have them; every other question is for the next plugin. What changed since
 * a serial number is not known, so an incremental transfer is a whole one.
 *
 * @see coredns/coredns plugin/transfer/transfer.go, ServeDNS
 */
export function transferPlugin(
  { zones, to }: TransferPlugin,
  transferers: readonly Transferer[],
  next: AskPlugin,
): AskPlugin {
  return (query) => {
    const { name, lower, type, client = '' } = query;
    const isTransfer = type === 'AXFR' || type === 'IXFR';
    if (!isTransfer || longestZone(zones, lower) === undefined) return next(query);
    const finding = { kind: 'apex' } as const;
    if (!to.includes('*') && !to.includes(client)) return { rcode: 'REFUSED', records: [], finding };
    for (const transferer of transferers) {
      const records = transferer(name);
      if (records !== undefined) return { rcode: 'NOERROR', records, finding };
    }
    return next(query);
  };
}

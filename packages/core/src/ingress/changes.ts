import { contentChanges } from '../step/content-changes.js';
import type { Packet } from '../request/packet.js';
import type { Change } from '../trace/change.js';

/** What a proxy changed between the connection that it ended and the one that it opened. */
export function changesBetween(before: Packet, after: Packet): readonly Change[] {
  return [
    {
      kind: 'connection',
      field: 'source',
      from: before.source.address,
      to: after.source.address,
    },
    {
      kind: 'connection',
      field: 'destination',
      from: `${before.destination.address}:${before.destination.port}`,
      to: `${after.destination.address}:${after.destination.port}`,
    },
    ...contentChanges(before, after),
  ];
}

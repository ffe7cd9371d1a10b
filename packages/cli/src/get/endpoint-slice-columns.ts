import type { EndpointSlice } from '@kubehop/core';
import type { Column } from '../output/table.js';

/** The most addresses in a cell that is not wide. */
const most = 3;

/** What kubectl shows for a slice without ports or endpoints. */
const unset = '<unset>';

/** EndpointSlices as kubectl shows them. @see kubernetes/kubernetes pkg/printers/internalversion/printers.go, printEndpointSlice */
export function endpointSliceColumns(isWide: boolean): readonly Column<EndpointSlice>[] {
  return [
    { header: 'NAME', cell: (slice) => slice.metadata.name },
    { header: 'ADDRESSTYPE', cell: (slice) => slice.addressType },
    { header: 'PORTS', cell: portsText },
    { header: 'ENDPOINTS', cell: (slice) => endpointsText(slice, isWide ? Infinity : most) },
  ];
}

function portsText({ ports }: EndpointSlice): string {
  return ports.length === 0
    ? unset
    : ports.map(({ port }) => (port === undefined ? '*' : String(port))).join(',');
}

function endpointsText({ endpoints }: EndpointSlice, limit: number): string {
  const addresses = endpoints.flatMap((endpoint) => endpoint.addresses);
  if (addresses.length === 0) return unset;
  const more = addresses.length > limit ? ` + ${addresses.length - limit} more...` : '';
  return `${addresses.slice(0, limit).join(',')}${more}`;
}

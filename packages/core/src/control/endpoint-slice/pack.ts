import type { Endpoint, EndpointPort, EndpointSlice } from '../../object/endpoint-slice.js';
import { endpointKey, portsKey, sameEndpoint } from './same-endpoint.js';

/** Endpoints of one address family with the same ports: they may share slices. */
export interface EndpointGroup {
  readonly addressType: 'IPv4' | 'IPv6';
  readonly ports: readonly EndpointPort[];
  readonly endpoints: readonly Endpoint[];
}

/**
 * The slices that hold these groups, with as little change of the existing ones as may be. A slice in which nothing
 * changes is the same value as before; a group without endpoints gets one empty slice.
 *
 * @see kubernetes/endpointslice reconciler.go, reconcileByPortMapping
 */
export function packEndpoints(
  groups: readonly EndpointGroup[],
  existing: readonly EndpointSlice[],
  maximum: number,
  newSlice: (group: EndpointGroup, endpoints: readonly Endpoint[]) => EndpointSlice,
): readonly EndpointSlice[] {
  return groups.flatMap((group) => {
    const ports = portsKey(group.ports);
    const held = existing.filter(
      (slice) => slice.addressType === group.addressType && portsKey(slice.ports) === ports,
    );
    return packGroup(group, held, maximum, (endpoints) => newSlice(group, endpoints));
  });
}

/** A slice on the way to what it will be. */
interface Draft {
  readonly slice: EndpointSlice;
  readonly endpoints: Endpoint[];
  changed: boolean;
}

function packGroup(
  group: EndpointGroup,
  existing: readonly EndpointSlice[],
  maximum: number,
  newSlice: (endpoints: readonly Endpoint[]) => EndpointSlice,
): readonly EndpointSlice[] {
  if (group.endpoints.length === 0) {
    const [first] = existing;
    if (first === undefined) return [newSlice([])];
    return [first.endpoints.length === 0 ? first : { ...first, endpoints: [] }];
  }
  const waiting = new Map(group.endpoints.map((endpoint) => [endpointKey(endpoint), endpoint]));
  const drafts = existing.map((slice) => draftOf(slice, waiting));
  const rest = [...waiting.values()];
  for (const draft of drafts) {
    if (draft.changed) draft.endpoints.push(...rest.splice(0, maximum - draft.endpoints.length));
  }
  const added: EndpointSlice[] = [];
  while (rest.length > 0) {
    const roomy = fullestWithRoom(drafts, rest.length, maximum);
    if (roomy === undefined) added.push(newSlice(rest.splice(0, maximum)));
    else {
      roomy.endpoints.push(...rest.splice(0));
      roomy.changed = true;
    }
  }
  return [
    ...drafts
      .filter(({ endpoints }) => endpoints.length > 0)
      .map(({ slice, endpoints, changed }) => (changed ? { ...slice, endpoints } : slice)),
    ...added,
  ];
}

/** What stays of a slice; the endpoints it keeps are taken out of `waiting`. */
function draftOf(slice: EndpointSlice, waiting: Map<string, Endpoint>): Draft {
  const draft: Draft = { slice, endpoints: [], changed: false };
  for (const held of slice.endpoints) {
    const key = endpointKey(held);
    const wanted = waiting.get(key);
    waiting.delete(key);
    const same = wanted !== undefined && sameEndpoint(held, wanted);
    if (!same) draft.changed = true;
    if (wanted !== undefined) draft.endpoints.push(same ? held : wanted);
  }
  return draft;
}

function fullestWithRoom(drafts: readonly Draft[], wanted: number, maximum: number): Draft | undefined {
  let fullest: Draft | undefined;
  for (const draft of drafts) {
    const { length } = draft.endpoints;
    if (length > 0 && length + wanted <= maximum && length > (fullest?.endpoints.length ?? 0))
      fullest = draft;
  }
  return fullest;
}

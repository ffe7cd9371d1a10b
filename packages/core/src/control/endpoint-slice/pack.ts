import type { Endpoint, EndpointPort, EndpointSlice } from '../../object/endpoint-slice.js';
import { portsKey, sameEndpoint } from './same-endpoint.js';

/** Endpoints of one address family with the same ports: they may share slices. */
export interface EndpointGroup {
  readonly addressType: 'IPv4' | 'IPv6';
  readonly ports: readonly EndpointPort[];
  readonly endpoints: readonly Endpoint[];
}

/** How slices are filled. */
export interface Packing {
  /** How many endpoints a slice takes at most. */
  readonly maximum: number;
  /** What tells the endpoints of a group apart. */
  readonly keyOf: (endpoint: Endpoint) => string;
  readonly newSlice: (group: EndpointGroup, endpoints: readonly Endpoint[]) => EndpointSlice;
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
  packing: Packing,
): readonly EndpointSlice[] {
  return groups.flatMap((group) => packGroup(group, slicesOf(group, existing), packing));
}

function slicesOf(
  { addressType, ports }: EndpointGroup,
  slices: readonly EndpointSlice[],
): readonly EndpointSlice[] {
  if (slices.length === 0) return slices;
  const key = portsKey(ports);
  return slices.filter((slice) => slice.addressType === addressType && portsKey(slice.ports) === key);
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
  { maximum, keyOf, newSlice }: Packing,
): readonly EndpointSlice[] {
  if (group.endpoints.length === 0) {
    const [first] = existing;
    if (first === undefined) return [newSlice(group, [])];
    return [first.endpoints.length === 0 ? first : { ...first, endpoints: [] }];
  }
  const waiting = new Map(group.endpoints.map((endpoint) => [keyOf(endpoint), endpoint]));
  const drafts = existing.map((slice) => draftOf(slice, waiting, keyOf));
  const rest = [...waiting.values()];
  for (const draft of drafts) {
    if (draft.changed) draft.endpoints.push(...rest.splice(0, maximum - draft.endpoints.length));
  }
  const added: EndpointSlice[] = [];
  while (rest.length > 0) {
    const roomy = fullestWithRoom(drafts, rest.length, maximum);
    if (roomy === undefined) added.push(newSlice(group, rest.splice(0, maximum)));
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
function draftOf(slice: EndpointSlice, waiting: Map<string, Endpoint>, keyOf: Packing['keyOf']): Draft {
  const draft: Draft = { slice, endpoints: [], changed: false };
  for (const held of slice.endpoints) {
    const key = keyOf(held);
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

import type { Cluster } from '../../cluster/cluster.js';
import type { Endpoint } from '../../object/endpoint-slice.js';
import type { Service } from '../../object/service.js';
import type { EndpointGroup } from './pack.js';
import { zoneCapacity } from './zone-capacity.js';

/** How much more than its even share an endpoint may have to bear. */
const overload = 0.2;

/**
 * Whether the Service has the annotation of topology aware routing: `Auto` or `auto`, any other value is off. The
 * older of the two annotations goes first.
 *
 * @see kubernetes/endpointslice utils.go, hintsEnabled
 * @public
 */
export function wantsTopologyHints(service: Service): boolean {
  const { annotations } = service.metadata;
  const mode =
    annotations['service.kubernetes.io/topology-aware-hints'] ??
    annotations['service.kubernetes.io/topology-mode'];
  return mode === 'Auto' || mode === 'auto';
}

/**
 * The groups with zone hints in proportion to the CPU of the zones: each ready endpoint is for its own zone, and zones
 * with more than their share lend to those with less. No hints where the shares can't be met.
 *
 * @see kubernetes/endpointslice topologycache/topologycache.go, AddHints
 */
export function withTopologyHints(
  cluster: Cluster,
  groups: readonly EndpointGroup[],
): readonly EndpointGroup[] {
  const shares = zoneCapacity(cluster.list('Node'));
  return [...new Set(groups.map((group) => group.addressType))].flatMap((family) => {
    const ofFamily = groups.filter((group) => group.addressType === family);
    const zones =
      shares &&
      assignZones(
        ofFamily.flatMap((group) => group.endpoints),
        shares,
      );
    return zones === undefined ? ofFamily : ofFamily.map((group) => hinted(group, zones));
  });
}

function hinted(group: EndpointGroup, zones: ReadonlyMap<Endpoint, string>): EndpointGroup {
  return {
    ...group,
    endpoints: group.endpoints.map((endpoint) => {
      const zone = zones.get(endpoint);
      return zone === undefined ? endpoint : { ...endpoint, hints: { forZones: [zone], forNodes: [] } };
    }),
  };
}

/** The zone that each ready endpoint is for; undefined when hints can't be given. */
function assignZones(
  endpoints: readonly Endpoint[],
  shares: ReadonlyMap<string, number>,
): ReadonlyMap<Endpoint, string> | undefined {
  const ready = endpoints.filter(({ conditions }) => conditions.ready === true);
  const wanted = allocate(ready.length, shares);
  if (wanted === undefined) return undefined;
  const assigned = new Map<Endpoint, string>();
  const held = new Map<string, number>();
  for (const endpoint of ready) {
    const { zone = '' } = endpoint;
    if (zone === '') return undefined;
    assigned.set(endpoint, zone);
    held.set(zone, (held.get(zone) ?? 0) + 1);
  }
  const { giving, receiving } = exchanges(wanted, held);
  for (const [endpoint, zone] of assigned) {
    const [receiver] = receiving;
    if (receiver === undefined) break;
    const index = giving.indexOf(zone);
    if (index < 0) continue;
    assigned.set(endpoint, receiver);
    giving.splice(index, 1);
    receiving.shift();
  }
  return assigned;
}

/** How many endpoints each zone should have; undefined when that would overload one. */
function allocate(
  endpoints: number,
  shares: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> | undefined {
  if (shares.size > endpoints) return undefined;
  let minimumTotal = 0;
  const wanted = new Map<string, number>();
  for (const [zone, share] of shares) {
    const desired = share * endpoints;
    const minimum = Math.ceil(desired * (1 / (1 + overload)));
    minimumTotal += minimum;
    wanted.set(zone, Math.max(desired, minimum));
  }
  return minimumTotal > endpoints ? undefined : wanted;
}

/** Which zones give an endpoint away, and which get one; a zone stands in the list once for each. */
function exchanges(
  wanted: ReadonlyMap<string, number>,
  held: ReadonlyMap<string, number>,
): { readonly giving: string[]; readonly receiving: string[] } {
  const surplus = new Map<string, number>();
  const need = new Map<string, number>();
  for (const [zone, desired] of wanted) {
    const count = held.get(zone) ?? 0;
    if (count > desired) surplus.set(zone, count - desired);
    else if (count < desired) need.set(zone, desired - count);
  }
  const giving: string[] = [];
  const receiving: string[] = [];
  for (;;) {
    const [giver, more] = most(surplus);
    const [receiver, less] = most(need);
    if ((more < 1 && less < 1) || more < 0.5 || less < 0.5) return { giving, receiving };
    giving.push(giver);
    surplus.set(giver, more - 1);
    receiving.push(receiver);
    need.set(receiver, less - 1);
  }
}

function most(zones: ReadonlyMap<string, number>): readonly [zone: string, number: number] {
  let best: readonly [string, number] = ['', 0];
  for (const entry of zones) if (entry[1] > best[1]) best = entry;
  return best;
}

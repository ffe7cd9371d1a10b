import type { Cluster } from '../cluster/cluster.js';
import { zoneOf } from '../control/node/zone.js';
import type { Hop } from '../trace/hop.js';
import type { Check } from './check.js';
import type { WayExpectation } from './expectation.js';

/** What an expectation says of the zones that the packets of a request go through. */
export function zoneChecks(cluster: Cluster, { crossesZone }: WayExpectation): readonly Check[] {
  if (crossesZone === undefined) return [];
  return [
    {
      member: 'crossesZone',
      expected: 'stays in one zone',
      instead: ({ hops }) => crossingIn(cluster, hops),
      told: (hops) => {
        const last = lastNode(hops);
        const whereNow = zoneAt(cluster, last) ?? last ?? '';
        return crossingIn(cluster, hops) === undefined ? whereNow : 'crossed';
      },
    },
  ];
}

/** The first packet that goes from zone to zone, or between nodes of which it is not known. */
function crossingIn(cluster: Cluster, hops: readonly Hop[]): string | undefined {
  let from: string | undefined;
  for (const hop of hops) {
    const to = nodeOf(hop);
    if (to === undefined) continue;
    if (from !== undefined && from !== to) {
      const crossing = crossingText(from, zoneAt(cluster, from), to, zoneAt(cluster, to));
      if (crossing !== undefined) return crossing;
    }
    from = to;
  }
  return undefined;
}

function crossingText(
  from: string,
  zone: string | undefined,
  to: string,
  next: string | undefined,
): string | undefined {
  if (zone !== undefined && zone === next) return undefined;
  const text = `goes from node ${from} (${zone ?? 'no zone'}) to node ${to} (${next ?? 'no zone'})`;
  return zone === undefined || next === undefined ? `may cross a zone: ${text}` : text;
}

function lastNode(hops: readonly Hop[]): string | undefined {
  return hops
    .map(nodeOf)
    .reverse()
    .find((node) => node !== undefined);
}

function nodeOf({ place }: Hop): string | undefined {
  if (place.kind === 'node') return place.name;
  return place.kind === 'pod' && place.node !== '' ? place.node : undefined;
}

function zoneAt(cluster: Cluster, name: string | undefined): string | undefined {
  const node = name === undefined ? undefined : cluster.get('Node', name);
  return node === undefined ? undefined : zoneOf(node);
}

import type { Node } from '../../object/node.js';
import { isReady } from '../../object/readiness.js';
import { zoneOf } from '../node/zone.js';

const controlPlaneLabels = ['node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/master'];

const remembered = new WeakMap<readonly Node[], ReadonlyMap<string, number> | 'insufficient'>();

/**
 * The share of each zone in the allocatable CPU of the ready worker nodes, sorted by zone; undefined with fewer than
 * two zones, or when a node does not tell its zone or CPU.
 *
 * @see kubernetes/endpointslice topologycache/topologycache.go, SetNodes
 * @public
 */
export function zoneCapacity(nodes: readonly Node[]): ReadonlyMap<string, number> | undefined {
  let capacity = remembered.get(nodes);
  if (capacity === undefined) {
    capacity = measure(nodes) ?? 'insufficient';
    remembered.set(nodes, capacity);
  }
  return capacity === 'insufficient' ? undefined : capacity;
}

function measure(nodes: readonly Node[]): ReadonlyMap<string, number> | undefined {
  const perZone = new Map<string, number>();
  let total = 0;
  for (const node of nodes) {
    if (controlPlaneLabels.some((label) => label in node.metadata.labels) || !isReady(node)) continue;
    const zone = zoneOf(node) ?? '';
    const cpu = cores(node.status.allocatable['cpu'] ?? '0');
    if (zone === '' || cpu === 0) return undefined;
    perZone.set(zone, (perZone.get(zone) ?? 0) + cpu);
    total += cpu;
  }
  if (perZone.size < 2) return undefined;
  return new Map([...perZone].sort(([a], [b]) => (a < b ? -1 : 1)).map(([zone, cpu]) => [zone, cpu / total]));
}

const scale: Readonly<Record<string, number>> = { n: 1e-9, u: 1e-6, m: 1e-3, '': 1, k: 1e3 };

/** An amount of CPU such as `4` or `3920m` in cores; 0 for what is none. @see kubernetes/apimachinery pkg/api/resource/quantity.go */
function cores(quantity: string): number {
  const [, number = '0', unit = ''] = /^(\d+(?:\.\d*)?|\.\d+)([numk]?)$/.exec(quantity) ?? [];
  return Number(number) * (scale[unit] ?? 0);
}

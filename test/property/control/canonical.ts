import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import type { KubernetesObject } from '../../../packages/core/src/object/object.js';
import { objectsOf } from './world.js';

/**
 * A cluster but for what was allocated in it: addresses, ports, nodes, and the ends of generated names give way to
 * words, and what is then equal counts. Pods of an owner are told apart by nothing, as their names are generated.
 */
export function canonical(cluster: Cluster): readonly string[] {
  const rename = renaming(cluster);
  return [...objectsOf(cluster), ...cluster.infrastructure].map((value) => text(value, rename)).sort();
}

/** Generated names lead to the name of their owner. */
function renaming(cluster: Cluster): (word: string) => string {
  const owners = new Map<string, string>();
  for (const object of objectsOf(cluster)) {
    const owner = ownerOf(object);
    if (owner !== undefined) owners.set(object.metadata.name, `some of ${owner}`);
  }
  return (word) => owners.get(word) ?? word;
}

function ownerOf(object: KubernetesObject): string | undefined {
  const owner = object.metadata.ownerReferences.find((reference) => reference.controller);
  const generates =
    object.kind === 'EndpointSlice' || (object.kind === 'Pod' && owner?.kind !== 'StatefulSet');
  return generates ? owner?.name : undefined;
}

const allocated = /^(?:10\.\d+\.\d+\.\d+|198\.51\.100\.\d+|node-\d|zone-[ab])$/;
const numbers = new Set(['nodePort', 'targetPort', 'healthCheckNodePort']);
const chosen = new Set(['uid', 'nodeName', 'zone']);

function text(value: unknown, rename: (word: string) => string): string {
  return JSON.stringify(value, (field: string, each: unknown) => {
    if (chosen.has(field)) return 'chosen';
    if (numbers.has(field) && typeof each === 'number' && each >= 30_086) return 'allocated';
    if (Array.isArray(each) && field === 'endpoints') {
      return each.map((endpoint: unknown) => text(endpoint, rename)).sort();
    }
    if (typeof each !== 'string') return each;
    return allocated.test(each) ? 'allocated' : rename(each);
  });
}

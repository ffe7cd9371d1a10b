import { isInCIDR } from '../address/cidr.js';
import type { Cluster } from '../cluster/cluster.js';
import type { Memory } from '../step/memory.js';
import type { Flight } from '../step/step.js';

/** Gives flights that continue equally the same text. */
export type StateKey = (flight: Flight, memory: Memory) => string;

/**
 * Makes the key under which `traceAll` merges flights.
 *
 * Two flights continue equally when position, packet and memory are equal. A packet for a pod that a node has
 * masqueraded continues equally whatever node it was, as long as no range that the cluster speaks of tells the nodes'
 * addresses apart: so that thousands of nodes in front of a Service do not multiply its branches.
 */
export function stateKeyOf(cluster: Cluster): StateKey {
  const ranges = rangesIn(cluster);
  const memories = new Map<Memory, number>();
  const classes = new Map<string, string>();
  const classOf = (address: string): string => {
    const known = classes.get(address);
    if (known !== undefined) return known;
    const isNode = cluster.nodeByAddress(address) !== undefined;
    const text = isNode
      ? `node ${ranges.map((range) => (isInCIDR(range, address) ? '1' : '0')).join('')}`
      : address;
    classes.set(address, text);
    return text;
  };
  return (flight, memory) => {
    const number = memories.get(memory) ?? memories.size;
    memories.set(memory, number);
    const text = JSON.stringify([flight.at, flight.departure, flight.packet, number]);
    const source = flight.packet.source.address;
    if (!isForPod(cluster, flight)) return text;
    const asClass = classOf(source);
    return asClass === source ? text : text.replaceAll(JSON.stringify(source), JSON.stringify(asClass));
  };
}

function isForPod(cluster: Cluster, flight: Flight): boolean {
  return flight.at.kind === 'pod' || cluster.podByAddress(flight.packet.destination.address) !== undefined;
}

const cidrPattern = /[0-9a-fA-F.:]+\/\d{1,3}/g;

const remembered = new WeakMap<Cluster, readonly string[]>();

/** Every range that some object of the cluster decides by. */
export function rangesIn(cluster: Cluster): readonly string[] {
  let ranges = remembered.get(cluster);
  if (ranges === undefined) {
    ranges = readRanges(cluster);
    remembered.set(cluster, ranges);
  }
  return ranges;
}

function readRanges(cluster: Cluster): readonly string[] {
  const ranges = new Set<string>();
  for (const service of cluster.list('Service')) {
    for (const range of service.spec.loadBalancerSourceRanges) ranges.add(range);
  }
  for (const policy of cluster.list('NetworkPolicy')) {
    for (const rule of [...policy.spec.ingress, ...policy.spec.egress]) {
      for (const peer of rule.peers ?? []) {
        if (peer.ipBlock === undefined) continue;
        ranges.add(peer.ipBlock.cidr);
        for (const except of peer.ipBlock.except) ranges.add(except);
      }
    }
  }
  const texts = [
    ...cluster.list('Ingress').flatMap((ingress) => Object.values(ingress.metadata.annotations)),
    ...cluster.list('ConfigMap').flatMap((map) => Object.values(map.data)),
  ];
  for (const text of texts) {
    for (const [range] of text.matchAll(cidrPattern)) ranges.add(range);
  }
  return [...ranges].sort();
}

import { cidrSize, nthAddress, parseCIDR } from '../../address/cidr.js';
import type { Cluster } from '../../cluster/cluster.js';
import type { Write } from '../../cluster/write.js';
import type { Node } from '../../object/node.js';

/** The network itself and the node's own end of the pod network stand before the first pod, the broadcast address behind the last. */
const before = 2;
const behind = 1;

/** As far as one look searches a range that is as good as full. */
const farthest = 65_536;

/** Hands out the addresses of one node's ranges, one of each to a pod. @public */
export interface PodAddresses {
  /** The addresses for the next pod; undefined when a range has none left. */
  readonly next: () => readonly string[] | undefined;
  /** What has to be remembered, so that an address comes again only after all the others had their turn. */
  readonly counts: () => readonly Write[];
}

/** @see containernetworking/plugins plugins/ipam/host-local/backend/allocator/allocator.go: round robin @public */
export function podAddressesOf(cluster: Cluster, node: Node): PodAddresses {
  const ranges = node.spec.podCIDRs.map((cidr) => rangeOf(cluster, node, cidr));
  return {
    next() {
      const addresses: string[] = [];
      for (const range of ranges) {
        const address = range.next();
        if (address === undefined) return undefined;
        addresses.push(address);
      }
      return addresses.length > 0 ? addresses : undefined;
    },
    counts: () => ranges.flatMap((range) => range.counts()),
  };
}

interface Range {
  readonly next: () => string | undefined;
  readonly counts: () => readonly Write[];
}

function rangeOf(cluster: Cluster, node: Node, text: string): Range {
  const cidr = parseCIDR(text);
  const size = cidr === undefined ? 0 : cidrSize(cidr) - before - behind;
  const counter = `addresses/${node.metadata.name}/${text}`;
  const first = cluster.counter(counter);
  let count = first;
  return {
    next() {
      for (let tries = Math.min(size, farthest); tries > 0 && count - first < size; tries--) {
        const address = cidr && nthAddress(cidr, before + (count++ % size));
        if (address !== undefined && cluster.podByAddress(address.text) === undefined) return address.text;
      }
      return undefined;
    },
    counts: () => (count > first ? [{ kind: 'count', counter, value: count }] : []),
  };
}

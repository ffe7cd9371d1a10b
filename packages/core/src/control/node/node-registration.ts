import { cidrSize, nthAddress, nthSubnet, parseCIDR } from '../../address/cidr.js';
import type { ClusterChange } from '../../cluster/change.js';
import type { Cluster } from '../../cluster/cluster.js';
import type { Write } from '../../cluster/write.js';
import type { StringMap } from '../../object/metadata.js';
import type { Condition, Node, NodeAddress } from '../../object/node.js';
import { isSameValue } from '../../object/same-value.js';
import type { Controller } from '../controller.js';

/**
 * Gives a node that was written by hand what its kubelet, the cloud and the node controllers would have reported: the
 * usual labels, an InternalIP, a share of each pod range, the condition Ready. What it says itself stays.
 *
 * @see kubernetes/kubernetes pkg/controller/nodeipam/ipam/range_allocator.go; kubernetes/cloud-provider controllers/node
 */
export const nodeRegistration: Controller = {
  name: 'node-registration',
  // Each address and range is taken before the next one is looked for.
  serial: true,
  keysFor,
  reconcile(cluster, key) {
    const node = cluster.get('Node', key);
    if (node === undefined || isRegistered(node)) return [];
    const { metadata, spec, status } = node;
    const shares = spec.podCIDRs.length > 0 ? [] : sharesFor(cluster);
    const address = status.addresses.length > 0 ? undefined : addressFor(cluster);
    const registered: Node = {
      ...node,
      metadata: {
        ...metadata,
        labels: { ...usualLabels, 'kubernetes.io/hostname': key, ...metadata.labels },
      },
      spec: shares.length === 0 ? spec : { ...spec, podCIDRs: shares.map(({ text }) => text) },
      status: {
        ...status,
        conditions: status.conditions.length > 0 ? status.conditions : ready,
        addresses: address === undefined ? status.addresses : addressesOf(node, address.text),
      },
    };
    if (isSameValue(node, registered)) return [];
    const counts = [...shares, ...(address === undefined ? [] : [address])].map(({ count }) => count);
    return [{ kind: 'put', object: registered }, ...counts];
  },
};

function* keysFor(change: ClusterChange): Generator<string> {
  for (const object of change.added) if (object.kind === 'Node') yield object.metadata.name;
  for (const { to } of change.updated) if (to.kind === 'Node') yield to.metadata.name;
}

/** @see kubernetes/website content/en/docs/reference/labels-annotations-taints/_index.md */
const usualLabels: StringMap = { 'kubernetes.io/arch': 'amd64', 'kubernetes.io/os': 'linux' };

const ready: readonly Condition[] = [{ type: 'Ready', status: 'True' }];

/** Whether a node says all of it itself, as those that are made up do. */
function isRegistered({ metadata: { labels }, spec, status }: Node): boolean {
  return (
    spec.podCIDRs.length > 0 &&
    status.addresses.length > 0 &&
    status.conditions.length > 0 &&
    'kubernetes.io/hostname' in labels &&
    Object.keys(usualLabels).every((label) => label in labels)
  );
}

function addressesOf(node: Node, internal: string): readonly NodeAddress[] {
  return [
    { type: 'InternalIP', address: internal },
    { type: 'Hostname', address: node.metadata.name },
  ];
}

/** Something that was handed out, and the count of what was handed out so far. */
interface Allocated {
  readonly text: string;
  readonly count: Write;
}

/** One share of each pod range that has one left. */
function sharesFor(cluster: Cluster): readonly Allocated[] {
  const { podCIDRs, nodeMask } = cluster.platform;
  const held = (share: string): boolean =>
    cluster.list('Node').some(({ spec }) => spec.podCIDRs.includes(share));
  return podCIDRs.flatMap((range) => {
    const cidr = parseCIDR(range);
    if (cidr === undefined) return [];
    const mask = nodeMask[cidr.family];
    if (mask < cidr.prefixLength) return [];
    return nextOf(cluster, `node-ranges/${range}`, (n) => nthSubnet(cidr, mask, n)?.text, held) ?? [];
  });
}

/** As far below the first node as machines of other uses are taken to stand: the router, for one. */
const firstHost = 11;

function addressFor(cluster: Cluster): Allocated | undefined {
  const { internalCIDR } = cluster.platform.nodes;
  const cidr = parseCIDR(internalCIDR);
  if (cidr === undefined) return undefined;
  const last = cidrSize(cidr) - 2;
  const nth = (n: number): string | undefined =>
    firstHost + n <= last ? nthAddress(cidr, firstHost + n)?.text : undefined;
  const held = (address: string): boolean => cluster.nodeByAddress(address) !== undefined;
  return nextOf(cluster, `node-addresses/${internalCIDR}`, nth, held);
}

/** The next one that nobody holds; undefined at the end. */
function nextOf(
  cluster: Cluster,
  counter: string,
  nth: (n: number) => string | undefined,
  held: (text: string) => boolean,
): Allocated | undefined {
  for (let n = cluster.counter(counter); ; n++) {
    const text = nth(n);
    if (text === undefined) return undefined;
    if (!held(text)) return { text, count: { kind: 'count', counter, value: n + 1 } };
  }
}

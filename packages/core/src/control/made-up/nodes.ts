import type { Platform } from '../../cluster/platform.js';
import type { Node, NodeAddress } from '../../object/node.js';
import type { Pod } from '../../object/pod.js';
import { nodesOf } from '../../provider/nodes.js';

/**
 * The nodes of a cluster that was given without any: those of the platform, or the ones that pods are on when these have
 * other names, as in a dump of pods alone.
 */
export function madeUpNodes(platform: Platform, pods: readonly Pod[]): readonly Node[] {
  const usual = nodesOf(platform);
  const hosts = hostsOf(pods);
  const known = new Set(usual.map((node) => node.metadata.name));
  if (hosts.every(({ name }) => known.has(name))) return usual;
  const others = nodesOf({
    ...platform,
    nodes: { ...platform.nodes, count: hosts.length, controlPlane: false },
  });
  return others.map((node, index) => hostedBy(node, hosts[index]));
}

/** What pods tell of their node. */
interface Host {
  readonly name: string;
  readonly address: string | undefined;
}

function hostsOf(pods: readonly Pod[]): readonly Host[] {
  const hosts = new Map<string, Host>();
  for (const { spec, status } of pods) {
    const { nodeName: name } = spec;
    if (name !== undefined) hosts.set(name, { name, address: hosts.get(name)?.address ?? status.hostIP });
  }
  return [...hosts.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function hostedBy(node: Node, host: Host | undefined): Node {
  if (host === undefined) return node;
  const { name, address } = host;
  const { metadata, status } = node;
  const addresses = status.addresses.map((entry): NodeAddress => {
    if (entry.type === 'Hostname') return { type: 'Hostname', address: name };
    return entry.type === 'InternalIP' && address !== undefined ? { type: 'InternalIP', address } : entry;
  });
  return {
    ...node,
    metadata: {
      ...metadata,
      name,
      uid: `node-${name}`,
      labels: { ...metadata.labels, 'kubernetes.io/hostname': name },
    },
    status: { ...status, addresses },
  };
}

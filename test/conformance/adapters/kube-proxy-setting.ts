import { bareMetal, createCluster, type Cluster, type ProxySettings } from '@kubehop/core';
import type { ProxyCase, ProxyCaseCluster, ProxyCaseObject, ProxyMode } from './kube-proxy-case.js';

/** A case made into a cluster, with what no object says about its nodes. */
export interface ProxySetting {
  readonly cluster: Cluster;
  readonly facts: ProxyCaseCluster;
  readonly mode: ProxyMode;
  /** The addresses of a node's interfaces, where the case tells them. */
  readonly interfacesOf: (node: string) => readonly string[] | undefined;
}

/** The modes of the service proxy for which a case holds. */
export function modesOf(facts: ProxyCaseCluster): readonly ProxyMode[] {
  return facts.proxyFlags === undefined ? (facts.proxyModes ?? ['iptables', 'nftables']) : ['iptables'];
}

/**
 * The cluster of a case in one mode. Objects of kube-proxy's tests are taken as they are; to those of the rig the control
 * plane derives the slices, as it did there.
 */
export function settingOf(proxyCase: ProxyCase, facts: ProxyCaseCluster, mode: ProxyMode): ProxySetting {
  const isRig = facts.proxyFlags !== undefined;
  const objects = (proxyCase.objects ?? []).map((object) => withDetectedRange(object, facts));
  const cluster = createCluster(objects, {
    // A service proxy alone takes ranges that no platform has: none at all, or too small for its nodes.
    platform: {
      ...bareMetal({ proxy: isRig ? proxyOfFlags(facts) : proxyOfFacts(facts, mode), egressNat: false }),
      podCIDRs: isRig ? clusterCIDRs(facts) : (facts.podCIDRs ?? []),
      serviceCIDRs: facts.serviceCIDRs ?? (facts.serviceCIDR === undefined ? [] : [facts.serviceCIDR]),
    },
    admission: 'skip',
    // The rig had no kubelet: pods are what their status says.
    settle: isRig ? ['endpointslice', 'endpointslicemirroring'] : 'never',
  });
  const interfacesOf = (node: string): readonly string[] | undefined =>
    isRig ? rigInterfaces(cluster, proxyCase, facts, node) : facts.nodeIPs?.[node];
  return { cluster, facts, mode, interfacesOf };
}

function proxyOfFacts(facts: ProxyCaseCluster, mode: ProxyMode): Partial<ProxySettings> {
  return {
    mode,
    masqueradeAll: facts.masqueradeAll ?? false,
    detectLocal: facts.localDetector ?? 'ClusterCIDR',
    nodePortAddresses: facts.nodePortAddresses ?? null,
    localhostNodePorts: facts.localhostNodePorts ?? true,
  };
}

function proxyOfFlags(facts: ProxyCaseCluster): Partial<ProxySettings> {
  const detector = clusterCIDRs(facts).length === 0 ? 'none' : 'ClusterCIDR';
  return {
    mode: 'iptables',
    masqueradeAll: facts.proxyFlags?.includes('--masquerade-all') ?? false,
    detectLocal: facts.proxyFlags?.includes('--detect-local-mode=NodeCIDR') ? 'NodeCIDR' : detector,
    nodePortAddresses: flag(facts, 'nodeport-addresses')?.split(',') ?? null,
  };
}

function clusterCIDRs(facts: ProxyCaseCluster): readonly string[] {
  return flag(facts, 'cluster-cidr')?.split(',') ?? [];
}

function flag({ proxyFlags = [] }: ProxyCaseCluster, name: string): string | undefined {
  return proxyFlags.find((text) => text.startsWith(`--${name}=`))?.slice(name.length + 3);
}

/** Where a case detects by the range of the node, `podCIDRs` is that range. */
function withDetectedRange(object: ProxyCaseObject, facts: ProxyCaseCluster): ProxyCaseObject {
  const isDetected =
    facts.localDetector === 'NodeCIDR' && object.kind === 'Node' && object.metadata.name === facts.node;
  return isDetected ? { ...object, spec: { ...object.spec, podCIDRs: facts.podCIDRs } } : object;
}

/** A node of the rig has its InternalIPs, further addresses, and one that a note says is bound to all nodes. */
function rigInterfaces(
  cluster: Cluster,
  { note }: ProxyCase,
  facts: ProxyCaseCluster,
  node: string,
): readonly string[] {
  const internal = (cluster.get('Node', node)?.status.addresses ?? []).flatMap(({ type, address }) =>
    type === 'InternalIP' ? [address] : [],
  );
  const bound = /^(\S+) is a local address of both nodes/.exec(note ?? '')?.[1] ?? [];
  return [...internal, ...(facts.nodes?.[node]?.otherIPs ?? []), '127.0.0.1', '::1'].concat(bound);
}

import type { Cluster } from '../../cluster/cluster.js';
import type { Pod } from '../../object/pod.js';
import { clusterDnsAddress } from '../cluster-dns.js';
import { mergeOptions } from './resolv-conf.js';
import type { ResolvConf } from './resolv-conf.js';

/**
 * The resolver file of a pod.
 *
 * @public
 * @example
 * resolvConf(cluster, pod).searches; // ['shop.svc.cluster.local', 'svc.cluster.local', 'cluster.local']
 */
export function resolvConf(cluster: Cluster, pod: Pod): ResolvConf {
  const address = clusterDnsAddress(cluster);
  return podResolvConf(pod, {
    clusterDomain: cluster.platform.dns.clusterDomain,
    clusterDNS: address === undefined ? [] : [address],
    node: nodeResolvConf(cluster),
    nodeIPs: [],
    kubernetesMinor: cluster.platform.kubernetesMinor,
  });
}

/** The resolver file of every node, as the platform states it. */
export function nodeResolvConf(cluster: Cluster): ResolvConf {
  const { nameservers, search, ndots } = cluster.platform.dns.nodeResolvConf;
  return {
    nameservers,
    searches: search,
    options: ndots === 1 ? [] : [{ name: 'ndots', value: `${ndots}` }],
  };
}

/** What the kubelet of a node knows when it writes the resolver file of a pod. @public */
export interface KubeletDns {
  readonly clusterDomain: string;
  readonly clusterDNS: readonly string[];
  /** The node's own resolver file; `null` where the kubelet is told to use none. */
  readonly node: ResolvConf | null;
  readonly nodeIPs: readonly string[];
  /** The minor version of Kubernetes 1.x. */
  readonly kubernetesMinor: number;
}

const mostNameservers = 3;
const longestDomain = 253;
/** KEP-2595 raised the limits of the search list. */
const expandedSince = 28;

/**
 * The resolver file that the kubelet writes for a pod: what its dnsPolicy gives, then its dnsConfig, within the limits.
 *
 * @see kubernetes/kubernetes pkg/kubelet/network/dns/dns.go, GetPodDNS
 * @see kubernetes/website concepts/services-networking/dns-pod-service.md
 * @public
 */
export function podResolvConf(pod: Pod, kubelet: KubeletDns): ResolvConf {
  const { nameservers, searches, options } = withDnsConfig(byPolicy(pod, kubelet), pod);
  return {
    nameservers: nameservers.slice(0, mostNameservers),
    searches: withinLimits(searches, kubelet.kubernetesMinor),
    options,
  };
}

/** Whether names of the cluster are asked of the cluster's DNS: on the network of the host only when told so. */
export function usesClusterDns({ spec: { dnsPolicy, hostNetwork } }: Pod): boolean {
  return dnsPolicy === 'ClusterFirstWithHostNet' || (dnsPolicy === 'ClusterFirst' && !hostNetwork);
}

function byPolicy(pod: Pod, kubelet: KubeletDns): ResolvConf {
  const { clusterDomain, clusterDNS, node } = kubelet;
  if (pod.spec.dnsPolicy === 'None') return { nameservers: [], searches: [], options: [] };
  if (!usesClusterDns(pod) || clusterDNS.length === 0) return ofNode(kubelet);
  const cluster = [`${pod.metadata.namespace}.svc.${clusterDomain}`, `svc.${clusterDomain}`, clusterDomain];
  return {
    nameservers: clusterDNS,
    searches: distinct([...cluster, ...(node?.searches ?? [])]),
    options: [{ name: 'ndots', value: '5' }],
  };
}

function withDnsConfig(conf: ResolvConf, pod: Pod): ResolvConf {
  const { dnsConfig } = pod.spec;
  if (dnsConfig === undefined) return conf;
  return {
    nameservers: distinct([...conf.nameservers, ...dnsConfig.nameservers]),
    searches: distinct([...conf.searches, ...dnsConfig.searches]),
    options: mergeOptions(conf.options, dnsConfig.options),
  };
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

/** @see kubernetes/kubernetes pkg/kubelet/network/dns/dns.go, formDNSSearchFitsLimits */
function withinLimits(searches: readonly string[], kubernetesMinor: number): readonly string[] {
  const [most, characters] = kubernetesMinor >= expandedSince ? [32, 2048] : [6, 256];
  const kept: string[] = [];
  let line = -1;
  for (const domain of searches.slice(0, most)) {
    if (domain.length > longestDomain) continue;
    line += domain.length + 1;
    if (line > characters) break;
    kept.push(domain);
  }
  return kept;
}

/** Where the kubelet uses no resolver file, the loopback addresses and the root as search domain keep pods from asking. */
function ofNode({ node, nodeIPs }: KubeletDns): ResolvConf {
  if (node !== null) return node;
  const nameservers = nodeIPs.map((address) => (address.includes(':') ? '::1' : '127.0.0.1'));
  return {
    nameservers: nameservers.length === 0 ? ['127.0.0.1'] : nameservers,
    searches: ['.'],
    options: [],
  };
}

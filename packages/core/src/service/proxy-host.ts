import { isLoopback } from '../address/classify.js';
import { familyOf, parseIPSloppy, type IPFamily } from '../address/ip.js';
import type { Cluster } from '../cluster/cluster.js';
import type { Platform, ProxySettings } from '../cluster/platform.js';
import type { TopologyNode } from '../endpoints/topology.js';
import type { Node } from '../object/node.js';
import { localDetector, type LocalDetector } from './local-detector.js';
import { includesLoopback, nodePortAddresses, type NodePortAddresses } from './node-port-addresses.js';

/** The service proxy of a node: what it knows of its node, and how it is set. */
export interface ProxyHost {
  readonly topology: TopologyNode;
  readonly settings: ProxySettings;
  readonly kubernetesMinor: number;
  readonly serviceCIDRs: readonly string[];
  /** The addresses of the node's interfaces. */
  readonly interfaces: ReadonlySet<string>;
  readonly families: Readonly<Record<IPFamily, ProxyHostFamily>>;
}

/** What the proxy of one family knows. */
export interface ProxyHostFamily {
  /** The address of the node that the proxy goes by. */
  readonly nodeIP: string | undefined;
  readonly nodePorts: NodePortAddresses;
  /** Whether loopback addresses serve node ports. */
  readonly nodePortsOnLoopback: boolean;
  /** How pods are told from others; undefined: they cannot be told. */
  readonly detector: LocalDetector | undefined;
}

interface Remembered {
  readonly platform: Platform;
  readonly host: ProxyHost;
}

const remembered = new WeakMap<Node, Remembered>();

/** The service proxy of a node, remembered as long as node and platform are the same values. */
export function proxyHostOf(cluster: Cluster, nodeName: string): ProxyHost {
  const { platform } = cluster;
  const node = cluster.get('Node', nodeName);
  if (node === undefined) return proxyHost(nodeName, undefined, platform, loopbacks);
  const known = remembered.get(node);
  if (known?.platform === platform) return known.host;
  const host = proxyHost(nodeName, node, platform, interfacesOf(node));
  remembered.set(node, { platform, host });
  return host;
}

const loopbacks: readonly string[] = ['127.0.0.1', '::1'];

/**
 * The addresses that a node is taken to have on its interfaces: its InternalIPs, and loopback. ExternalIPs are
 * translated on their way to the node, unless it has no others.
 */
export function interfacesOf(node: Node): readonly string[] {
  const ofType = (type: 'InternalIP' | 'ExternalIP'): readonly string[] =>
    node.status.addresses.flatMap((entry) => (entry.type === type ? [entry.address] : []));
  const internal = ofType('InternalIP');
  return [...(internal.length > 0 ? internal : ofType('ExternalIP')), ...loopbacks];
}

/** The service proxy of a node with these interface addresses; the first of a family is the one that the proxy goes by. */
export function proxyHost(
  name: string,
  node: Node | undefined,
  platform: Platform,
  interfaces: readonly string[],
): ProxyHost {
  const addresses = interfaces.map((text) => parseIPSloppy(text)?.text ?? text);
  return {
    topology: {
      name,
      zone: node?.metadata.labels['topology.kubernetes.io/zone'],
      usesNodeHints: platform.kubernetesMinor >= firstMinorWithNodeHints,
    },
    settings: platform.proxy,
    kubernetesMinor: platform.kubernetesMinor,
    serviceCIDRs: platform.serviceCIDRs,
    interfaces: new Set(addresses),
    families: {
      IPv4: hostFamily('IPv4', node, platform, addresses),
      IPv6: hostFamily('IPv6', node, platform, addresses),
    },
  };
}

/** The gate PreferSameTrafficDistribution is on by default since Kubernetes 1.34. @see KEP-3015 */
const firstMinorWithNodeHints = 34;

function hostFamily(
  family: IPFamily,
  node: Node | undefined,
  { proxy, podCIDRs }: Platform,
  interfaces: readonly string[],
): ProxyHostFamily {
  const nodeIP = interfaces.find((address) => familyOf(address) === family && !isLoopback(address));
  const ranges = proxy.nodePortAddresses ?? defaultNodePortAddresses(proxy.mode, nodeIP);
  const nodePortsOnLoopback =
    proxy.mode === 'iptables' && family === 'IPv4' && proxy.localhostNodePorts && includesLoopback(ranges);
  const selected = nodePortAddresses(ranges, interfaces, family);
  return {
    nodeIP,
    nodePorts: selected,
    nodePortsOnLoopback,
    detector: localDetector(
      proxy.detectLocal,
      { cluster: podCIDRs, node: node?.spec.podCIDRs ?? [] },
      family,
    ),
  };
}

/** Mode iptables serves node ports on every address of the node, mode nftables on the primary ones. @see KEP-3866 */
function defaultNodePortAddresses(
  mode: ProxySettings['mode'],
  nodeIP: string | undefined,
): readonly string[] {
  if (mode !== 'nftables' || nodeIP === undefined) return [];
  return [`${nodeIP}/${nodeIP.includes(':') ? 128 : 32}`];
}

/** Whether an address is one of the node itself. */
export function isOwnAddress(host: ProxyHost, address: string): boolean {
  return host.interfaces.has(address) || isLoopback(address);
}

/**
 * Whether an address of the node serves node ports.
 *
 * @see kubernetes/kubernetes pkg/proxy/iptables/proxier.go and pkg/proxy/nftables/proxier.go, the jump to the node ports
 */
export function servesNodePorts(host: ProxyHost, address: string): boolean {
  const { nodePorts, nodePortsOnLoopback } = host.families[familyOf(address)];
  if (isLoopback(address) && !nodePortsOnLoopback) return false;
  return nodePorts.matchAll ? isOwnAddress(host, address) : nodePorts.addresses.has(address);
}

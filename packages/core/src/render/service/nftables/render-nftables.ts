import { isLoopback } from '../../../address/classify.js';
import { familyOf, type IPFamily } from '../../../address/ip.js';
import type { Cluster } from '../../../cluster/cluster.js';
import { assumedBy, proxyPlan, type ProxyPlan } from '../proxy-plan.js';
import { addressOf } from './address-match.js';
import { mapElements } from './elements.js';
import { affinitySets, servicePortChains } from './service-port-chains.js';
import { tableText, type Chain, type NamedSet } from './table.js';

/**
 * What kube-proxy in mode nftables programs on a node for the Services of a cluster, as a file for `nft -f`: the table
 * kube-proxy with its maps, and the chains of Services and endpoints by the names that they have in life. Whatever mode
 * the cluster runs in.
 *
 * @see kubernetes/kubernetes pkg/proxy/nftables/proxier.go, pkg/proxy/nftables/README.md
 * @throws {RangeError} when the cluster has no such node
 * @public
 * @example
 * renderNftables(cluster, 'node-a', 'IPv6'); // 'add table ip6 kube-proxy\n...'
 */
export function renderNftables(cluster: Cluster, nodeName: string, family: IPFamily = 'IPv4'): string {
  const proxy = proxyPlan(cluster, nodeName, family, 'nftables');
  const table = tableText({
    family: addressOf[family].table,
    name: 'kube-proxy',
    comment: 'rules for kube-proxy',
    sets: [...sharedSets(proxy), ...proxy.ports.flatMap(affinitySets)],
    chains: [
      ...hookedChains,
      ...sharedChains(proxy),
      ...proxy.ports.flatMap((port) => servicePortChains(proxy, port)),
    ],
  });
  return [...assumedBy(proxy).map((line) => `# ${line}`), table, ''].join('\n');
}

function sharedSets(proxy: ProxyPlan): readonly NamedSet[] {
  const { type } = addressOf[proxy.family];
  const elements = mapElements(proxy);
  const socket = `${type} . inet_proto . inet_service : verdict`;
  const nodePort = 'inet_proto . inet_service : verdict';
  return [
    {
      kind: 'set',
      name: 'cluster-ips',
      type,
      comment: 'Active ClusterIPs',
      elements: [...elements.clusterIPs.values()],
    },
    ...(proxy.ofFamily.nodePorts.matchAll
      ? []
      : [
          {
            kind: 'set',
            name: 'nodeport-ips',
            type,
            comment: 'IPs that accept NodePort traffic',
            elements: [...proxy.ofFamily.nodePorts.addresses].filter((address) => !isLoopback(address)),
          } as const,
        ]),
    {
      kind: 'map',
      name: 'firewall-ips',
      type: socket,
      comment: 'destinations that are subject to LoadBalancerSourceRanges',
      elements: [...elements.firewallIPs.values()],
    },
    {
      kind: 'map',
      name: 'no-endpoint-nodeports',
      type: nodePort,
      comment: 'vmap to drop or reject packets to service nodeports with no endpoints',
      elements: [...elements.noEndpointNodePorts.values()],
    },
    {
      kind: 'map',
      name: 'no-endpoint-services',
      type: socket,
      comment: 'vmap to drop or reject packets to services with no endpoints',
      elements: [...elements.noEndpointServices.values()],
    },
    {
      kind: 'map',
      name: 'service-ips',
      type: socket,
      comment: 'ClusterIP, ExternalIP and LoadBalancer IP traffic',
      elements: [...elements.serviceIPs.values()],
    },
    {
      kind: 'map',
      name: 'service-nodeports',
      type: nodePort,
      comment: 'NodePort traffic',
      elements: [...elements.serviceNodePorts.values()],
    },
  ];
}

const ifNew = 'ct state new';

/**
 * Where the kernel enters: source ranges are looked at before the translation, which leaves other addresses than those
 * of Services behind; what is refused comes after it.
 */
const hookedChains: readonly Chain[] = [
  {
    name: 'filter-prerouting-pre-dnat',
    hook: 'type filter hook prerouting priority -110',
    rules: [`${ifNew} jump firewall-check`],
  },
  {
    name: 'filter-output-pre-dnat',
    hook: 'type filter hook output priority -110',
    rules: [`${ifNew} jump firewall-check`],
  },
  {
    name: 'filter-input',
    hook: 'type filter hook input priority 0',
    rules: [`${ifNew} jump nodeport-endpoints-check`, `${ifNew} jump service-endpoints-check`],
  },
  {
    name: 'filter-forward',
    hook: 'type filter hook forward priority 0',
    rules: [`${ifNew} jump service-endpoints-check`, `${ifNew} jump cluster-ips-check`],
  },
  {
    name: 'filter-output',
    hook: 'type filter hook output priority 0',
    rules: [`${ifNew} jump service-endpoints-check`, `${ifNew} jump cluster-ips-check`],
  },
  { name: 'nat-prerouting', hook: 'type nat hook prerouting priority -100', rules: ['jump services'] },
  { name: 'nat-output', hook: 'type nat hook output priority -100', rules: ['jump services'] },
  { name: 'nat-postrouting', hook: 'type nat hook postrouting priority 100', rules: ['jump masquerading'] },
];

const mark = '0x4000';

function sharedChains(proxy: ProxyPlan): readonly Chain[] {
  const { destination } = addressOf[proxy.family];
  const socket = `${destination} . meta l4proto . th dport`;
  return [
    {
      name: 'services',
      rules: [`${socket} vmap @service-ips`, `${toNodePort(proxy)} vmap @service-nodeports`],
    },
    { name: 'service-endpoints-check', rules: [`${socket} vmap @no-endpoint-services`] },
    { name: 'nodeport-endpoints-check', rules: [`${toRefusedNodePort(proxy)} vmap @no-endpoint-nodeports`] },
    {
      name: 'reject-chain',
      comment: 'helper for @no-endpoint-services / @no-endpoint-nodeports',
      rules: ['reject'],
    },
    { name: 'firewall-check', rules: [`${socket} vmap @firewall-ips`] },
    { name: 'cluster-ips-check', rules: clusterIPsCheck(proxy) },
    { name: 'mark-for-masquerade', rules: [`mark set mark or ${mark}`] },
    {
      name: 'masquerading',
      rules: [`mark and ${mark} == 0 return`, `mark set mark xor ${mark}`, 'masquerade fully-random'],
    },
  ];
}

/** Cluster IPs at ports that they do not have, and addresses of the service range that nobody has. */
function clusterIPsCheck({ family, host }: ProxyPlan): readonly string[] {
  const { destination } = addressOf[family];
  const ranges = host.serviceCIDRs.filter((range) => familyOf(range) === family);
  return [
    `${destination} @cluster-ips reject comment "Reject traffic to invalid ports of ClusterIPs"`,
    ...(ranges.length === 0
      ? []
      : [`${destination} { ${ranges.join(', ')} } drop comment "Drop traffic to unallocated ClusterIPs"`]),
  ];
}

function toNodePort(proxy: ProxyPlan): string {
  const isLocal = proxy.ofFamily.nodePorts.matchAll ? 'fib daddr type local ' : '';
  return isLocal + toRefusedNodePort(proxy);
}

/** Packets that came in at the node need no look at whose address they are for. */
function toRefusedNodePort({ family, ofFamily }: ProxyPlan): string {
  const { destination, loopback } = addressOf[family];
  const addresses = ofFamily.nodePorts.matchAll ? `!= ${loopback}` : '@nodeport-ips';
  return `${destination} ${addresses} meta l4proto . th dport`;
}

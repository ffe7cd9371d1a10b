import type { IPFamily } from '../../../address/ip.js';
import { isLoopback } from '../../../address/classify.js';
import type { Cluster } from '../../../cluster/cluster.js';
import { assumedBy, proxyPlan, type ProxyPlan } from '../proxy-plan.js';
import { comment, loopbackRange, only } from './match.js';
import { servicePortChains } from './service-port-chains.js';
import { servicePortRules, type ServicePortRules } from './service-port-rules.js';
import { tableText, type Chain } from './table.js';

/**
 * What kube-proxy in mode iptables programs on a node for the Services of a cluster, as `iptables-save` shows it and
 * `iptables-restore` (`ip6tables-restore` for IPv6) reads it: the chains KUBE-SERVICES, KUBE-SVC-*, KUBE-SEP-* and so on
 * by the names that they have in life. Whatever mode the cluster runs in.
 *
 * @see kubernetes/kubernetes pkg/proxy/iptables/proxier.go
 * @throws {RangeError} when the cluster has no such node
 * @public
 * @example
 * renderIptables(cluster, 'node-a'); // '*filter\n:INPUT ACCEPT [0:0]\n...'
 */
export function renderIptables(cluster: Cluster, nodeName: string, family: IPFamily = 'IPv4'): string {
  const proxy = proxyPlan(cluster, nodeName, family, 'iptables');
  const rules = proxy.ports.map(servicePortRules);
  return [
    ...assumedBy(proxy).map((line) => `# ${line}`),
    tableText('filter', filterChains(proxy, rules)),
    tableText('nat', natChains(proxy, rules)),
    '',
  ].join('\n');
}

const isNew = '-m conntrack --ctstate NEW';
const toServices = `${isNew} ${comment('kubernetes service portals')} -j KUBE-SERVICES`;
const toExternalServices = `${isNew} ${comment('kubernetes externally-visible service portals')} -j KUBE-EXTERNAL-SERVICES`;
const toFirewall = `${isNew} ${comment('kubernetes load balancer firewall')} -j KUBE-PROXY-FIREWALL`;
const toForwarding = `${comment('kubernetes forwarding rules')} -j KUBE-FORWARD`;
const toHealthChecks = `${comment('kubernetes health check service ports')} -j KUBE-NODEPORTS`;

/** What is refused or let through; addresses that were translated are no longer those that these rules name. */
function filterChains({ ofFamily }: ProxyPlan, rules: readonly ServicePortRules[]): readonly Chain[] {
  const toLoopbackGuard = ofFamily.nodePortsOnLoopback ? ['-j KUBE-FIREWALL'] : [];
  return [
    {
      name: 'INPUT',
      isBuiltIn: true,
      rules: [toFirewall, toHealthChecks, toExternalServices, ...toLoopbackGuard],
    },
    {
      name: 'FORWARD',
      isBuiltIn: true,
      rules: [toFirewall, toForwarding, toServices, toExternalServices],
    },
    { name: 'OUTPUT', isBuiltIn: true, rules: [toFirewall, toServices, ...toLoopbackGuard] },
    { name: 'KUBE-EXTERNAL-SERVICES', rules: rules.flatMap((port) => port.externalRefusals) },
    ...(ofFamily.nodePortsOnLoopback ? [loopbackGuard] : []),
    forwarding,
    { name: 'KUBE-NODEPORTS', rules: rules.flatMap((port) => port.healthChecks) },
    { name: 'KUBE-PROXY-FIREWALL', rules: rules.flatMap((port) => port.firewall) },
    { name: 'KUBE-SERVICES', rules: rules.flatMap((port) => port.refusals) },
  ];
}

/** Node ports on loopback would open it to the neighbours of the node. @see kubernetes/kubernetes issue 90259 */
const loopbackGuard: Chain = {
  name: 'KUBE-FIREWALL',
  rules: [
    `! -s 127.0.0.0/8 -d 127.0.0.0/8 ${comment('block incoming localnet connections')} -m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT -j DROP`,
  ],
};

const mark = '0x4000';

const forwarding: Chain = {
  name: 'KUBE-FORWARD',
  rules: [
    '-m conntrack --ctstate INVALID -j DROP',
    `${comment('kubernetes forwarding rules')} -m mark --mark ${mark}/${mark} -j ACCEPT`,
    `${comment('kubernetes forwarding conntrack rule')} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT`,
  ],
};

const toNatServices = `${comment('kubernetes service portals')} -j KUBE-SERVICES`;

/** Where packets for Services are sent, and whose source is changed on the way out. */
function natChains(proxy: ProxyPlan, rules: readonly ServicePortRules[]): readonly Chain[] {
  return [
    { name: 'PREROUTING', isBuiltIn: true, rules: [toNatServices] },
    { name: 'INPUT', isBuiltIn: true, rules: [] },
    { name: 'OUTPUT', isBuiltIn: true, rules: [toNatServices] },
    {
      name: 'POSTROUTING',
      isBuiltIn: true,
      rules: [`${comment('kubernetes postrouting rules')} -j KUBE-POSTROUTING`],
    },
    { name: 'KUBE-MARK-MASQ', rules: [`-j MARK --set-xmark ${mark}/${mark}`] },
    { name: 'KUBE-NODEPORTS', rules: rules.flatMap((port) => port.nodePorts) },
    postrouting,
    {
      name: 'KUBE-SERVICES',
      rules: [...rules.flatMap((port) => port.services), ...nodePortRules(proxy)],
    },
    ...proxy.ports.flatMap((port) => servicePortChains(proxy, port)),
  ];
}

const postrouting: Chain = {
  name: 'KUBE-POSTROUTING',
  rules: [
    `-m mark ! --mark ${mark}/${mark} -j RETURN`,
    `-j MARK --set-xmark ${mark}/0x0`,
    `${comment('kubernetes service traffic requiring SNAT')} -j MASQUERADE --random-fully`,
  ],
};

/** Node ports come last, at the addresses that serve them. */
function nodePortRules({ family, ofFamily }: ProxyPlan): readonly string[] {
  const { nodePorts, nodePortsOnLoopback } = ofFamily;
  const last = comment('kubernetes service nodeports; NOTE: this must be the last rule in this chain');
  if (nodePorts.matchAll) {
    const notLoopback = nodePortsOnLoopback ? '' : `! -d ${loopbackRange[family]} `;
    return [`${notLoopback}${last} -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS`];
  }
  return [...nodePorts.addresses]
    .filter((address) => nodePortsOnLoopback || !isLoopback(address))
    .map((address) => `-d ${only(address)} ${last} -j KUBE-NODEPORTS`);
}

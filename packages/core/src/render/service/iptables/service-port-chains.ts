import type { Target } from '../../../request/packet.js';
import { letsNodeIn } from '../../../service/source-ranges.js';
import type { ProxyPlan } from '../proxy-plan.js';
import { endpointText, type ServicePortPlan } from '../service-port-plan.js';
import { chainNames, endpointChainName, type ChainNames } from './chain-names.js';
import { comment, fromPods, only, share, toPort } from './match.js';
import { hasFirewall, policyChain } from './service-port-rules.js';
import type { Chain } from './table.js';

const markForMasquerade = '-j KUBE-MARK-MASQ';

/**
 * The chains of a service port in the table nat: for what is asked from outside, for each policy in use, for each
 * endpoint.
 *
 * @see kubernetes/kubernetes pkg/proxy/iptables/proxier.go, syncProxyRules, writeServiceToEndpointRules
 */
export function servicePortChains(proxy: ProxyPlan, plan: ServicePortPlan): readonly Chain[] {
  const names = chainNames(plan);
  return [
    ...externalChain(proxy, plan, names),
    ...firewallChain(proxy, plan, names),
    ...policyChains(proxy, plan, names),
    ...plan.reachable.map((endpoint) => endpointChain(plan, endpoint)),
  ];
}

/** Policy Cluster masquerades; policy Local lets pods and the node itself pass by it first. */
function externalChain(
  { ofFamily: { detector } }: ProxyPlan,
  plan: ServicePortPlan,
  names: ChainNames,
): readonly Chain[] {
  const { port, label, hasEndpoints, external } = plan;
  if (!hasEndpoints || !port.isExternallyAccessible) return [];
  const about = (text: string): string => comment(`${text} for ${label} external destinations`);
  const fromNode = '-m addrtype --src-type LOCAL';
  const special =
    external.policy === 'Cluster'
      ? [`${about('masquerade traffic')} ${markForMasquerade}`]
      : [
          ...(detector === undefined
            ? []
            : [`${fromPods(detector)} ${about('pod traffic')} -j ${names.cluster}`]),
          `${about('masquerade LOCAL traffic')} ${fromNode} ${markForMasquerade}`,
          `${about('route LOCAL traffic')} ${fromNode} -j ${names.cluster}`,
        ];
  const onwards = external.refusal === undefined ? [`-j ${policyChain(names, external)}`] : [];
  return [{ name: names.external, rules: [...special, ...onwards] }];
}

function firewallChain({ host }: ProxyPlan, plan: ServicePortPlan, names: ChainNames): readonly Chain[] {
  if (!hasFirewall(plan)) return [];
  const { port, label } = plan;
  const sources = [
    ...port.loadBalancerSourceRanges,
    ...(letsNodeIn(host, port) ? port.loadBalancerVIPs.map(only) : []),
  ];
  return [
    {
      name: names.firewall,
      rules: [
        ...sources.map(
          (source) => `${from(source)}${comment(`${label} loadbalancer IP`)} -j ${names.external}`,
        ),
        comment(`other traffic to ${label} will be dropped by KUBE-PROXY-FIREWALL`),
      ],
    },
  ];
}

/** A range of all addresses is no match to `iptables-save`. */
function from(range: string): string {
  return range.endsWith('/0') ? '' : `-s ${range} `;
}

function policyChains(proxy: ProxyPlan, plan: ServicePortPlan, names: ChainNames): readonly Chain[] {
  const chains: Chain[] = [];
  for (const [name, endpoints] of [
    [names.cluster, plan.clusterEndpoints],
    [names.local, plan.localEndpoints],
  ] as const) {
    if (endpoints.length === 0) continue;
    const isForClusterIP = plan.internal.refusal === undefined && name === policyChain(names, plan.internal);
    const masquerade = isForClusterIP ? atClusterIP(proxy, plan) : [];
    chains.push({ name, rules: [...masquerade, ...kept(plan, endpoints), ...balanced(plan, endpoints)] });
  }
  return chains;
}

/** At the cluster IP, whoever is not a pod is masqueraded. */
function atClusterIP({ host, ofFamily: { detector } }: ProxyPlan, plan: ServicePortPlan): readonly string[] {
  const { port, protocol, label } = plan;
  const destination = `-d ${only(port.clusterIP)}`;
  const rest = `${toPort(protocol, port.port, `${label} cluster IP`)} ${markForMasquerade}`;
  if (host.settings.masqueradeAll) return [`${destination} ${rest}`];
  if (detector === undefined) return [];
  const others = `! ${fromPods(detector)}`;
  // `iptables-save` writes source, destination and interface in this order.
  return [detector.by === 'source' ? `${others} ${destination} ${rest}` : `${destination} ${others} ${rest}`];
}

/** Session affinity: the endpoint that a client had is asked first. */
function kept(plan: ServicePortPlan, endpoints: readonly Target[]): readonly string[] {
  const seconds = plan.port.affinityTimeoutSeconds;
  if (seconds === undefined) return [];
  return endpoints.map((endpoint) => {
    const name = endpointChainName(plan, endpoint);
    const recent = `-m recent --rcheck --seconds ${seconds} --reap ${recentList(plan, name)}`;
    return `${choosing(plan, endpoint)} ${recent} -j ${name}`;
  });
}

function balanced(plan: ServicePortPlan, endpoints: readonly Target[]): readonly string[] {
  return endpoints.map((endpoint, index) => {
    const left = endpoints.length - index;
    const chance = left === 1 ? '' : ` ${share(left)}`;
    return `${choosing(plan, endpoint)}${chance} -j ${endpointChainName(plan, endpoint)}`;
  });
}

function choosing({ label }: ServicePortPlan, endpoint: Target): string {
  return comment(`${label} -> ${endpointText(endpoint)}`);
}

function recentList({ port }: ServicePortPlan, name: string): string {
  const mask = port.family === 'IPv4' ? '255.255.255.255' : 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff';
  return `--name ${name} --mask ${mask} --rsource`;
}

/** An endpoint that asks itself is masqueraded; everybody is sent on to it. */
function endpointChain(plan: ServicePortPlan, endpoint: Target): Chain {
  const { label, protocol, port } = plan;
  const name = endpointChainName(plan, endpoint);
  const remembered =
    port.affinityTimeoutSeconds === undefined ? '' : ` -m recent --set ${recentList(plan, name)}`;
  return {
    name,
    rules: [
      `-s ${only(endpoint.address)} ${comment(label)} ${markForMasquerade}`,
      `-p ${protocol} ${comment(label)}${remembered} -m ${protocol} -j DNAT --to-destination ${endpointText(endpoint)}`,
    ],
  };
}

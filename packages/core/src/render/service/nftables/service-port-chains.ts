import type { Target } from '../../../request/packet.js';
import type { LocalDetector } from '../../../service/local-detector.js';
import { letsNodeIn } from '../../../service/source-ranges.js';
import { podInterface, type ProxyPlan } from '../proxy-plan.js';
import { endpointText, type ServicePortPlan } from '../service-port-plan.js';
import { hasFirewall } from './elements.js';
import { addressOf } from './address-match.js';
import { chainNames, endpointNames, type ChainNames } from './names.js';
import type { Chain, NamedSet } from './table.js';

const markForMasquerade = 'jump mark-for-masquerade';

/**
 * The chains of a service port: for each policy in use, for what is asked from outside, for who may ask, for each
 * endpoint.
 *
 * @see kubernetes/kubernetes pkg/proxy/nftables/proxier.go, syncProxyRules, writeServiceToEndpointRules
 */
export function servicePortChains(proxy: ProxyPlan, plan: ServicePortPlan): readonly Chain[] {
  const names = chainNames(plan);
  return [
    ...policyChains(proxy, plan, names),
    ...externalChain(proxy, plan, names),
    ...firewallChain(proxy, plan, names),
    ...plan.reachable.map((endpoint) => endpointChain(plan, endpoint)),
  ];
}

/** Session affinity: for each endpoint, the clients that keep it, each for its time. */
export function affinitySets(plan: ServicePortPlan): readonly NamedSet[] {
  const seconds = plan.port.affinityTimeoutSeconds;
  if (seconds === undefined) return [];
  return plan.reachable.map((endpoint) => ({
    kind: 'set',
    name: endpointNames(plan, endpoint).affinity,
    type: addressOf[plan.port.family].type,
    flags: 'dynamic,timeout',
    timeout: `${seconds}s`,
    elements: [],
  }));
}

function policyChains(proxy: ProxyPlan, plan: ServicePortPlan, names: ChainNames): readonly Chain[] {
  const { internal, clusterEndpoints, localEndpoints } = plan;
  const chain = (
    policy: 'Cluster' | 'Local',
    name: string,
    endpoints: readonly Target[],
  ): readonly Chain[] => {
    if (endpoints.length === 0) return [];
    const masquerade = policy === internal.policy ? atClusterIP(proxy, plan) : [];
    return [{ name, rules: [...masquerade, ...kept(plan, endpoints), balanced(plan, endpoints)] }];
  };
  return [
    ...chain('Cluster', names.cluster, clusterEndpoints),
    ...chain('Local', names.local, localEndpoints),
  ];
}

/** At the cluster IP, whoever is not a pod is masqueraded. */
function atClusterIP({ host, ofFamily: { detector } }: ProxyPlan, plan: ServicePortPlan): readonly string[] {
  const { port, protocol } = plan;
  const match = `${addressOf[port.family].destination} ${port.clusterIP} ${protocol} dport ${port.port}`;
  if (host.settings.masqueradeAll) return [`${match} ${markForMasquerade}`];
  return detector === undefined ? [] : [`${match} ${fromPods(plan, detector, '!= ')} ${markForMasquerade}`];
}

function fromPods({ port }: ServicePortPlan, detector: LocalDetector, not = ''): string {
  if (detector.by === 'source') return `${addressOf[port.family].source} ${not}${detector.range.text}`;
  const name = podInterface(detector) + (detector.interface === 'name-prefix' ? '*' : '');
  return `iifname ${not}"${name}"`;
}

/** Session affinity: the endpoint that a client had is asked first. */
function kept(plan: ServicePortPlan, endpoints: readonly Target[]): readonly string[] {
  const { port } = plan;
  if (port.affinityTimeoutSeconds === undefined) return [];
  return endpoints.map((endpoint) => {
    const { affinity, chain } = endpointNames(plan, endpoint);
    return `${addressOf[port.family].source} @${affinity} goto ${chain}`;
  });
}

function balanced(plan: ServicePortPlan, endpoints: readonly Target[]): string {
  const targets = endpoints.map(
    (endpoint, index) => `${index} : goto ${endpointNames(plan, endpoint).chain}`,
  );
  return `numgen random mod ${endpoints.length} vmap { ${targets.join(', ')} }`;
}

/** Policy Cluster masquerades; policy Local lets pods and the node itself pass by it first. */
function externalChain(
  { ofFamily: { detector } }: ProxyPlan,
  plan: ServicePortPlan,
  names: ChainNames,
): readonly Chain[] {
  const { port, external, hasEndpoints } = plan;
  if (!hasEndpoints || !port.isExternallyAccessible) return [];
  const special =
    external.policy === 'Cluster'
      ? [markForMasquerade]
      : [
          ...(detector === undefined
            ? []
            : [`${fromPods(plan, detector)} goto ${names.cluster} comment "short-circuit pod traffic"`]),
          `fib saddr type local ${markForMasquerade} comment "masquerade local traffic"`,
          `fib saddr type local goto ${names.cluster} comment "short-circuit local traffic"`,
        ];
  const chosen = external.policy === 'Local' ? names.local : names.cluster;
  const onwards = external.refusal === undefined ? [`goto ${chosen}`] : [];
  return [{ name: names.external, rules: [...special, ...onwards] }];
}

function firewallChain({ host }: ProxyPlan, plan: ServicePortPlan, names: ChainNames): readonly Chain[] {
  if (!hasFirewall(plan)) return [];
  const { port } = plan;
  const sources = [
    ...port.loadBalancerSourceRanges,
    ...(letsNodeIn(host, port) ? port.loadBalancerVIPs : []),
  ];
  const rule = `${addressOf[port.family].source} != { ${sources.join(', ')} } drop`;
  return [{ name: names.firewall, rules: [rule] }];
}

/** An endpoint that asks itself is masqueraded; everybody is sent on to it. */
function endpointChain(plan: ServicePortPlan, endpoint: Target): Chain {
  const { port, protocol } = plan;
  const { chain, affinity } = endpointNames(plan, endpoint);
  const { source } = addressOf[port.family];
  return {
    name: chain,
    rules: [
      `${source} ${endpoint.address} ${markForMasquerade}`,
      ...(port.affinityTimeoutSeconds === undefined ? [] : [`update @${affinity} { ${source} }`]),
      `meta l4proto ${protocol} dnat to ${endpointText(endpoint)}`,
    ],
  };
}

import type { IPFamily } from '../../../address/ip.js';
import type { ServicePortPlan, TrafficPlan } from '../service-port-plan.js';
import { chainNames, type ChainNames } from './chain-names.js';
import { comment, toPort, toSocket } from './match.js';

/** The rules that lead from the chains of all Services to those of one service port. */
export interface ServicePortRules {
  /** In KUBE-SERVICES of the table nat. */
  readonly services: readonly string[];
  /** In KUBE-NODEPORTS of the table nat. */
  readonly nodePorts: readonly string[];
  /** In KUBE-SERVICES of the table filter. */
  readonly refusals: readonly string[];
  /** In KUBE-EXTERNAL-SERVICES. */
  readonly externalRefusals: readonly string[];
  /** In KUBE-PROXY-FIREWALL. */
  readonly firewall: readonly string[];
  /** In KUBE-NODEPORTS of the table filter. */
  readonly healthChecks: readonly string[];
}

/**
 * The rules for the addresses of a service port.
 *
 * @see kubernetes/kubernetes pkg/proxy/iptables/proxier.go, syncProxyRules
 */
export function servicePortRules(plan: ServicePortPlan): ServicePortRules {
  const { port, label, hasEndpoints } = plan;
  const names = chainNames(plan);
  const isGuarded = hasFirewall(plan);
  const external = [...port.externalIPs, ...port.loadBalancerVIPs];
  const to = (address: string, text: string, target: string): string =>
    `${toSocket(plan, address, port.port, text)} -j ${target}`;
  return {
    services: [
      ...(plan.internal.refusal === undefined
        ? [to(port.clusterIP, `${label} cluster IP`, policyChain(names, plan.internal))]
        : []),
      ...(hasEndpoints ? port.externalIPs.map((ip) => to(ip, `${label} external IP`, names.external)) : []),
      ...(hasEndpoints
        ? port.loadBalancerVIPs.map((ip) =>
            to(ip, `${label} loadbalancer IP`, isGuarded ? names.firewall : names.external),
          )
        : []),
    ],
    nodePorts:
      port.nodePort === undefined || !hasEndpoints
        ? []
        : [`${toPort(plan.protocol, port.nodePort, label)} -j ${names.external}`],
    refusals: refusedWith(plan, plan.internal, (text, target) => [to(port.clusterIP, text, target)]),
    externalRefusals: refusedWith(plan, plan.external, (text, target) => [
      ...external.map((ip) => to(ip, text, target)),
      ...(port.nodePort === undefined ? [] : [`${toNodePort(plan, port.nodePort, text)} -j ${target}`]),
    ]),
    firewall: isGuarded
      ? port.loadBalancerVIPs.map((ip) =>
          to(ip, `${label} traffic not accepted by ${names.firewall}`, 'DROP'),
        )
      : [],
    healthChecks:
      plan.healthCheckNodePort === undefined
        ? []
        : [`${toPort('tcp', plan.healthCheckNodePort, `${label} health check node port`)} -j ACCEPT`],
  };
}

/** The chain that chooses an endpoint by the policy. */
export function policyChain(names: ChainNames, { policy }: TrafficPlan): string {
  return policy === 'Local' ? names.local : names.cluster;
}

/** Whether load balancer addresses are asked through a chain that looks at the source. */
export function hasFirewall({ port, hasEndpoints }: ServicePortPlan): boolean {
  return hasEndpoints && port.loadBalancerVIPs.length > 0 && port.loadBalancerSourceRanges.length > 0;
}

function refusedWith(
  { port, label, hasEndpoints }: ServicePortPlan,
  { refusal }: TrafficPlan,
  rules: (text: string, target: string) => readonly string[],
): readonly string[] {
  if (refusal === undefined) return [];
  const text = hasEndpoints ? `${label} has no local endpoints` : `${label} has no endpoints`;
  return rules(text, refusal === 'drop' ? 'DROP' : rejected[port.family]);
}

const rejected: Readonly<Record<IPFamily, string>> = {
  IPv4: 'REJECT --reject-with icmp-port-unreachable',
  IPv6: 'REJECT --reject-with icmp6-port-unreachable',
};

function toNodePort({ protocol }: ServicePortPlan, nodePort: number, text: string): string {
  return `-p ${protocol} ${comment(text)} -m addrtype --dst-type LOCAL -m ${protocol} --dport ${nodePort}`;
}

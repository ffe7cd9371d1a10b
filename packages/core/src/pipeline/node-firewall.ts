import type { Cluster } from '../cluster/cluster.js';
import type { LoadBalancerControllerName } from '../cluster/load-balancer-controller.js';
import type { Assumption } from '../problem/assumption.js';

/**
 * What stands between a client from outside and the nodes on clouds that let nobody in unless a rule says so.
 *
 * @see docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs
 * @see docs.cloud.google.com/firewall/docs/firewalls, implied rules
 * @see MicrosoftDocs/azure-docs articles/virtual-network/network-security-groups-overview.md, default security rules
 */
const firewalls: Readonly<Partial<Record<LoadBalancerControllerName, string>>> = {
  'aws-cloud-provider': 'the security groups of the nodes',
  'aws-load-balancer-controller': 'the security groups of the nodes',
  gce: 'the firewall rules of the VPC network',
  'gce-ingress': 'the firewall rules of the VPC network',
  'azure-cloud-provider': 'the rules of the network security group',
};

/**
 * What is taken for granted of a client from outside that asks a port of a node: that the firewall of the cloud lets it
 * in. Undefined on platforms of which no source names one.
 */
export function nodeFirewallOpen({ platform }: Cluster): Assumption | undefined {
  const named = platform.loadBalancers?.controllers.flatMap(({ name }) => firewalls[name] ?? []);
  const firewall = named?.[0];
  if (firewall === undefined) return undefined;
  return {
    code: 'node-firewall-open',
    message: `Clients from outside are taken to get in to ports of the nodes; ${firewall} let nobody in unless a rule says so.`,
    state: 'Look whether a rule lets the client in to the port.',
  };
}

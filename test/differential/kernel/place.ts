import type { IPFamily } from '@kubehop/core';

/** The nodes of the testbed, by number. */
export const nodeNames = ['node-a', 'node-b', 'node-c'] as const;

/** Pods with a network of their own on each node. */
const podsPerNode = 2;

/** A pod of the testbed. */
export interface PodPlace {
  readonly name: string;
  readonly node: number;
  /** Shares the network of its node. */
  readonly hostNetwork: boolean;
}

/** The pods with a network of their own, node by node. */
export const pods: readonly PodPlace[] = nodeNames.flatMap((name, node) =>
  Array.from({ length: podsPerNode }, (_, index) => ({
    name: `pod-${name.slice(-1)}${index + 1}`,
    node,
    hostNetwork: false,
  })),
);

/** The pod in the network of each node. */
export const hostPods: readonly PodPlace[] = nodeNames.map((name, node) => ({
  name: `host-${name.slice(-1)}`,
  node,
  hostNetwork: true,
}));

/** The port that pods with a network of their own listen on, and the one that pods in a node's network do. */
export const listenPort = { pod: 8080, host: 9090 } as const;

/** Every address of the testbed in one family. */
export interface Addresses {
  readonly family: IPFamily;
  readonly podRange: string;
  readonly nodePodRanges: readonly string[];
  readonly pods: readonly string[];
  /** The first address of each node, by which it is known. */
  readonly nodes: readonly string[];
  /** Another address of each node. */
  readonly nodesToo: readonly string[];
  readonly nodesTooRange: string;
  readonly nodesRange: string;
  readonly loopback: string;
  readonly loopbackRange: string;
  readonly everything: string;
  readonly router: string;
  /**
   * The addresses of the outside client: what it sends from each of them comes to the node of that number, unless it is
   * for another node or its pods.
   */
  readonly clients: readonly string[];
  readonly clientsRange: string;
  readonly serviceRange: string;
  readonly clusterIPs: readonly string[];
  /** An address of the service range that no Service has. */
  readonly unallocated: string;
  readonly externalIPs: readonly string[];
  readonly balancerIPs: readonly string[];
}

const three = [1, 2, 3] as const;
const onNodes = (address: (node: number, pod: number) => string): readonly string[] =>
  pods.map(({ node }, index) => address(node + 1, (index % podsPerNode) + 2));

/** The addresses of each family. */
export const addresses: Readonly<Record<IPFamily, Addresses>> = {
  IPv4: {
    family: 'IPv4',
    podRange: '10.244.0.0/16',
    nodePodRanges: three.map((node) => `10.244.${node}.0/24`),
    pods: onNodes((node, pod) => `10.244.${node}.${pod}`),
    nodes: three.map((node) => `192.168.77.${10 + node}`),
    nodesToo: three.map((node) => `10.9.77.${10 + node}`),
    nodesTooRange: '10.9.77.0/24',
    nodesRange: '192.168.77.0/24',
    loopback: '127.0.0.1',
    loopbackRange: '127.0.0.0/8',
    everything: '0.0.0.0/0',
    router: '192.168.77.1',
    clients: three.map((node) => `192.168.77.${200 + node}`),
    clientsRange: '192.168.77.200/29',
    serviceRange: '10.96.0.0/16',
    clusterIPs: three.map((service) => `10.96.0.${10 + service}`),
    unallocated: '10.96.0.99',
    externalIPs: three.map((service) => `203.0.113.${10 + service}`),
    balancerIPs: three.map((service) => `198.51.100.${10 + service}`),
  },
  IPv6: {
    family: 'IPv6',
    podRange: 'fd00:244::/32',
    nodePodRanges: three.map((node) => `fd00:244:${node}::/48`),
    pods: onNodes((node, pod) => `fd00:244:${node}::${pod}`),
    nodes: three.map((node) => `fd00:77::1${node}`),
    nodesToo: three.map((node) => `fd00:79::1${node}`),
    nodesTooRange: 'fd00:79::/64',
    nodesRange: 'fd00:77::/64',
    loopback: '::1',
    loopbackRange: '::1/128',
    everything: '::/0',
    router: 'fd00:77::1',
    clients: three.map((node) => `fd00:77::20${node}`),
    clientsRange: 'fd00:77::200/125',
    serviceRange: 'fd00:96::/112',
    clusterIPs: three.map((service) => `fd00:96::1${service}`),
    unallocated: 'fd00:96::99',
    externalIPs: three.map((service) => `2001:db8:113::1${service}`),
    balancerIPs: three.map((service) => `2001:db8:100::1${service}`),
  },
};

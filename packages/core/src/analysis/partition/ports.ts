import type { Cluster } from '../../cluster/cluster.js';
import type { Node } from '../../object/node.js';
import type { Pod } from '../../object/pod.js';
import { settingsFor } from '../../endpoints/application.js';

/** The ports of an address that may differ from all others: what listens there, or leads on. */
export function portsAt(cluster: Cluster, address: string): ReadonlySet<number> {
  const node = cluster.nodeByAddress(address);
  const pod = cluster.podByAddress(address);
  return new Set([
    ...cluster.loadBalancersByAddress(address).flatMap(({ listeners }) => listeners.map(({ port }) => port)),
    ...cluster.servicesByAddress(address).flatMap(({ spec }) => spec.ports.map(({ port }) => port)),
    ...(node === undefined ? [] : portsOfNode(cluster, node)),
    ...(pod === undefined ? [] : portsOfPod(cluster, pod)),
  ]);
}

function portsOfNode(cluster: Cluster, { metadata: { name } }: Node): readonly number[] {
  const pods = cluster.podsOnNode(name);
  return [
    ...nodePortsOf(cluster),
    ...pods.flatMap((pod) => (pod.spec.hostNetwork ? portsOfPod(cluster, pod) : hostPortsOf(pod))),
  ];
}

const nodePorts = new WeakMap<Cluster, readonly number[]>();

function nodePortsOf(cluster: Cluster): readonly number[] {
  let ports = nodePorts.get(cluster);
  if (ports === undefined) {
    const found = cluster
      .list('Service')
      .flatMap(({ spec }) => [...spec.ports.map(({ nodePort }) => nodePort), spec.healthCheckNodePort]);
    ports = found.filter((port) => port !== undefined);
    nodePorts.set(cluster, ports);
  }
  return ports;
}

function portsOfPod(cluster: Cluster, pod: Pod): readonly number[] {
  return [
    ...containersOf(pod).flatMap(({ ports }) => ports.map(({ containerPort }) => containerPort)),
    ...(settingsFor(cluster, pod)?.listens ?? []),
  ];
}

function hostPortsOf(pod: Pod): readonly number[] {
  return containersOf(pod).flatMap(({ ports }) => ports.flatMap(({ hostPort }) => hostPort ?? []));
}

function containersOf({ spec }: Pod): Pod['spec']['containers'] {
  return [...spec.containers, ...spec.initContainers];
}

import { familyOf } from '../../address/ip.js';
import type { ClusterChange } from '../../cluster/change.js';
import type { Write } from '../../cluster/write.js';
import type { Condition, Node } from '../../object/node.js';
import type { Pod } from '../../object/pod.js';
import type { Controller } from '../controller.js';
import { touched } from '../workload/owner-keys.js';
import { controllerOf } from '../workload/ownership.js';
import { conditionOf, isActive } from '../workload/pod-state.js';
import { podAddressesOf, type PodAddresses } from './pod-address.js';

/**
 * Starts the pods of each node: they get an address, run and are ready; the pods of Jobs have run to completion. What
 * the status of a pod says already stays: a pod given as not ready gets no more than its address.
 *
 * @see kubernetes/kubernetes pkg/kubelet/status/generate.go
 */
export const kubelet: Controller = {
  name: 'kubelet',
  keysFor,
  reconcile(cluster, key) {
    const node = cluster.get('Node', key);
    const waiting = cluster.podsOnNode(key).filter((pod) => !isStarted(pod));
    if (node === undefined || waiting.length === 0) return [];
    const addresses = podAddressesOf(cluster, node);
    const writes: Write[] = [];
    for (const pod of waiting) {
      const status = statusOf(pod, node, addresses);
      if (status !== undefined) writes.push({ kind: 'put', object: { ...pod, status } });
    }
    return [...writes, ...addresses.counts()];
  },
};

function* keysFor(change: ClusterChange): Generator<string> {
  for (const object of touched(change)) {
    if (object.kind === 'Node') yield object.metadata.name;
    else if (object.kind === 'Pod' && object.spec.nodeName !== undefined) yield object.spec.nodeName;
  }
}

/** Whether the node has nothing left to do for the pod. */
function isStarted(pod: Pod): boolean {
  return !isActive(pod) || (pod.status.podIPs.length > 0 && isJudged(pod));
}

/** Whether the status says already how the pod fares. */
function isJudged(pod: Pod): boolean {
  return pod.status.phase === 'Unknown' || conditionOf(pod, 'Ready') !== undefined;
}

function statusOf(pod: Pod, node: Node, addresses: PodAddresses): Pod['status'] | undefined {
  const { status } = pod;
  const hostIPs = hostIPsOf(node);
  const host = hostIPs[0] === undefined ? {} : { hostIP: hostIPs[0] };
  if (controllerOf(pod)?.kind === 'Job' && !isJudged(pod)) {
    return { ...status, ...host, phase: 'Succeeded', conditions: completed };
  }
  const podIPs = podIPsOf(pod, hostIPs, addresses);
  const [podIP] = podIPs;
  if (podIP === undefined) {
    return conditionOf(pod, noNetwork.type) === undefined
      ? { ...status, ...host, conditions: [noNetwork, ...status.conditions] }
      : undefined;
  }
  const known = status.conditions.filter(({ type }) => type !== noNetwork.type);
  if (isJudged(pod)) return { ...status, ...host, podIP, podIPs, conditions: known };
  const others = known.filter(({ type }) => !startConditions.has(type));
  return {
    ...status,
    ...host,
    podIP,
    podIPs,
    phase: status.phase === 'Pending' ? 'Running' : status.phase,
    conditions: others.length === 0 ? running : [...running, ...others],
  };
}

function podIPsOf(pod: Pod, hostIPs: readonly string[], addresses: PodAddresses): readonly string[] {
  if (pod.status.podIPs.length > 0) return pod.status.podIPs;
  return pod.spec.hostNetwork ? hostIPs : (addresses.next() ?? []);
}

/** The first InternalIP of each family, in the order in which the node names them. @public */
export function hostIPsOf(node: Node): readonly string[] {
  const internal = node.status.addresses
    .filter(({ type }) => type === 'InternalIP')
    .map(({ address }) => address);
  return internal.filter(
    (address, index) => internal.findIndex((other) => familyOf(other) === familyOf(address)) === index,
  );
}

const noNetwork: Condition = {
  type: 'PodReadyToStartContainers',
  status: 'False',
  message: 'no IP addresses available in the ranges of the node',
};

/** Shared by all pods that start, so that a large cluster does not hold it a hundred thousand times. */
const running: readonly Condition[] = [
  { type: 'PodScheduled', status: 'True' },
  { type: 'Initialized', status: 'True' },
  { type: 'ContainersReady', status: 'True' },
  { type: 'Ready', status: 'True' },
];

const startConditions: ReadonlySet<string> = new Set(running.map(({ type }) => type));

const completed: readonly Condition[] = [
  { type: 'PodScheduled', status: 'True' },
  { type: 'Initialized', status: 'True', reason: 'PodCompleted' },
  { type: 'ContainersReady', status: 'False', reason: 'PodCompleted' },
  { type: 'Ready', status: 'False', reason: 'PodCompleted' },
];

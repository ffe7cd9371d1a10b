import type { Pod } from '../../object/pod.js';
import { keyOf } from '../../object/object.js';
import type { IndexDefinition } from './multi-index.js';

/** A pod that ended holds no address and no port any more. @see kubernetes/website concepts/workloads/pods/pod-lifecycle.md */
function hasEnded(pod: Pod): boolean {
  return pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed';
}

/** Pods by the addresses that are their own. */
export const podsByAddress: IndexDefinition<Pod> = {
  identityOf: keyOf,
  keysOf: (pod) => (pod.spec.hostNetwork || hasEnded(pod) ? [] : pod.status.podIPs),
};

/** Pods by the node that they were placed on. */
export const podsByNode: IndexDefinition<Pod> = {
  identityOf: keyOf,
  keysOf: (pod) => (pod.spec.nodeName === undefined ? [] : [pod.spec.nodeName]),
};

/** Pods by each of their labels within the namespace; {@link labelKey} makes the key. */
export const podsByLabel: IndexDefinition<Pod> = {
  identityOf: keyOf,
  keysOf: ({ metadata }) =>
    Object.entries(metadata.labels).map(([label, value]) => labelKey(metadata.namespace, label, value)),
};

/** The key of a label of pods of a namespace. */
export function labelKey(namespace: string, label: string, value: string): string {
  return `${namespace}/${label}=${value}`;
}

/** Pods by the ports that they take on their node; {@link hostPortKey} makes the key. */
export const podsByHostPort: IndexDefinition<Pod> = {
  identityOf: keyOf,
  keysOf: (pod) => {
    const { nodeName, hostNetwork, containers, initContainers } = pod.spec;
    if (nodeName === undefined || hasEnded(pod)) return [];
    return [...containers, ...initContainers.filter((container) => container.restartPolicy === 'Always')]
      .flatMap((container) => container.ports)
      .map((port) => (hostNetwork ? port.containerPort : port.hostPort))
      .filter((port) => port !== undefined && port !== 0)
      .map((port) => hostPortKey(nodeName, port ?? 0));
  },
};

/** The key of a port of a node. */
export function hostPortKey(node: string, port: number): string {
  return `${node}:${port}`;
}

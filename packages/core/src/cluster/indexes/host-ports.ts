import type { Container, Pod } from '../../object/pod.js';
import { groupedChanges } from '../grouped-changes.js';
import { type Entry, PersistentMap } from '../persistent-map.js';
import { changedList } from '../changed-list.js';
import { objectOrder } from '../order.js';
import type { TableChange } from '../table-change.js';
import { distinct } from './distinct.js';
import { hasEnded } from './ended.js';

type PodsByPort = ReadonlyMap<number, readonly Pod[]>;

const nothing: readonly never[] = [];

/** Pods by the ports that they take on their node: each hostPort, and with hostNetwork whatever a container listens on. */
export class HostPorts {
  readonly #nodes: PersistentMap<string, PodsByPort>;

  private constructor(nodes: PersistentMap<string, PodsByPort>) {
    this.#nodes = nodes;
  }

  static empty(): HostPorts {
    return new HostPorts(PersistentMap.empty());
  }

  /** The pods that take a port on a node, whatever its protocol, sorted by namespace and name. */
  at(node: string, port: number): readonly Pod[] {
    return this.#nodes.get(node)?.get(port) ?? nothing;
  }

  /** The index after a change of the pods. */
  with(change: TableChange<Pod>): HostPorts {
    const nodes: Entry<string, PodsByPort | undefined>[] = [];
    for (const { key: node, removed = nothing, added = nothing } of groupedChanges(
      change,
      nodesOfHostPorts,
    )) {
      const ports = new Map(this.#nodes.get(node));
      for (const group of groupedChanges({ removed, added, updated: [] }, hostPortsOf)) {
        const pods = changedList(ports.get(group.key) ?? nothing, group, objectOrder);
        if (pods.length === 0) ports.delete(group.key);
        else ports.set(group.key, pods);
      }
      nodes.push([node, ports.size === 0 ? undefined : ports]);
    }
    return nodes.length === 0 ? this : new HostPorts(this.#nodes.with(nodes));
  }
}

/** The node on which a pod takes ports, if it takes any. */
function nodesOfHostPorts(pod: Pod): readonly string[] {
  const { nodeName } = pod.spec;
  return nodeName === undefined || hasEnded(pod) || hostPortsOf(pod).length === 0 ? nothing : [nodeName];
}

/** @see kubernetes/kubernetes pkg/scheduler/util/utils.go, GetHostPorts; pkg/apis/core/v1/defaults.go, defaultHostNetworkPorts */
function hostPortsOf({ spec: { containers, initContainers, hostNetwork } }: Pod): readonly number[] {
  const ports: number[] = [];
  const note = ({ ports: declared }: Container): void => {
    for (const { hostPort, containerPort } of declared) {
      const port = hostNetwork ? containerPort : hostPort;
      if (port !== undefined && port !== 0) ports.push(port);
    }
  };
  containers.forEach(note);
  // An init container that is no sidecar has ended before the pod serves.
  for (const container of initContainers) if (container.restartPolicy === 'Always') note(container);
  return distinct(ports);
}

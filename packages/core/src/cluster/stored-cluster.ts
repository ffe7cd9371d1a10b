import type { EndpointSlice } from '../object/endpoint-slice.js';
import type { LabelSelector } from '../object/label-selector.js';
import type { Node } from '../object/node.js';
import type { Kind, KubernetesObject, ObjectByKind, ObjectKey } from '../object/object.js';
import { keyOf } from '../object/object.js';
import type { Pod } from '../object/pod.js';
import type { Service } from '../object/service.js';
import type { Assumption } from '../problem/assumption.js';
import type { ObjectReference, Problem } from '../problem/problem.js';
import type { ClusterChange } from './change.js';
import type { Cluster, Owner } from './cluster.js';
import type { ControlPlane, WritableCluster } from './control-plane.js';
import type { LoadBalancer } from './infrastructure.js';
import type { MultiIndex } from './indexes/multi-index.js';
import { hostPortKey } from './indexes/pods.js';
import { ownerKey } from './indexes/owners.js';
import type { Platform } from './platform.js';
import { selectPods } from './select-pods.js';
import type { ClusterState } from './state.js';
import { emptyState, written } from './state.js';
import type { Write } from './write.js';

/** What a cluster is made with and keeps. */
export interface ClusterSettings {
  readonly platform: Platform;
  readonly controlPlane: ControlPlane;
  readonly assumptions: readonly Assumption[];
}

/** The cluster as it is stored: tables, indexes and what the cloud provisioned, all persistent. */
export class StoredCluster implements WritableCluster {
  readonly #settings: ClusterSettings;
  readonly #state: ClusterState;
  #problems: readonly Problem[] | undefined;
  #infrastructure: readonly LoadBalancer[] | undefined;

  private constructor(settings: ClusterSettings, state: ClusterState) {
    this.#settings = settings;
    this.#state = state;
  }

  /** A cluster without objects. */
  static empty(settings: ClusterSettings): StoredCluster {
    return new StoredCluster(settings, emptyState);
  }

  get platform(): Platform {
    return this.#settings.platform;
  }

  get assumptions(): readonly Assumption[] {
    return this.#settings.assumptions;
  }

  get problems(): readonly Problem[] {
    this.#problems ??= [...this.#state.reports.entries()]
      .sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
      .flatMap(([, problems]) => problems);
    return this.#problems;
  }

  get infrastructure(): readonly LoadBalancer[] {
    this.#infrastructure ??= [...this.#state.balancers.values()].sort((one, other) =>
      one.id < other.id ? -1 : one.id > other.id ? 1 : 0,
    );
    return this.#infrastructure;
  }

  get<K extends Kind>(kind: K, key: ObjectKey): ObjectByKind[K] | undefined {
    return this.#state.tables[kind].get(key);
  }

  list<K extends Kind>(kind: K, namespace?: string): readonly ObjectByKind[K][] {
    return this.#state.tables[kind].list(namespace);
  }

  podsMatching(namespace: string, selector: LabelSelector): readonly Pod[] {
    return selectPods(this.#state.tables.Pod, this.#state.indexes.podsByLabel, namespace, selector);
  }

  podsOnNode(node: string): readonly Pod[] {
    return this.#state.indexes.podsByNode.all(node);
  }

  podByAddress(address: string): Pod | undefined {
    return this.#state.indexes.podsByAddress.first(address);
  }

  podsByHostPort(node: string, port: number): readonly Pod[] {
    return this.#state.indexes.podsByHostPort.all(hostPortKey(node, port));
  }

  nodeByAddress(address: string): Node | undefined {
    return this.#state.indexes.nodesByAddress.first(address);
  }

  servicesByAddress(address: string): readonly Service[] {
    return this.#state.indexes.servicesByAddress.all(address);
  }

  servicesByNodePort(port: number): readonly Service[] {
    return this.#state.indexes.servicesByNodePort.all(`${port}`);
  }

  slicesOf(service: ObjectKey): readonly EndpointSlice[] {
    return this.#state.indexes.slicesByService.all(service);
  }

  ownedBy<K extends 'Pod' | 'ReplicaSet'>(kind: K, owner: Owner): readonly ObjectByKind[K][] {
    const { podsByOwner, replicaSetsByOwner } = this.#state.indexes;
    const indexes: { readonly [P in 'Pod' | 'ReplicaSet']: MultiIndex<ObjectByKind[P]> } = {
      Pod: podsByOwner,
      ReplicaSet: replicaSetsByOwner,
    };
    return indexes[kind].all(ownerKey(owner));
  }

  loadBalancer(id: string): LoadBalancer | undefined {
    return this.#state.balancers.get(id);
  }

  loadBalancerByAddress(address: string): LoadBalancer | undefined {
    return this.#state.balancersByAddress.first(address);
  }

  loadBalancerByHostname(hostname: string): LoadBalancer | undefined {
    return this.#state.balancersByHostname.first(hostname);
  }

  counter(name: string): number {
    return this.#state.counters.get(name) ?? 0;
  }

  apply(...objects: readonly unknown[]): Cluster {
    return this.#take(this.#settings.controlPlane.admit(this, objects));
  }

  delete(...objects: readonly ObjectReference[]): Cluster {
    return this.#take(this.#settings.controlPlane.remove(this, objects));
  }

  changeTo(other: Cluster): ClusterChange {
    if (!(other instanceof StoredCluster))
      throw new TypeError('a cluster can only be compared with one made by createCluster');
    const removed = new Map<string, KubernetesObject>();
    const added: KubernetesObject[] = [];
    const updated: ClusterChange['updated'][number][] = [];
    for (const kind of kinds) {
      const difference = differenceOf(this.#state, other.#state, kind);
      for (const object of difference.removed) removed.set(`${kind} ${keyOf(object)}`, object);
      for (const object of difference.added) {
        const key = `${kind} ${keyOf(object)}`;
        const from = removed.get(key);
        if (from === undefined) {
          added.push(object);
        } else {
          updated.push({ from, to: object });
          removed.delete(key);
        }
      }
    }
    return { added, updated, removed: [...removed.values()] };
  }

  /** The cluster after writes of the control plane; nothing settles. */
  write(writes: readonly Write[]): StoredCluster {
    return writes.length === 0 ? this : new StoredCluster(this.#settings, written(this.#state, writes));
  }

  /** The same cluster with something more taken for granted. */
  assuming(assumptions: readonly Assumption[]): StoredCluster {
    if (assumptions.length === 0) return this;
    const settings = { ...this.#settings, assumptions: [...this.#settings.assumptions, ...assumptions] };
    return new StoredCluster(settings, this.#state);
  }

  #take(writes: readonly Write[]): Cluster {
    const next = this.write(writes);
    return this.#settings.controlPlane.settle(next, this.changeTo(next));
  }
}

const kinds = Object.keys(emptyState.tables).filter((kind): kind is Kind => kind in emptyState.tables);

function differenceOf<K extends Kind>(
  before: ClusterState,
  after: ClusterState,
  kind: K,
): { readonly removed: readonly KubernetesObject[]; readonly added: readonly KubernetesObject[] } {
  return before.tables[kind].differenceTo(after.tables[kind]);
}

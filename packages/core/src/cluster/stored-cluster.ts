import { isModelledKind } from '../manifest/kind.js';
import type { EndpointSlice } from '../object/endpoint-slice.js';
import type { LabelSelector } from '../object/label-selector.js';
import type { Node } from '../object/node.js';
import type { Kind, ObjectByKind, ObjectKey } from '../object/object.js';
import type { Pod } from '../object/pod.js';
import type { Service } from '../object/service.js';
import type { Assumption } from '../problem/assumption.js';
import type { ObjectReference, Problem } from '../problem/problem.js';
import type { ClusterChange } from './change.js';
import { changeOf } from './change-of.js';
import type { Cluster, Owner } from './cluster.js';
import type { ControlPlane, WritableCluster } from './control-plane.js';
import type { LoadBalancer } from './infrastructure.js';
import type { MultiIndex } from './indexes/multi-index.js';
import { ownerKey } from './indexes/owners.js';
import type { Platform } from './platform.js';
import type { ClusterState, Tables } from './state.js';
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
    return this.#state.reports.problems;
  }

  get infrastructure(): readonly LoadBalancer[] {
    return this.#state.loadBalancers.list;
  }

  get<K extends Kind>(kind: K, key: ObjectKey): ObjectByKind[K] | undefined {
    return this.#state.tables[kind].get(key);
  }

  list<K extends Kind>(kind: K, namespace?: string): readonly ObjectByKind[K][] {
    return this.#state.tables[kind].list(namespace);
  }

  podsMatching(namespace: string, selector: LabelSelector): readonly Pod[] {
    return this.#state.indexes.podsByLabels.matching(namespace, selector);
  }

  podsOnNode(node: string): readonly Pod[] {
    return this.#state.indexes.podsByNode.all(node);
  }

  podByAddress(address: string): Pod | undefined {
    return this.#state.indexes.podsByAddress.first(address);
  }

  podsByHostPort(node: string, port: number): readonly Pod[] {
    return this.#state.indexes.podsByHostPort.at(node, port);
  }

  podsMindingOthers(state: 'waiting' | 'placed'): readonly Pod[] {
    return this.#state.indexes.podsMindingOthers.all(state);
  }

  nodeByAddress(address: string): Node | undefined {
    return this.#state.indexes.nodesByAddress.first(address);
  }

  servicesByAddress(address: string): readonly Service[] {
    return this.#state.indexes.servicesByAddress.all(address);
  }

  servicesByNodePort(port: number): readonly Service[] {
    return this.#state.indexes.servicesByNodePort.all(port);
  }

  slicesOf(service: ObjectKey): readonly EndpointSlice[] {
    return this.#state.indexes.slicesByService.all(service);
  }

  ownedBy<K extends 'Pod' | 'ReplicaSet'>(kind: K, owner: Owner): readonly ObjectByKind[K][] {
    const { podsByOwner, replicaSetsByOwner } = this.#state.indexes;
    const indexes: { readonly [P in 'Pod' | 'ReplicaSet']: MultiIndex<string, ObjectByKind[P]> } = {
      Pod: podsByOwner,
      ReplicaSet: replicaSetsByOwner,
    };
    return indexes[kind].all(ownerKey(owner));
  }

  loadBalancer(id: string): LoadBalancer | undefined {
    return this.#state.loadBalancers.get(id);
  }

  loadBalancerByAddress(address: string): LoadBalancer | undefined {
    return this.#state.loadBalancers.byAddress(address);
  }

  loadBalancersByAddress(address: string): readonly LoadBalancer[] {
    return this.#state.loadBalancers.allByAddress(address);
  }

  loadBalancerByHostname(hostname: string): LoadBalancer | undefined {
    return this.#state.loadBalancers.byHostname(hostname);
  }

  counter(name: string): number {
    return this.#state.counters.get(name) ?? 0;
  }

  apply(...objects: readonly unknown[]): Cluster {
    return this.#settled(this.admitted(objects));
  }

  delete(...objects: readonly ObjectReference[]): Cluster {
    return this.#settled(this.removed(objects));
  }

  changeTo(other: Cluster): ClusterChange {
    if (!(other instanceof StoredCluster))
      throw new TypeError('a cluster can only be compared with one made by createCluster');
    const changes = kinds.map((kind) => changeOfTable(this.#state.tables, other.#state.tables, kind));
    return {
      added: changes.flatMap((change) => change.added),
      updated: changes.flatMap((change) => change.updated),
      removed: changes.flatMap((change) => change.removed),
    };
  }

  write(writes: readonly Write[]): StoredCluster {
    return writes.length === 0 ? this : this.#with(writes, changeOf(this, writes));
  }

  admitted(objects: readonly unknown[]): readonly Write[] {
    return this.#settings.controlPlane.admit(this, objects);
  }

  removed(objects: readonly ObjectReference[]): readonly Write[] {
    return this.#settings.controlPlane.remove(this, objects);
  }

  assuming(assumptions: readonly Assumption[]): StoredCluster {
    if (assumptions.length === 0) return this;
    const settings = { ...this.#settings, assumptions: [...this.#settings.assumptions, ...assumptions] };
    return new StoredCluster(settings, this.#state);
  }

  #with(writes: readonly Write[], change: ClusterChange): StoredCluster {
    return new StoredCluster(this.#settings, written(this.#state, writes, change));
  }

  #settled(writes: readonly Write[]): Cluster {
    const change = changeOf(this, writes);
    return this.#settings.controlPlane.settle(this.#with(writes, change), change);
  }
}

const kinds: readonly Kind[] = Object.keys(emptyState.tables).filter(isModelledKind);

function changeOfTable<K extends Kind>(
  before: Pick<Tables, K>,
  after: Pick<Tables, K>,
  kind: K,
): ClusterChange {
  return before[kind].changeTo(after[kind]);
}

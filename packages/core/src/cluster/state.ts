import { Map as PersistentMap } from 'immutable';
import type { Kind, KubernetesObject, ObjectByKind } from '../object/object.js';
import { keyOf } from '../object/object.js';
import type { Problem } from '../problem/problem.js';
import { loadBalancersByAddress, loadBalancersByHostname } from './indexes/load-balancers.js';
import type { Indexes } from './indexes/indexes.js';
import { emptyIndexes, updated } from './indexes/indexes.js';
import { MultiIndex } from './indexes/multi-index.js';
import type { LoadBalancer } from './infrastructure.js';
import { ObjectTable } from './object-table.js';
import type { Write } from './write.js';

/** A table for each kind. */
export type Tables = { readonly [K in Kind]: ObjectTable<ObjectByKind[K]> };

/** Everything that a cluster holds, as one immutable value. */
export interface ClusterState {
  readonly tables: Tables;
  readonly indexes: Indexes;
  readonly balancers: PersistentMap<string, LoadBalancer>;
  readonly balancersByAddress: MultiIndex<LoadBalancer>;
  readonly balancersByHostname: MultiIndex<LoadBalancer>;
  readonly counters: PersistentMap<string, number>;
  /** By controller and key. */
  readonly reports: PersistentMap<string, readonly Problem[]>;
}

/** Nothing at all. */
export const emptyState: ClusterState = {
  tables: {
    Namespace: ObjectTable.empty(),
    Node: ObjectTable.empty(),
    Pod: ObjectTable.empty(),
    Deployment: ObjectTable.empty(),
    ReplicaSet: ObjectTable.empty(),
    StatefulSet: ObjectTable.empty(),
    DaemonSet: ObjectTable.empty(),
    Job: ObjectTable.empty(),
    CronJob: ObjectTable.empty(),
    ReplicationController: ObjectTable.empty(),
    Service: ObjectTable.empty(),
    Endpoints: ObjectTable.empty(),
    EndpointSlice: ObjectTable.empty(),
    Ingress: ObjectTable.empty(),
    IngressClass: ObjectTable.empty(),
    Secret: ObjectTable.empty(),
    ConfigMap: ObjectTable.empty(),
    NetworkPolicy: ObjectTable.empty(),
  },
  indexes: emptyIndexes,
  balancers: PersistentMap(),
  balancersByAddress: MultiIndex.empty(loadBalancersByAddress),
  balancersByHostname: MultiIndex.empty(loadBalancersByHostname),
  counters: PersistentMap(),
  reports: PersistentMap(),
};

/** What left and what came, by the last write for each object. */
interface ObjectChanges {
  readonly removed: KubernetesObject[];
  readonly added: KubernetesObject[];
}

/** The state after writes, in their order: the last one for an object counts. */
export function written(state: ClusterState, writes: readonly Write[]): ClusterState {
  const changes = objectChanges(state, writes);
  const { counters, reports } = counted(state, writes);
  return {
    tables:
      changes.removed.length + changes.added.length === 0
        ? state.tables
        : changedTables(state.tables, changes),
    indexes: updated(state.indexes, changes.removed, changes.added),
    ...changedBalancers(state, writes),
    counters,
    reports,
  };
}

function objectChanges(state: ClusterState, writes: readonly Write[]): ObjectChanges {
  const last = new Map<
    string,
    { readonly before: KubernetesObject | undefined; readonly after?: KubernetesObject }
  >();
  for (const write of writes) {
    if (write.kind === 'put') {
      const key = keyOf(write.object);
      const before = state.tables[write.object.kind].get(key);
      last.set(`${write.object.kind} ${key}`, { before, after: write.object });
    } else if (write.kind === 'remove') {
      last.set(`${write.objectKind} ${write.key}`, { before: state.tables[write.objectKind].get(write.key) });
    }
  }
  const changes: ObjectChanges = { removed: [], added: [] };
  for (const { before, after } of last.values()) {
    if (before === after) continue;
    if (before !== undefined) changes.removed.push(before);
    if (after !== undefined) changes.added.push(after);
  }
  return changes;
}

function changedTables(tables: Tables, changes: ObjectChanges): Tables {
  const kinds = new Set([...changes.removed, ...changes.added].map((object) => object.kind));
  const next = { ...tables };
  for (const kind of kinds) changeTable(next, kind, changes);
  return next;
}

function changeTable<K extends Kind>(
  tables: { -readonly [P in Kind]: Tables[P] },
  kind: K,
  { removed, added }: ObjectChanges,
): void {
  const table: Tables[K] = tables[kind];
  tables[kind] = table.with(ofKind(removed, kind), ofKind(added, kind)) as Tables[K];
}

function ofKind<K extends Kind>(objects: readonly KubernetesObject[], kind: K): readonly ObjectByKind[K][] {
  return objects.filter((object): object is ObjectByKind[K] & KubernetesObject => object.kind === kind);
}

type Balancers = Pick<ClusterState, 'balancers' | 'balancersByAddress' | 'balancersByHostname'>;

function changedBalancers(state: ClusterState, writes: readonly Write[]): Balancers {
  const { balancersByAddress, balancersByHostname } = state;
  const balancers = state.balancers.withMutations((mutable) => {
    for (const write of writes) {
      if (write.kind === 'provision') mutable.set(write.loadBalancer.id, write.loadBalancer);
      else if (write.kind === 'release') mutable.delete(write.id);
    }
  });
  if (balancers === state.balancers) return { balancers, balancersByAddress, balancersByHostname };
  const removed = [...state.balancers.values()].filter((balancer) => balancers.get(balancer.id) !== balancer);
  const added = [...balancers.values()].filter((balancer) => state.balancers.get(balancer.id) !== balancer);
  return {
    balancers,
    balancersByAddress: balancersByAddress.with(removed, added),
    balancersByHostname: balancersByHostname.with(removed, added),
  };
}

function counted(state: ClusterState, writes: readonly Write[]): Pick<ClusterState, 'counters' | 'reports'> {
  let { counters, reports } = state;
  for (const write of writes) {
    if (write.kind === 'count') counters = counters.set(write.counter, write.value);
    else if (write.kind === 'report') {
      const key = `${write.controller} ${write.key}`;
      reports = write.problems.length === 0 ? reports.delete(key) : reports.set(key, write.problems);
    }
  }
  return { counters, reports };
}

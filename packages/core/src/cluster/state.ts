import type { Kind, ObjectByKind } from '../object/object.js';
import type { ClusterChange } from './change.js';
import type { Indexes } from './indexes/indexes.js';
import { emptyIndexes, changedIndexes } from './indexes/indexes.js';
import type { LoadBalancer } from './infrastructure.js';
import { LoadBalancerTable } from './load-balancer-table.js';
import { ObjectTable } from './object-table.js';
import { PersistentMap } from './persistent-map.js';
import { type Report, Reports } from './reports.js';
import { changedKinds, changeOfKind } from './table-change.js';
import type { Write } from './write.js';

/** A table for each kind. */
export type Tables = { readonly [K in Kind]: ObjectTable<ObjectByKind[K]> };

/** Everything that a cluster holds, as one immutable value. */
export interface ClusterState {
  readonly tables: Tables;
  readonly indexes: Indexes;
  readonly loadBalancers: LoadBalancerTable;
  readonly counters: PersistentMap<string, number>;
  readonly reports: Reports;
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
    ServiceImport: ObjectTable.empty(),
    Endpoints: ObjectTable.empty(),
    EndpointSlice: ObjectTable.empty(),
    Ingress: ObjectTable.empty(),
    IngressClass: ObjectTable.empty(),
    Secret: ObjectTable.empty(),
    ConfigMap: ObjectTable.empty(),
    NetworkPolicy: ObjectTable.empty(),
    BackendConfig: ObjectTable.empty(),
    FrontendConfig: ObjectTable.empty(),
    IngressClassParams: ObjectTable.empty(),
  },
  indexes: emptyIndexes,
  loadBalancers: LoadBalancerTable.empty(),
  counters: PersistentMap.empty(),
  reports: Reports.empty(),
};

/** The state after writes, in their order: the last one for anything counts. `change` is what becomes of the objects. */
export function written(state: ClusterState, writes: readonly Write[], change: ClusterChange): ClusterState {
  const loadBalancers = new Map<string, LoadBalancer | undefined>();
  const counters = new Map<string, number>();
  const reports: Report[] = [];
  for (const write of writes) {
    if (write.kind === 'provision') loadBalancers.set(write.loadBalancer.id, write.loadBalancer);
    else if (write.kind === 'release') loadBalancers.set(write.id, undefined);
    else if (write.kind === 'count') counters.set(write.counter, write.value);
    else if (write.kind === 'report') reports.push(write);
  }
  return {
    tables: changedTables(state.tables, change),
    indexes: changedIndexes(state.indexes, change),
    loadBalancers: state.loadBalancers.with(loadBalancers),
    counters: state.counters.with([...counters]),
    reports: state.reports.with(reports),
  };
}

function changedTables(tables: Tables, change: ClusterChange): Tables {
  const changed = { ...tables };
  for (const kind of changedKinds(change)) changeTable(changed, kind, change);
  return changed;
}

function changeTable<K extends Kind>(
  tables: { [P in K]: ObjectTable<ObjectByKind[P]> },
  kind: K,
  change: ClusterChange,
): void {
  tables[kind] = tables[kind].with(changeOfKind(change, kind));
}

import type { Cluster, Kind, ObjectReference, Origin } from '@kubehop/core';
import { keyOf } from '@kubehop/core/engine';
import type { Act, WorkloadName } from '../act/act.js';
import type { Fault, LinkEnd } from '../fault/fault.js';

/** Something that is named and does not exist at that moment. */
export interface Absent {
  /** What it should be, as a message says it: `node`, `Deployment`. */
  readonly what: string;
  readonly name: string;
  /** What there is of the same kind. */
  readonly known: readonly string[];
}

const zoneLabel = 'topology.kubernetes.io/zone';

/** What an act names that does not exist. */
export function absentOfAct(act: Act, cluster: Cluster): Absent | undefined {
  switch (act.act) {
    case 'scale':
    case 'wish':
      return absentWorkload(act.workload, cluster);
    case 'rollout':
      return absentWorkload(act.workload, cluster) ?? absentContainer(act, cluster);
    case 'delete':
      return firstOf(act.objects, (object) => absentReference(object, cluster));
    case 'cordon':
    case 'uncordon':
    case 'drain':
    case 'terminate':
    case 'report-node':
    case 'taint':
      return absentObject('Node', act.node, cluster);
    case 'fail':
    case 'recover':
      return absentOfFault(act.fault, cluster);
    case 'crash':
    case 'set-condition':
      return absentObject('Pod', act.pod, cluster);
    case 'apply':
    case 'behave':
      return undefined;
    default:
      return act satisfies never;
  }
}

/** What an origin names that does not exist. */
export function absentOfOrigin(origin: Origin, cluster: Cluster): Absent | undefined {
  switch (origin.kind) {
    case 'internet':
    case 'network':
      return undefined;
    case 'node':
    case 'address':
      return absentObject('Node', origin.node, cluster);
    case 'pod':
      return absentObject('Pod', `${origin.namespace}/${origin.name}`, cluster);
    case 'workload':
      return absentWorkload(origin.workload, cluster);
    default:
      return origin satisfies never;
  }
}

/** The workload, where there is none such. */
export function absentWorkload(
  { kind, namespace, name }: Omit<WorkloadName, 'kind'> & { readonly kind: Kind },
  cluster: Cluster,
): Absent | undefined {
  return absentObject(kind, `${namespace}/${name}`, cluster);
}

function absentContainer(
  { workload: { kind, namespace, name }, container }: Extract<Act, { act: 'rollout' }>,
  cluster: Cluster,
): Absent | undefined {
  if (container === undefined) return undefined;
  const known = (cluster.get(kind, `${namespace}/${name}`)?.spec.template.spec.containers ?? []).map(
    (each) => each.name,
  );
  return known.includes(container) ? undefined : { what: 'container', name: container, known };
}

function absentReference(
  { kind, namespace = '', name }: ObjectReference,
  cluster: Cluster,
): Absent | undefined {
  const key = namespace === '' ? name : `${namespace}/${name}`;
  return isKind(kind) ? absentObject(kind, key, cluster) : { what: kind, name: key, known: [] };
}

function absentOfFault(fault: Fault, cluster: Cluster): Absent | undefined {
  if ('pod' in fault) return absentObject('Pod', fault.pod, cluster);
  if ('link' in fault) return firstOf(fault.link, (end) => absentEnd(end, cluster));
  return 'dns' in fault || 'controlPlane' in fault ? undefined : absentEnd(fault, cluster);
}

function absentEnd(end: LinkEnd, cluster: Cluster): Absent | undefined {
  if ('outside' in end) return undefined;
  if ('node' in end) return absentObject('Node', end.node, cluster);
  if ('loadBalancer' in end) {
    const { loadBalancer: name } = end;
    const known = cluster.infrastructure.map(({ id }) => id);
    return known.includes(name) ? undefined : { what: 'load balancer', name, known };
  }
  const zones = cluster.list('Node').flatMap(({ metadata }) => metadata.labels[zoneLabel] ?? []);
  return zones.includes(end.zone)
    ? undefined
    : { what: 'zone', name: end.zone, known: [...new Set(zones)].sort() };
}

function absentObject(kind: Kind, name: string, cluster: Cluster): Absent | undefined {
  if (cluster.get(kind, name) !== undefined) return undefined;
  return { what: kind, name, known: cluster.list(kind).map(keyOf) };
}

function isKind(kind: string): kind is Kind {
  return Object.hasOwn(kinds, kind);
}

const kinds: Readonly<Record<Kind, true>> = {
  Namespace: true,
  Node: true,
  Pod: true,
  Deployment: true,
  ReplicaSet: true,
  StatefulSet: true,
  DaemonSet: true,
  Job: true,
  CronJob: true,
  ReplicationController: true,
  Service: true,
  ServiceImport: true,
  Endpoints: true,
  EndpointSlice: true,
  Ingress: true,
  IngressClass: true,
  Secret: true,
  ConfigMap: true,
  NetworkPolicy: true,
  BackendConfig: true,
  FrontendConfig: true,
  IngressClassParams: true,
};

function firstOf<Item>(
  items: readonly Item[],
  absentOf: (item: Item) => Absent | undefined,
): Absent | undefined {
  for (const item of items) {
    const absent = absentOf(item);
    if (absent !== undefined) return absent;
  }
  return undefined;
}

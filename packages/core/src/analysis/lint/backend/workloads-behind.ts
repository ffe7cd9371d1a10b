import type { Cluster } from '../../../cluster/cluster.js';
import { targetPortOn } from '../../../control/endpoint-slice/target-port.js';
import { selectorOf } from '../../../object/label-selector.js';
import type { Container, Pod } from '../../../object/pod.js';
import type { Service, ServicePort } from '../../../object/service.js';
import type { DaemonSet, Deployment, StatefulSet } from '../../../object/workload.js';
import { workloadOf } from '../../../pod/workload.js';
import type { ObjectReference } from '../../../problem/problem.js';
import { statedServices } from '../../stated-services.js';

/** A workload that can be rolled out. */
export type RolledWorkload = Deployment | StatefulSet | DaemonSet;

/** A container that requests for a port of a Service come to. */
export interface Behind {
  readonly workload: RolledWorkload;
  readonly service: Service;
  readonly port: ServicePort;
  readonly container: Container;
  /** The field of the container. */
  readonly field: string;
}

const remembered = new WeakMap<Cluster, readonly Behind[]>();

/** The containers of workloads behind the stated Services, as far as it is known which one takes the requests. */
export function workloadsBehind(cluster: Cluster): readonly Behind[] {
  let all = remembered.get(cluster);
  if (all === undefined) {
    all = statedServices(cluster).flatMap((service) =>
      podOfEach(cluster, service).flatMap((pod) => behindOf(cluster, service, pod)),
    );
    remembered.set(cluster, all);
  }
  return all;
}

/** One pod of each workload that a Service selects: the others are as it is. */
export function podOfEach(cluster: Cluster, { metadata, spec }: Service): readonly Pod[] {
  const { type, selector = {} } = spec;
  if (type === 'ExternalName' || Object.keys(selector).length === 0) return [];
  const pods = new Map<string, Pod>();
  for (const pod of cluster.podsMatching(metadata.namespace, selectorOf(selector))) {
    if (pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed') continue;
    const { kind, name } = workloadOf(cluster, pod) ?? { kind: 'Pod', name: pod.metadata.name };
    const key = `${kind}/${name}`;
    if (!pods.has(key)) pods.set(key, pod);
  }
  return [...pods.values()];
}

function behindOf(cluster: Cluster, service: Service, pod: Pod): readonly Behind[] {
  const workload = rolledWorkload(cluster, workloadOf(cluster, pod));
  if (workload === undefined) return [];
  const { containers } = workload.spec.template.spec;
  return service.spec.ports.flatMap((port) => {
    const index = containerAt(containers, targetPortOn(pod, port), port);
    const container = containers[index];
    return container === undefined
      ? []
      : [{ workload, service, port, container, field: `spec.template.spec.containers[${index}]` }];
  });
}

function rolledWorkload(
  cluster: Cluster,
  reference: ObjectReference | undefined,
): RolledWorkload | undefined {
  const { kind, namespace = '', name = '' } = reference ?? {};
  const isRolled = kind === 'Deployment' || kind === 'StatefulSet' || kind === 'DaemonSet';
  return isRolled ? cluster.get(kind, `${namespace}/${name}`) : undefined;
}

/** The container that declares a port; a single one that declares nothing takes what comes. */
function containerAt(
  containers: readonly Container[],
  target: number | undefined,
  { protocol }: ServicePort,
): number {
  const declaring = containers.findIndex(({ ports }) =>
    ports.some((each) => each.containerPort === target && each.protocol === protocol),
  );
  const [only, ...others] = containers;
  return declaring < 0 && others.length === 0 && only?.ports.length === 0 ? 0 : declaring;
}

/** Whether a port is for those that collect metrics, which try again later. */
export function forMetrics({ port }: Behind): boolean {
  return port.name.includes('metrics');
}

/** The first container of each workload. */
export function oncePerWorkload(all: readonly Behind[]): readonly Behind[] {
  const first = new Map<RolledWorkload, Behind>();
  for (const each of all) if (!first.has(each.workload)) first.set(each.workload, each);
  return [...first.values()];
}

import type { Cluster } from '../../../cluster/cluster.js';
import { takes } from '../../../controller/class.js';
import { controllersOf } from '../../../controller/controllers.js';
import type { Ingress } from '../../../object/ingress.js';
import type { Service } from '../../../object/service.js';
import { workloadOf } from '../../../pod/workload.js';
import type { ObjectReference } from '../../../problem/problem.js';
import type { Finding } from '../finding.js';
import { podOfEach } from './workloads-behind.js';

/**
 * Workloads of one replica that several hosts of Ingresses depend on: as their only backend, or as the only pod of the
 * controller that serves them. Where something scales workloads that the model does not look at, nobody knows.
 *
 * @see kubernetes/website concepts/workloads/pods/disruptions.md
 */
export function oneReplica(cluster: Cluster): readonly Finding[] {
  if (hasAutoscalers(cluster)) return [];
  const hosts = new HostsOfWorkloads();
  for (const [host, services] of backendsByHost(cluster)) {
    const [service, ...others] = services;
    if (service === undefined || others.length > 0) continue;
    const workload = onlyWorkload(cluster, service);
    if (workload !== undefined) hosts.add(workload, host);
  }
  for (const [host, workload] of controllersByHost(cluster)) hosts.add(workload, host);
  return hosts.findings();
}

/** @see kubernetes/website tasks/run-application/horizontal-pod-autoscale.md; kedacore/keda ScaledObject */
function hasAutoscalers({ problems }: Cluster): boolean {
  return problems.some(
    ({ code, object }) =>
      code === 'kind-not-modelled' &&
      (object.kind === 'HorizontalPodAutoscaler' || object.kind === 'ScaledObject'),
  );
}

/** The Services that the rules of each host lead to; undefined among them stands for what is none. */
function backendsByHost(cluster: Cluster): ReadonlyMap<string, ReadonlySet<Service | undefined>> {
  const byHost = new Map<string, Set<Service | undefined>>();
  for (const { metadata, spec } of cluster.list('Ingress')) {
    for (const { host, paths } of spec.rules) {
      if (host === '') continue;
      const services = byHost.get(host) ?? new Set();
      byHost.set(host, services);
      for (const { backend } of paths) {
        const key = `${metadata.namespace}/${backend.name}`;
        services.add(backend.kind === 'service' ? cluster.get('Service', key) : undefined);
      }
    }
  }
  return byHost;
}

/** The workload that all pods of a Service belong to, if it has one replica. */
function onlyWorkload(cluster: Cluster, service: Service): ObjectReference | undefined {
  const [pod, ...others] = podOfEach(cluster, service);
  const workload = pod === undefined || others.length > 0 ? undefined : workloadOf(cluster, pod);
  return workload !== undefined && hasOneReplica(cluster, workload) ? workload : undefined;
}

function hasOneReplica(cluster: Cluster, { kind, namespace = '', name }: ObjectReference): boolean {
  const isScaled = kind === 'Deployment' || kind === 'StatefulSet' || kind === 'ReplicaSet';
  const isOld = kind === 'ReplicationController';
  return (isScaled || isOld) && cluster.get(kind, `${namespace}/${name}`)?.spec.replicas === 1;
}

/** For each host the workload of its controller, where that is a single pod of one replica. */
function controllersByHost(cluster: Cluster): ReadonlyMap<string, ObjectReference> {
  const byHost = new Map<string, ObjectReference>();
  const shared = new Set<string>();
  for (const { profile, pods } of controllersOf(cluster)) {
    const [pod, ...others] = pods;
    const workload = pod === undefined || others.length > 0 ? undefined : workloadOf(cluster, pod);
    const isSingle = workload !== undefined && hasOneReplica(cluster, workload);
    for (const host of cluster
      .list('Ingress')
      .filter((each) => takes(cluster, profile, each))
      .flatMap(hostsOf)) {
      if (byHost.has(host) || !isSingle) shared.add(host);
      else byHost.set(host, workload);
    }
  }
  return new Map([...byHost].filter(([host]) => !shared.has(host)));
}

function hostsOf({ spec }: Ingress): readonly string[] {
  return [...new Set(spec.rules.map(({ host }) => host).filter((host) => host !== ''))];
}

const shown = 3;

/** The hosts that depend on each workload. */
class HostsOfWorkloads {
  readonly #byWorkload = new Map<string, { readonly object: ObjectReference; readonly hosts: Set<string> }>();

  add(object: ObjectReference, host: string): void {
    const key = `${object.kind} ${object.namespace ?? ''}/${object.name}`;
    const known = this.#byWorkload.get(key) ?? { object, hosts: new Set() };
    this.#byWorkload.set(key, known);
    known.hosts.add(host);
  }

  findings(): readonly Finding[] {
    return [...this.#byWorkload.values()].flatMap(({ object, hosts }) =>
      hosts.size < 2 ? [] : [findingOf(object, [...hosts].sort())],
    );
  }
}

function findingOf(object: ObjectReference, hosts: readonly string[]): Finding {
  const more = hosts.length > shown ? ` and ${hosts.length - shown} more` : '';
  const { kind, namespace = '', name } = object;
  return {
    code: 'one-replica-behind-many-hosts',
    severity: 'notice',
    object,
    path: 'spec.replicas',
    message: `${hosts.length} hosts (${hosts.slice(0, shown).join(', ')}${more}) depend on ${kind} ${namespace}/${name}, which has one replica: none of them answers while its pod is gone.`,
    fix: 'Set spec.replicas to 2 or more, on different nodes.',
    evidence: {
      kind: 'rule',
      rule: 'A pod is gone when its node is drained or lost, and nobody answers until another one is ready.',
      source: 'kubernetes/website concepts/workloads/pods/disruptions.md',
    },
  };
}

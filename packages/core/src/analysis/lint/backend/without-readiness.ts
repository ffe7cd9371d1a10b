import type { Cluster } from '../../../cluster/cluster.js';
import { referenceTo } from '../../../object/reference.js';
import type { Finding } from '../finding.js';
import { servesWhileRolled } from './rollout.js';
import { type Behind, forMetrics, oncePerWorkload, workloadsBehind } from './workloads-behind.js';

/**
 * Workloads whose containers get requests of a Service from the moment that they run: nothing asks whether they take
 * requests yet. A startup probe, a hook after the start, a readiness gate or the probe of another container may do that
 * in place of a readiness probe.
 *
 * @see kubernetes/website concepts/workloads/pods/pod-lifecycle.md, container probes
 */
export function withoutReadiness(cluster: Cluster): readonly Finding[] {
  const behind = workloadsBehind(cluster).filter(
    (each) => !forMetrics(each) && isUnasked(each) && servesWhileRolled(cluster, each.workload),
  );
  return oncePerWorkload(behind).map(({ workload, service, container, field }): Finding => {
    const { kind, metadata } = workload;
    const { namespace, name } = service.metadata;
    return {
      code: 'rollout-without-readiness',
      severity: 'warning',
      object: referenceTo(workload),
      path: `${field}.readinessProbe`,
      message: `Container ${container.name} of ${kind} ${metadata.namespace}/${metadata.name} has no readiness probe: during a rollout Service ${namespace}/${name} sends requests to new pods as soon as they run, whether they take them yet or not, and old pods are stopped for them.`,
      fix: 'Give the container a readinessProbe that asks the application itself.',
      evidence: {
        kind: 'rule',
        rule: 'A container without a readiness probe counts as ready once it is started: its pod becomes an endpoint, and the rollout goes on.',
        source: 'kubernetes/website concepts/workloads/pods/pod-lifecycle.md, container probes',
      },
    };
  });
}

function isUnasked({ workload, service, container }: Behind): boolean {
  const { spec } = workload.spec.template;
  return (
    !service.spec.publishNotReadyAddresses &&
    container.startupProbe === undefined &&
    container.postStart === undefined &&
    (spec.readinessGates ?? []).length === 0 &&
    spec.containers.every(({ readinessProbe }) => readinessProbe === undefined)
  );
}

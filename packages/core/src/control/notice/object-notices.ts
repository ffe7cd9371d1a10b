import type { Platform } from '../../cluster/platform.js';
import type { KubernetesObject } from '../../object/object.js';
import type { Pod } from '../../object/pod.js';
import type { CronJob } from '../../object/workload.js';
import type { Problem } from '../../problem/problem.js';
import { mostPods } from '../workload/most-pods.js';
import { conditionOf } from '../workload/pod-state.js';
import { ignoredSettings } from './ignored-settings.js';
import { pendingBalancer } from './pending-balancer.js';
import { providerAnnotations } from './provider-annotations.js';
import { referenceTo } from './reference.js';

/**
 * What the author of an object may not expect of the state that it came to: a pod that fits nowhere, a load balancer
 * that nobody provides, a CronJob that is not running now.
 */
export function objectNotices(object: KubernetesObject, platform: Platform): readonly Problem[] {
  switch (object.kind) {
    case 'Pod':
      return object.spec.nodeName === undefined ? unschedulable(object) : withoutAddress(object);
    case 'Service':
      return [
        ...pendingBalancer(object, platform),
        ...ignoredSettings(object, platform),
        ...providerAnnotations(object, platform),
      ];
    case 'ReplicaSet':
    case 'ReplicationController':
    case 'StatefulSet':
      return capped(object, 'spec.replicas', object.spec.replicas);
    case 'Job':
      return capped(object, 'spec.completions', object.spec.completions ?? object.spec.parallelism);
    case 'CronJob':
      return [notRunning(object)];
    default:
      return none;
  }
}

/** Most objects have nothing to report, and there are many. */
const none: readonly Problem[] = [];

function unschedulable(pod: Pod): readonly Problem[] {
  const condition = conditionOf(pod, 'PodScheduled');
  if (condition?.status !== 'False') return none;
  return [
    {
      code: 'pod-unschedulable',
      severity: 'warning',
      object: referenceTo(pod),
      path: 'spec',
      message: `the pod stays Pending: ${condition.message ?? 'it fits no node'}`,
      fix: 'Let it fit a node (nodeSelector, affinity, tolerations, host ports), or add a node that it fits',
    },
  ];
}

function withoutAddress(pod: Pod): readonly Problem[] {
  if (pod.status.podIPs.length > 0) return none;
  const condition = conditionOf(pod, 'PodReadyToStartContainers');
  if (condition?.status !== 'False' || condition.message === undefined) return none;
  return [
    {
      code: 'pod-without-address',
      severity: 'warning',
      object: referenceTo(pod),
      path: 'status.podIP',
      message: `the pod does not start: ${condition.message}`,
      fix: `Give node ${pod.spec.nodeName ?? ''} an address and a larger podCIDR, or add a node`,
    },
  ];
}

function capped(object: KubernetesObject, path: string, pods: number): readonly Problem[] {
  if (pods <= mostPods) return none;
  return [
    {
      code: 'pods-capped',
      severity: 'warning',
      object: referenceTo(object),
      path,
      message: `${pods} pods are asked for; the model makes ${mostPods} of one owner at most`,
      fix: `Ask for no more than ${mostPods}`,
    },
  ];
}

function notRunning(cronJob: CronJob): Problem {
  const { schedule, suspend } = cronJob.spec;
  return {
    code: 'cron-job-not-running',
    severity: 'notice',
    object: referenceTo(cronJob),
    path: 'spec.schedule',
    message: suspend
      ? 'the CronJob is suspended: it has no pods'
      : `the CronJob has pods only at the times of its schedule ("${schedule}"); the model takes another moment`,
    fix: 'To trace requests of its pods, add a Job with its template',
  };
}

import type { Cluster } from '../cluster/cluster.js';
import type { Pod } from '../object/pod.js';
import { done } from '../step/result.js';
import type { Flight, Process, Step } from '../step/step.js';
import type { Cause } from '../trace/outcome.js';
import { podReference } from '../endpoints/application.js';
import { hopAt, labelOf } from './arrival.js';

/** The end of what comes to a pod of which no process answers; undefined where one does. */
export function withoutProcess(
  cluster: Cluster,
  flight: Flight,
  pod: Pod,
  process: Process | undefined,
): Step | undefined {
  switch (process?.kind) {
    case 'stopped':
    case 'not-listening': {
      const hop = hopAt(cluster, pod, flight, 'rejected');
      const cause = process.kind === 'stopped' ? stopped(pod) : notListening(pod);
      return done([hop], { kind: 'refused', place: hop.place, cause });
    }
    case 'hangs': {
      const hop = hopAt(cluster, pod, flight, 'delivered');
      return done([hop], { kind: 'timeout', place: hop.place, cause: hangs(pod) });
    }
    case 'answers':
    case 'usual':
    case undefined:
      return undefined;
    default:
      return process satisfies never;
  }
}

function stopped(pod: Pod): Cause {
  return {
    code: 'container-not-running',
    object: podReference(pod),
    path: 'status.containerStatuses',
    message: `${labelOf(pod)} has no container that runs; its kernel refuses what comes to its ports.`,
    fix: 'Let whoever sends learn that the pod goes before its processes end: a preStop hook that sleeps.',
  };
}

function notListening(pod: Pod): Cause {
  return {
    code: 'process-not-listening',
    object: podReference(pod),
    path: 'spec.containers',
    message: `The process of ${labelOf(pod)} takes no connections at this moment.`,
    fix: 'Give the container a readinessProbe, so that it gets requests once it listens, and let it listen until whoever sends has learned that it goes.',
  };
}

function hangs(pod: Pod): Cause {
  return {
    code: 'process-hangs',
    object: podReference(pod),
    path: 'spec.containers',
    message: `The process of ${labelOf(pod)} takes the connection and answers nothing.`,
    fix: 'Give the container a readinessProbe that asks the application itself.',
  };
}

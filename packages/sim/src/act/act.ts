import type { Condition, ObjectReference } from '@kubehop/core';
import type { Fault } from '../fault/fault.js';
import { faultText } from '../fault/fault.js';
import type { StatedBehaviour } from '../kubelet/behaviour.js';

/** A workload by its kind, namespace and name. @public */
export interface WorkloadName {
  readonly kind: 'Deployment' | 'StatefulSet' | 'ReplicaSet' | 'ReplicationController' | 'DaemonSet';
  readonly namespace: string;
  readonly name: string;
}

/** Something that users and administrators do to a cluster, as plain data. @public */
export type Act =
  | { readonly act: 'apply'; readonly objects: readonly unknown[] }
  /** `force` removes pods without waiting for their processes. */
  | { readonly act: 'delete'; readonly objects: readonly ObjectReference[]; readonly force?: true }
  | { readonly act: 'scale'; readonly workload: WorkloadName; readonly replicas: number }
  /**
   * The load of a workload as its HorizontalPodAutoscaler sees it from now on: how many replicas it would keep at their
   * target. `least` and `most` are its bounds, 1 and none unless given.
   */
  | {
      readonly act: 'wish';
      readonly workload: WorkloadName;
      readonly replicas: number;
      readonly least?: number;
      readonly most?: number;
    }
  /** New pods for a workload: with another image, or with the same one as `kubectl rollout restart` makes them. */
  | {
      readonly act: 'rollout';
      readonly workload: WorkloadName;
      readonly image?: string;
      readonly container?: string;
    }
  | { readonly act: 'cordon' | 'uncordon' | 'drain'; readonly node: string }
  | { readonly act: 'fail' | 'recover'; readonly fault: Fault }
  /** The kubelet of a node says that the node is not ready, or that it is again. */
  | { readonly act: 'report-node'; readonly node: string; readonly ready: boolean }
  /** The machine of a node goes for good, and the cloud knows it. */
  | { readonly act: 'terminate'; readonly node: string }
  /** What processes do from now on. */
  | { readonly act: 'behave'; readonly behaviour: StatedBehaviour }
  /** The process of a container ends, with this code. */
  | { readonly act: 'crash'; readonly pod: string; readonly container?: string; readonly code: number }
  /** Somebody sets a condition of a pod, such as one that a readiness gate waits for. */
  | {
      readonly act: 'set-condition';
      readonly pod: string;
      readonly type: string;
      readonly status: Condition['status'];
    }
  | {
      readonly act: 'taint';
      readonly node: string;
      readonly key: string;
      readonly effect: 'NoSchedule' | 'NoExecute';
    };

/** What an act is about, in a few words. @public */
export function actText(act: Act): string {
  switch (act.act) {
    case 'apply':
      return act.objects.map(objectText).join(', ');
    case 'delete':
      return act.objects.map(objectText).join(', ');
    case 'scale':
      return `${workloadText(act.workload)} to ${act.replicas}`;
    case 'wish':
      return `${workloadText(act.workload)} for ${act.replicas}`;
    case 'rollout':
      return act.image === undefined
        ? workloadText(act.workload)
        : `${workloadText(act.workload)} with ${act.image}`;
    case 'fail':
    case 'recover':
      return faultText(act.fault);
    case 'report-node':
      return `${act.node} ${act.ready ? 'ready' : 'not ready'}`;
    case 'behave': {
      const { does, ...selection } = act.behaviour;
      return `${JSON.stringify(selection)} does ${JSON.stringify(does)}`;
    }
    case 'crash':
    case 'set-condition':
      return act.pod;
    case 'cordon':
    case 'uncordon':
    case 'drain':
    case 'terminate':
      return act.node;
    case 'taint':
      return `${act.node} ${act.key}:${act.effect}`;
    default:
      return act satisfies never;
  }
}

/** `deployment/shop/web`. @public */
export function workloadText({ kind, namespace, name }: WorkloadName): string {
  return `${kind.toLowerCase()}/${namespace}/${name}`;
}

function objectText(object: unknown): string {
  if (typeof object !== 'object' || object === null) return String(object);
  const { kind, name, namespace, metadata } = object as {
    readonly kind?: unknown;
    readonly name?: unknown;
    readonly namespace?: unknown;
    readonly metadata?: { readonly name?: unknown; readonly namespace?: unknown };
  };
  const parts = [kind, namespace ?? metadata?.namespace, name ?? metadata?.name];
  return parts.filter((part): part is string => typeof part === 'string' && part !== '').join('/');
}

import type { StatedBehaviour } from './stated-behaviour.js';
import type { Count, Duration, ExitCode, Line, NonEmptyText, ObjectValue } from './stated-value.js';

/** Something that happens at a moment: one of the acts, with what belongs to it. */
export interface StatedAct {
  /** When it happens, such as 30s. */
  readonly at: Duration;
  /** Objects to apply: files and directories, relative to this file, or objects. */
  readonly apply?: NonEmptyText | ObjectValue | readonly (NonEmptyText | ObjectValue)[];
  /** Objects to delete, such as deployment/shop/web, or a pod of it: pod/deployment/shop/web. */
  readonly delete?: Line | readonly Line[];
  /** With delete: without waiting for the processes of pods. */
  readonly force?: boolean;
  /** The workload whose number of replicas is set, such as deployment/shop/web. */
  readonly scale?: Line;
  /** With scale: how many. With autoscale: how many its load would keep busy. */
  readonly replicas?: NotNegative;
  /** The workload whose HorizontalPodAutoscaler sees another load from now on, such as deployment/shop/web. */
  readonly autoscale?: Line;
  /** With autoscale: the least number of replicas; 1 unless given. */
  readonly min?: Count;
  /** With autoscale: the greatest number of replicas. */
  readonly max?: Count;
  /** The workload that gets new pods, such as deployment/shop/web: with another image, or as kubectl rollout restart makes them. */
  readonly rollout?: Line;
  /** With rollout: the new image. */
  readonly image?: Line;
  /** With rollout and crash: the container; the first one unless given. */
  readonly container?: Line;
  /** The node that takes no new pods. */
  readonly cordon?: Line;
  /** The node that takes new pods again. */
  readonly uncordon?: Line;
  /** The node that takes no new pods, and from which its pods are evicted. */
  readonly drain?: Line;
  /** The node that gets a taint. */
  readonly taint?: Line;
  /** With taint: its key. */
  readonly key?: Line;
  /** With taint: its effect. */
  readonly effect?: 'NoSchedule' | 'NoExecute';
  /** The node whose machine goes for good; the cloud knows it. */
  readonly terminate?: Line;
  /** The node whose kubelet says whether it is ready. */
  readonly reportNode?: Line;
  /** With reportNode: whether it is. */
  readonly ready?: boolean;
  /** What fails: node/NAME, zone/NAME, pod/NAMESPACE/NAME, pod/deployment/NAMESPACE/NAME (one of its pods), load-balancer/ID, dns, leader, or { link: [node/NAME, internet] }. */
  readonly fail?: Line | StatedLink;
  /** What comes back after it failed, written as for fail. */
  readonly recover?: Line | StatedLink;
  /** What processes do from now on. */
  readonly behave?: StatedBehaviour;
  /** The pod of which a process ends: pod/NAMESPACE/NAME, or pod/deployment/NAMESPACE/NAME for one pod of a workload. */
  readonly crash?: Line;
  /** With crash: the exit code; 1 unless given. */
  readonly code?: ExitCode;
  /** The pod of which somebody sets a condition, such as one of a readiness gate. */
  readonly setCondition?: Line;
  /** With setCondition: the type of the condition. */
  readonly type?: Line;
  /** With setCondition: its status, in quotes. */
  readonly status?: 'True' | 'False' | 'Unknown';
}

/** Nothing gets from one place to the other. */
export interface StatedLink {
  /** The two places: node/NAME, zone/NAME, load-balancer/ID, internet or network. */
  readonly link: readonly [Line, Line];
}

/** @minimum 0 */
type NotNegative = number;

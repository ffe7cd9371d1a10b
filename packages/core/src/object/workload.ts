import type { ObjectMeta } from './metadata.js';
import type { PodTemplateSpec } from './pod.js';
import type { LabelSelector } from './label-selector.js';

/** A stored Deployment. @see kubernetes/api apps/v1/types.go @public */
export interface Deployment {
  readonly apiVersion: 'apps/v1';
  readonly kind: 'Deployment';
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly replicas: number;
    readonly selector: LabelSelector;
    readonly template: PodTemplateSpec;
    readonly paused: boolean;
    readonly minReadySeconds: number;
    readonly progressDeadlineSeconds: number;
    readonly strategy:
      | { readonly type: 'Recreate' }
      | {
          readonly type: 'RollingUpdate';
          readonly maxSurge: number | string;
          readonly maxUnavailable: number | string;
        };
  };
}

/** A stored ReplicaSet. @public */
export interface ReplicaSet {
  readonly apiVersion: 'apps/v1';
  readonly kind: 'ReplicaSet';
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly replicas: number;
    readonly selector: LabelSelector;
    readonly template: PodTemplateSpec;
    readonly minReadySeconds: number;
  };
}

/** A stored StatefulSet. @public */
export interface StatefulSet {
  readonly apiVersion: 'apps/v1';
  readonly kind: 'StatefulSet';
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly replicas: number;
    readonly serviceName: string;
    readonly selector: LabelSelector;
    readonly template: PodTemplateSpec;
    readonly podManagementPolicy: 'OrderedReady' | 'Parallel';
    readonly updateStrategy: 'RollingUpdate' | 'OnDelete';
    /** `rollingUpdate.partition` of the update strategy: pods of lower numbers keep their template; absent = 0. */
    readonly partition?: number;
    /** `spec.ordinals.start`: the number of the first pod. */
    readonly ordinalsStart: number;
    readonly minReadySeconds: number;
  };
}

/** A stored DaemonSet. @public */
export interface DaemonSet {
  readonly apiVersion: 'apps/v1';
  readonly kind: 'DaemonSet';
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly selector: LabelSelector;
    readonly template: PodTemplateSpec;
    readonly updateStrategy: 'RollingUpdate' | 'OnDelete';
    /** `rollingUpdate` of the update strategy: nodes that may be without an available pod while it rolls. */
    readonly maxUnavailable: number | string;
    /** `rollingUpdate` of the update strategy: nodes that may have two pods while it rolls. */
    readonly maxSurge: number | string;
    readonly minReadySeconds: number;
  };
}

/** A stored Job. @see kubernetes/api batch/v1/types.go @public */
export interface Job {
  readonly apiVersion: 'batch/v1';
  readonly kind: 'Job';
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly parallelism: number;
    readonly completions?: number;
    readonly completionMode: 'NonIndexed' | 'Indexed';
    readonly suspend: boolean;
    /** How many of its pods may fail. */
    readonly backoffLimit: number;
    readonly template: PodTemplateSpec;
  };
}

/** A stored CronJob: its pods exist only at the hours of its schedule. @public */
export interface CronJob {
  readonly apiVersion: 'batch/v1';
  readonly kind: 'CronJob';
  readonly metadata: ObjectMeta;
  readonly spec: { readonly schedule: string; readonly suspend: boolean; readonly template: PodTemplateSpec };
}

/** A stored ReplicationController. @public */
export interface ReplicationController {
  readonly apiVersion: 'v1';
  readonly kind: 'ReplicationController';
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly replicas: number;
    readonly selector: Readonly<Record<string, string>>;
    readonly template: PodTemplateSpec;
    readonly minReadySeconds: number;
  };
}

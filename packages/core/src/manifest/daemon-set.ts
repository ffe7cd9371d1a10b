import type { LabelSelectorManifest } from './label-selector.js';
import type { NotModelled, ObjectMetadata } from './metadata.js';
import type { PodTemplateManifest } from './pod.js';

/** The specification of a DaemonSet, as written. @public */
export interface DaemonSetSpecManifest {
  readonly selector: LabelSelectorManifest;
  readonly template: PodTemplateManifest;
  readonly updateStrategy?: {
    readonly type?: 'RollingUpdate' | 'OnDelete';
    readonly rollingUpdate?: {
      readonly maxSurge?: number | string;
      readonly maxUnavailable?: number | string;
    } | null;
  };
  readonly minReadySeconds?: number;
  readonly revisionHistoryLimit?: NotModelled;
}

/** A DaemonSet, as written. @see kubernetes/api apps/v1/types.go, DaemonSet @public */
export interface DaemonSetManifest {
  readonly apiVersion: 'apps/v1';
  readonly kind: 'DaemonSet';
  readonly metadata: ObjectMetadata;
  readonly spec: DaemonSetSpecManifest;
  readonly status?: NotModelled;
}

/** The names of the fields of a DaemonSet's specification. */
export const daemonSetSpecFields: Readonly<Record<keyof DaemonSetSpecManifest, true>> = {
  selector: true,
  template: true,
  updateStrategy: true,
  minReadySeconds: true,
  revisionHistoryLimit: true,
};

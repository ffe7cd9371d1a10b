import type { LabelSelectorManifest } from './label-selector.js';
import type { NotModelled, ObjectMetadata } from './metadata.js';
import type { PodTemplateManifest } from './pod.js';

/** The specification of a StatefulSet, as written. @public */
export interface StatefulSetSpecManifest {
  readonly replicas?: number;
  readonly serviceName?: string;
  readonly selector: LabelSelectorManifest;
  readonly template: PodTemplateManifest;
  readonly podManagementPolicy?: 'OrderedReady' | 'Parallel';
  readonly updateStrategy?: {
    readonly type?: 'RollingUpdate' | 'OnDelete';
    readonly rollingUpdate?: {
      readonly partition?: number;
      readonly maxUnavailable?: number | string;
    } | null;
  };
  readonly ordinals?: { readonly start?: number };
  readonly minReadySeconds?: number;
  readonly revisionHistoryLimit?: NotModelled;
  readonly volumeClaimTemplates?: NotModelled;
  readonly persistentVolumeClaimRetentionPolicy?: NotModelled;
}

/** A StatefulSet, as written. @see kubernetes/api apps/v1/types.go, StatefulSet @public */
export interface StatefulSetManifest {
  readonly apiVersion: 'apps/v1';
  readonly kind: 'StatefulSet';
  readonly metadata: ObjectMetadata;
  readonly spec: StatefulSetSpecManifest;
  readonly status?: NotModelled;
}

/** The names of the fields of a StatefulSet's specification. */
export const statefulSetSpecFields: Readonly<Record<keyof StatefulSetSpecManifest, true>> = {
  replicas: true,
  serviceName: true,
  selector: true,
  template: true,
  podManagementPolicy: true,
  updateStrategy: true,
  ordinals: true,
  minReadySeconds: true,
  revisionHistoryLimit: true,
  volumeClaimTemplates: true,
  persistentVolumeClaimRetentionPolicy: true,
};

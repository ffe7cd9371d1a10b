import type { LabelSelectorManifest } from './label-selector.js';
import type { NotModelled, ObjectMetadata } from './metadata.js';
import type { PodTemplateManifest } from './pod.js';

/** The specification of a ReplicaSet, as written. @public */
export interface ReplicaSetSpecManifest {
  readonly replicas?: number;
  readonly selector: LabelSelectorManifest;
  readonly template?: PodTemplateManifest;
  readonly minReadySeconds?: number;
}

/** A ReplicaSet, as written. @see kubernetes/api apps/v1/types.go, ReplicaSet @public */
export interface ReplicaSetManifest {
  readonly apiVersion: 'apps/v1';
  readonly kind: 'ReplicaSet';
  readonly metadata: ObjectMetadata;
  readonly spec: ReplicaSetSpecManifest;
  readonly status?: NotModelled;
}

/** The names of the fields of a ReplicaSet's specification. */
export const replicaSetSpecFields: Readonly<Record<keyof ReplicaSetSpecManifest, true>> = {
  replicas: true,
  selector: true,
  template: true,
  minReadySeconds: true,
};

import type { NotModelled, ObjectMetadata, TextMap } from './metadata.js';
import type { PodTemplateManifest } from './pod.js';

/** The specification of a ReplicationController, as written. @public */
export interface ReplicationControllerSpecManifest {
  readonly replicas?: number;
  /** The labels of the template unless given. */
  readonly selector?: TextMap;
  readonly template?: PodTemplateManifest;
  readonly minReadySeconds?: number;
}

/** A ReplicationController, as written. @see kubernetes/api core/v1/types.go, ReplicationController @public */
export interface ReplicationControllerManifest {
  readonly apiVersion: 'v1';
  readonly kind: 'ReplicationController';
  readonly metadata: ObjectMetadata;
  readonly spec: ReplicationControllerSpecManifest;
  readonly status?: NotModelled;
}

/** The names of the fields of a ReplicationController's specification. */
export const replicationControllerSpecFields: Readonly<
  Record<keyof ReplicationControllerSpecManifest, true>
> = {
  replicas: true,
  selector: true,
  template: true,
  minReadySeconds: true,
};

import type { NotModelled, ObjectMetadata } from './metadata.js';

/** The specification of a Namespace, as written. @public */
export interface NamespaceSpecManifest {
  readonly finalizers?: NotModelled;
}

/** A Namespace, as written. @see kubernetes/api core/v1/types.go, Namespace @public */
export interface NamespaceManifest {
  readonly apiVersion: 'v1';
  readonly kind: 'Namespace';
  readonly metadata: ObjectMetadata;
  readonly spec?: NamespaceSpecManifest;
  readonly status?: NotModelled;
}

/** The names of the fields of a Namespace's specification. */
export const namespaceSpecFields: Readonly<Record<keyof NamespaceSpecManifest, true>> = { finalizers: true };
